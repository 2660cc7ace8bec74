using LearnDL.Data;

namespace LearnDL.Lessons;

/// <summary>How the lessons on images make three sets of the two that come with the data.</summary>
public static class ImageSplit
{
    /// <summary>A tenth of the training images is held back to choose with, the same share of every class.</summary>
    /// <param name="run">The lesson's run.</param>
    /// <param name="all">The training images.</param>
    /// <param name="test">The test images.</param>
    /// <param name="quickRows">How many training images a quick run takes; it takes half as many test images.</param>
    public static ThreeWaySplit<Dataset> Of(LessonRun run, Dataset all, Dataset test, int quickRows)
    {
        run.Heading("Three parts");
        var page = run.Output("split");
        if (run.Quick)
            (all, test) = (First(all, quickRows), First(test, quickRows / 2));

        #region split
        var (trainRows, validationRows) =
            Split.Stratified(all.Y, testFraction: 0.1, run.Seed);
        var train = all.Rows(trainRows);           // to learn from
        var validation = all.Rows(validationRows); // to choose with
        #endregion

        page.WriteLine($"to learn from   {train.X.Shape}");
        page.WriteLine($"to choose with  {validation.X.Shape}");
        page.WriteLine($"for the end     {test.X.Shape}");
        return new(train, validation, all, test);
    }

    /// <summary>The first rows, a view: nothing is copied.</summary>
    public static Dataset First(Dataset data, int rows) =>
        rows >= data.Count ? data : data with { X = data.X[..rows], Y = data.Y[..rows] };
}
