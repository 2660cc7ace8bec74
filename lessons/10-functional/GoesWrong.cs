using LearnDL;
using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Step 8: habits that are not scaled, an auxiliary loss that counts too much, what is listened to.</summary>
static class GoesWrong
{
    const double Heavy = 10;

    public static void Run(LessonRun run, (Inputs Train, Inputs Held)[] splits, Candidate joined,
        Model[] models)
    {
        run.Heading("What goes wrong");
        var raw = new Candidate("raw", "habits not scaled", seed => Network.WithoutAuxiliary(seed, columns: 8),
            part => [part.Subject, part.Body, part.Mails.Habits]);
        var heavy = new Candidate("heavy", "auxiliary counts 10", seed => Network.Joined(seed, Heavy), Conclusion.All);
        using (var progress = run.Progress("what goes wrong", splits.Length * 2))
            for (var k = 0; k < splits.Length; k++)
                foreach (var candidate in new[] { raw, heavy })
                {
                    candidate.Judge(run, splits[k].Train, splits[k].Held, run.Seed + k);
                    progress.Step(candidate.Name);
                }
        Verdicts.Print(run, "wrong", [joined, raw, heavy], $"{splits.Length} seeds, validation");
        Verdicts.RecordGap(run, raw, joined);
        Verdicts.RecordGap(run, heavy, joined);
        run.Metric("raw-worst", "validation accuracy with habits not scaled, worst seed", raw.Accuracy.Min(), "0.0%");
        Listens(run, splits, models);
    }

    /// <summary>Which branch the joined network listens to: one input at a time is another mail's.</summary>
    static void Listens(LessonRun run, (Inputs Train, Inputs Held)[] splits, Model[] joined)
    {
        var page = run.Output("listens");
        page.WriteLine($"another mail's, {splits.Length} seeds     right (%)");
        foreach (var (key, name, change) in new (string, string, Func<Inputs, int[], Inputs>)[]
        {
            ("none", "nothing", (part, _) => part),
            ("subject", "subject", (part, rows) => part with { Subject = part.Subject.Gather(rows) }),
            ("body", "body", (part, rows) => part with { Body = part.Body.Gather(rows) }),
            ("habits", "habits", (part, rows) => part with { Habits = part.Habits.Gather(rows) }),
        })
        {
            double[] right = [.. splits.Select((split, k) => Verdicts.Accuracy(Candidate.Predict(joined[k],
                Conclusion.All(change(split.Held, Order(split.Held.Mails.Count, run.Seed + k)))), split.Held.Y))];
            page.WriteLine($"{name,-26} {Verdicts.Percent(right)}");
            run.Metric("listens-" + key, $"validation accuracy of the joined network when {name} is another mail's",
                right.Average(), "0.0%");
        }
    }

    static int[] Order(int count, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        new RandomSource(seed).Shuffle<int>(rows);
        return rows;
    }
}
