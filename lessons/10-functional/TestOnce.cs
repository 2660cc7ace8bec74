using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Step 9: all choices are made; all other mails teach, and the test mails are looked at once.</summary>
static class TestOnce
{
    public static void Run(LessonRun run, Mails rest, Mails test)
    {
        run.Heading("The test mails, once");
        var seeds = run.Budget(full: 5, quick: 1);
        Candidate[] candidates =
            [Conclusion.Bag(), Conclusion.BagAndHabits(), Conclusion.TextAlone(), Conclusion.Auxiliary()];

        Model? final = null;

        #region test
        var reader = new Reader(rest);
        var (all, last) = (reader.Read(rest), reader.Read(test));
        for (var k = 0; k < seeds; k++)
            foreach (var candidate in candidates)
                final = candidate.Judge(
                    run, all, last, run.Seed + k);
        #endregion

        var page = run.Output("test");
        page.WriteLine($"{seeds} seeds, {test.Count:#,0} test mails   right (%)      loss");
        foreach (var candidate in candidates)
        {
            page.WriteLine($"{candidate.Name,-24} {Verdicts.Percent(candidate.Accuracy)}   "
                + Verdicts.Number(candidate.Loss));
            (candidate with { Key = "test-" + candidate.Key }).Record(run, "test");
        }

        var right = candidates[1].Accuracy.Average();
        run.Metric("test-accuracy", "test accuracy of the bag of words with the habits, mean over the seeds", right);
        run.Metric("test-error",
            "standard deviation of an accuracy that comes from the number of test mails alone, in points",
            100 * Math.Sqrt(right * (1 - right) / test.Count), "0.0");
        run.Metric("test-seeds", "seeds of the final training", seeds, "0");
        run.Weights(final!);
    }
}
