using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>
/// The mails to learn from, those to choose with, both together, and the test mails, which are for the end.
/// </summary>
sealed record Parts(ListDataset<string> Train, ListDataset<string> Held, ListDataset<string> All,
    ListDataset<string> Test)
{
    public static Parts Of(LessonRun run, ListDataset<string> data)
    {
        run.Heading("Three parts");
        if (run.Quick) data = data.Rows(Split.Stratified(data.Y, 0.08, run.Seed).Test);

        #region parts
        var (rest, testRows) = Split.Stratified(data.Y, 0.25, run.Seed);
        var (all, test) = (data.Rows(rest), data.Rows(testRows));
        var (trainRows, heldRows) = Split.Stratified(all.Y, 0.2, run.Seed);
        var train = all.Rows(trainRows);     // to learn from
        var held = all.Rows(heldRows);       // to choose with
        #endregion

        var page = run.Output("parts");
        page.WriteLine($"to learn from   {train.Count,5:#,0} mails, {Spam(train),5:#,0} spam");
        page.WriteLine($"to choose with  {held.Count,5:#,0} mails, {Spam(held),5:#,0} spam");
        page.WriteLine($"for the end     {test.Count,5:#,0} mails, {Spam(test),5:#,0} spam");
        return new(train, held, all, test);
    }

    static double Spam(ListDataset<string> part) => part.Y.Cast(DType.Float64).Sum().Item();
}
