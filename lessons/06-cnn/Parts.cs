using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>
/// The rows to train with, those to choose with, both together, and the test rows, which are for the end.
/// </summary>
sealed record Parts(Dataset Train, Dataset Held, Dataset All, Dataset Test)
{
    /// <summary>A tenth of the training images is held back, as many of each digit as its share.</summary>
    public static Parts Of(LessonRun run, Dataset all, Dataset test)
    {
        run.Heading("Three parts");
        var page = run.Output("parts");
        if (run.Quick)
            (all, test) = (First(all, 600), First(test, 300));

        #region parts
        var (trainRows, heldRows) =
            Split.Stratified(all.Y, testFraction: 0.1, run.Seed);
        var train = all.Rows(trainRows);   // to learn from
        var held = all.Rows(heldRows);     // to choose with
        #endregion

        page.WriteLine($"to learn from   {train.X.Shape}");
        page.WriteLine($"to choose with  {held.X.Shape}");
        page.WriteLine($"for the end     {test.X.Shape}");
        return new(train, held, all, test);
    }

    /// <summary>The first rows, a view: nothing is copied.</summary>
    internal static Dataset First(Dataset data, int rows) =>
        rows >= data.Count ? data : data with { X = data.X[..rows], Y = data.Y[..rows] };
}
