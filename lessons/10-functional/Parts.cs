using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>The mails to test with, and the others divided anew for every seed.</summary>
static class Parts
{
    public static int Count(LessonRun run) => run.Budget(full: 8, quick: 1);

    /// <summary>A quarter of the mails for the end: the same as in lesson 8.</summary>
    public static (Mails Others, Mails Test) SetAside(LessonRun run, Mails data)
    {
        run.Heading("Three parts");
        if (run.Quick) data = data.Rows(Split.Stratified(data.Y, 0.08, run.Seed).Test);

        #region aside
        var (rest, test) =
            Split.Stratified(data.Y, 0.25, run.Seed);
        #endregion

        run.Metric("rest", "mails to learn from and to choose with", rest.Length, "#,0");
        run.Metric("test-rows", "test mails", test.Length, "#,0");
        return (data.Rows(rest), data.Rows(test));
    }

    public static (Inputs Train, Inputs Held)[] Splits(LessonRun run, Mails rest)
    {
        var splits = new (Inputs, Inputs)[Count(run)];

        #region splits
        for (var k = 0; k < splits.Length; k++)
        {
            var (trainRows, heldRows) =
                Split.Stratified(rest.Y, 0.2, run.Seed + k);
            var train = rest.Rows(trainRows);
            var reader = new Reader(train); // sees these alone
            splits[k] = (reader.Read(train),
                reader.Read(rest.Rows(heldRows)));
        }
        #endregion

        run.Metric("train-rows", "mails to learn from", splits[0].Item1.Mails.Count, "#,0");
        run.Metric("held-rows", "mails to choose with", splits[0].Item2.Mails.Count, "#,0");
        return splits;
    }
}
