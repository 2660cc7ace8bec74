using LearnDL;
using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Step 7: what each habit is worth: the validation mails with one habit of somebody else's.</summary>
static class WhichHabit
{
    static readonly Func<Inputs, Tensor, TensorList> habitsAlone = (_, habits) => habits,
        all = (part, habits) => [part.Subject, part.Body, habits];

    public static void Run(LessonRun run, (Inputs Train, Inputs Held)[] splits, Model[] joined)
    {
        run.Heading("Which habit?");
        Inputs[] held = [.. splits.Select(split => split.Held)];
        var alone = Trained(run, splits);
        var (small, large) = (new Subject(alone, held, habitsAlone), new Subject(joined, held, all));
        var page = run.Output("habits");
        page.WriteLine($"points lost, {splits.Length} seeds      habits alone        joined");
        for (var habit = 0; habit < Habits.Names.Length; habit++)
        {
            var columns = Habits.Columns(habit);
            var (first, second) = (small.Lost(columns, run.Seed), large.Lost(columns, run.Seed));
            page.WriteLine($"{Habits.Names[habit],-22} {Verdicts.Points(first),10} ± {Verdicts.Deviation(first):0.0}   "
                + $"{Verdicts.Points(second),7} ± {Verdicts.Deviation(second):0.0}");
            var key = Habits.Names[habit].Replace(", ", "-").Replace(' ', '-').ToLowerInvariant();
            run.Metric($"lost-{key}",
                $"points lost when the habit '{Habits.Names[habit]}' is another mail's, habits alone",
                Math.Round(first.Average(), 1) + 0, "0.0;−0.0");
            run.Metric($"lost-{key}-joined", "the same, joined network",
                Math.Round(second.Average(), 1) + 0, "0.0;−0.0");
        }
        Hour(run, splits, small);
    }

    static Model[] Trained(LessonRun run, (Inputs Train, Inputs Held)[] splits) =>
        [.. splits.Select((split, k) => Conclusion.HabitsAlone().Train(run, split.Train, run.Seed + k))];

    /// <summary>The hour once more, with and without the mails from news feeds.</summary>
    static void Hour(LessonRun run, (Inputs Train, Inputs Held)[] splits, Subject everything)
    {
        var page = run.Output("hour");
        page.WriteLine("points lost when the hour is another mail's");
        (Inputs Train, Inputs Held)[] others = [.. splits.Select(split => (WithoutFeeds(split.Train),
            WithoutFeeds(split.Held)))];
        foreach (var (key, name, subject) in new[]
        {
            ("hour-all", "all mails", everything),
            ("hour-others", "without news feeds",
                new Subject(Trained(run, others), [.. others.Select(split => split.Held)], habitsAlone)),
        })
        {
            var lost = subject.Lost(Habits.Columns(Habits.Hour), run.Seed);
            page.WriteLine($"{name,-20} {Verdicts.Points(lost),5} ± {Verdicts.Deviation(lost):0.0}   "
                + $"in {lost.Count(points => points > 0)} of {lost.Length}");
            run.Metric(key, $"points lost when the hour is another mail's, {name}", lost.Average(), "0.0;−0.0");
            run.Metric(key + "-spread", $"the same, standard deviation, {name}", Verdicts.Deviation(lost), "0.0");
        }
    }

    static Inputs WithoutFeeds(Inputs part) => part.Reader.Read(part.Mails.Rows(
        [.. Enumerable.Range(0, part.Mails.Count).Where(n => !part.Mails.IsNewsFeed(n))]));

    /// <summary>A model for each split, the mails it is judged on, and how right it is on them as they are.</summary>
    sealed class Subject(Model[] models, Inputs[] held, Func<Inputs, Tensor, TensorList> reads)
    {
        readonly double[] right =
            [.. held.Select((part, k) => Right(models[k], reads(part, part.Habits), part.Y))];

        /// <summary>For each split the points of accuracy that go when some columns are other mails'.</summary>
        public double[] Lost(int[] columns, int seed) => [.. held.Select((part, k) => 100 * (right[k]
            - Right(models[k], reads(part, Shuffled(part.Habits, columns, seed + k)), part.Y)))];

        static double Right(Model model, TensorList x, Tensor y) => Verdicts.Accuracy(Candidate.Predict(model, x), y);
    }

    #region shuffled
    // The same mails; some of their columns are other mails'.
    static Tensor Shuffled(Tensor x, int[] columns, int seed)
    {
        int[] order = [.. Enumerable.Range(0, x.Shape[0])];
        new RandomSource(seed).Shuffle<int>(order);
        var result = x.Keep();
        var values = result.AsSpan<float>();
        var D = x.Shape[1];
        for (var n = 0; n < order.Length; n++)
            foreach (var d in columns)
                values[n * D + d] = (float)x.At(order[n], d);
        return result;
    }
    #endregion
}
