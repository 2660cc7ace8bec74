using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Functional;

/// <summary>Step 5: words alone, habits alone, both; one neuron and networks; on every split.</summary>
static class Conclusion
{
    public static readonly Func<Inputs, TensorList> All = part => [part.Subject, part.Body, part.Habits];

    public static Candidate HabitsAlone() =>
        new("habits", "habits, small network", Network.HabitsAlone, part => part.Habits, Epochs: 30);

    public static Candidate Bag() => new("bag", "bag of words", Network.Bag, part => part.Bag, Epochs: 8);

    public static Candidate BagAndHabits() =>
        new("both", "bag and habits", Network.BagAndHabits, part => [part.Bag, part.Habits], Epochs: 8);

    public static Candidate TextAlone() =>
        new("text", "text alone", Network.TextAlone, part => [part.Subject, part.Body]);

    public static Candidate Joined() => new("joined", "text and habits", Network.WithoutAuxiliary, All);

    public static Candidate Auxiliary() =>
        new("auxiliary", "… with auxiliary output", seed => Network.Joined(seed), All);

    /// <returns>The joined network with its auxiliary output, and its models, one for each split.</returns>
    public static (Candidate, Model[]) Run(LessonRun run, (Inputs Train, Inputs Held)[] splits)
    {
        run.Heading("The verdict");
        Candidate habits = HabitsAlone(), bag = Bag(), both = BagAndHabits(), text = TextAlone(), joined = Joined(),
            auxiliary = Auxiliary();
        Candidate[] candidates = [habits, bag, both, text, joined, auxiliary];
        var models = new Model[splits.Length];
        using (var progress = run.Progress("candidates", splits.Length * candidates.Length))
            for (var k = 0; k < splits.Length; k++)
                foreach (var candidate in candidates)
                {
                    models[k] = candidate.Judge(run, splits[k].Train, splits[k].Held, run.Seed + k);
                    progress.Step(candidate.Name);
                }

        Verdicts.Print(run, "verdict", candidates, $"{splits.Length} seeds, validation");
        Verdicts.RecordGap(run, both, bag);
        Verdicts.RecordGap(run, joined, text);
        Verdicts.RecordGap(run, auxiliary, text);
        Verdicts.RecordGap(run, auxiliary, joined);
        Verdicts.RecordGap(run, auxiliary, both);
        run.Metric("auxiliary-first", "validation accuracy with auxiliary output, on the first split, that of lesson 8",
            auxiliary.Accuracy[0], "0.0%");
        run.Metric("seeds", "seeds of the comparison", splits.Length, "0");
        run.Metric("majority", "validation accuracy of always \"no spam\"",
            1 - splits[0].Held.Y.Cast(DType.Float64).Mean().Item(), "0.0%");

        var shown = candidates[1..];
        var alt = "Validation loss, one dot per seed, larger marks for the means: "
            + string.Join("; ", shown.Select(candidate => $"{candidate.Name} {candidate.Loss.Average():0.000}")) + ".";
        run.Picture("verdict", SpreadPlot.DrawNumbers("Loss on the validation mails", alt, "validation loss",
            [.. shown.Select(candidate => (candidate.Name, (IReadOnlyList<double>)candidate.Loss))]), alt);
        return (auxiliary, models);
    }
}
