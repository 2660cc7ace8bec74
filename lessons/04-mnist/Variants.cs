using System.Diagnostics;
using LearnDL.Lessons;

namespace Lessons.Mnist;

/// <summary>Step 5: more epochs, more units, another layer. What each brings, and what it costs.</summary>
static class Variants
{
    #region variants
    static readonly Variant[] all =
    [
        new("narrow", [32, 32], Epochs: 3),
        new("wide", [256, 256], Epochs: 3),
        new("deep", [128, 128, 128], Epochs: 3),
        new("long", [128, 128], Epochs: 6),
    ];
    #endregion

    sealed record Variant(string Name, int[] Units, int Epochs);

    public static void Run(LessonRun run, ThreeWaySplit<Dataset> split, Outcome recipe)
    {
        run.Heading("More of everything");
        var outcomes = new List<(string Name, int Epochs, Outcome Outcome)> { ("recipe", 3, recipe) };
        using (var progress = run.Progress("variants", all.Sum(variant => variant.Epochs)))
            foreach (var (name, units, epochs) in all)
            {
                var clock = Stopwatch.StartNew();
                var model = Network.Build(run.Seed, units);
                var history = model.Fit(split.Train.X, split.Train.Y, Network.BatchSize, epochs, verbose: 0,
                    validationData: (split.Validation.X, split.Validation.Y),
                    callbacks: [Network.Falling(epochs), progress]);
                outcomes.Add((name, epochs, new(string.Join(", ", units), history["val_accuracy"][^1],
                    clock.Elapsed.TotalSeconds, Training.Size(model))));
            }

        var page = run.Output("variants");
        page.WriteLine("hidden units    epochs    weights   validation accuracy");
        foreach (var (_, epochs, outcome) in outcomes)
            page.WriteLine($"{outcome.Units,-15} {epochs,6}  {outcome.Weights,9:#,0}   {outcome.Accuracy,19:0.00%}");
        foreach (var (name, epochs, outcome) in outcomes) // no output of the page: the seed does not decide them
        {
            run.Say($"{outcome.Units}, {epochs} epochs: {outcome.Seconds:0.0} s");
            run.MachineMetric($"{name}-seconds",
                $"seconds of that training, with layers of {outcome.Units}, {epochs} epochs", outcome.Seconds, "0.0");
        }
    }
}
