using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>How the mails, which come in one set, become three.</summary>
static class MailSplit
{
    /// <summary>A quarter of the mails to test with; of the rest, a fifth to choose with.</summary>
    public static ThreeWaySplit<ListDataset<string>> Of(LessonRun run, ListDataset<string> data)
    {
        run.Heading("Three parts");
        if (run.Quick) data = data.Rows(Split.Stratified(data.Y, 0.08, run.Seed).Test);

        #region split
        var (rest, testRows) =
            Split.Stratified(data.Y, 0.25, run.Seed);
        var (all, test) = (data.Rows(rest), data.Rows(testRows));
        var (trainRows, validationRows) =
            Split.Stratified(all.Y, 0.2, run.Seed);
        var train = all.Rows(trainRows);           // to learn from
        var validation = all.Rows(validationRows); // to choose with
        #endregion

        var page = run.Output("split");
        page.WriteLine($"to learn from   {train.Count,5:#,0} mails, {Spam(train),5:#,0} spam");
        page.WriteLine($"to choose with  {validation.Count,5:#,0} mails, {Spam(validation),5:#,0} spam");
        page.WriteLine($"for the end     {test.Count,5:#,0} mails, {Spam(test),5:#,0} spam");
        return new(train, validation, all, test);
    }

    static double Spam(ListDataset<string> mails) => mails.Y.Cast(DType.Float64).Sum().Item();
}
