using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Mnist;

/// <summary>Step 3: the same network on bytes as they are, on 0..1, and on columns divided by their lengths.</summary>
static class PixelScale
{
    public static void Run(LessonRun run, ThreeWaySplit<Dataset> split)
    {
        run.Heading("Why pixels are scaled");
        var (rows, epochs, seeds) = (run.Budget(full: 6000, quick: 500), run.Budget(full: 5, quick: 3),
            run.Budget(full: 3, quick: 1));
        var (few, held) = (ImageSplit.First(split.Train, rows), split.Validation);
        var curves = new List<Curve>();
        var page = run.Output("scales");

        using (var progress = run.Progress("three scales", 3 * seeds * epochs))
        {
            page.WriteLine("              loss untrained   validation accuracy");
            Try("as-stored", "0..255", few.X, held.X, Network.BuildWithoutRescaling);
            Try("scaled", "0..1", few.X, held.X, Network.Build);
            Try("normalized", "column norms", few.X.Normalize(axis: 1), held.X.Normalize(axis: 1),
                Network.BuildWithoutRescaling);

            void Try(string name, string label, Tensor x, Tensor heldX, Func<int, Sequential> build)
            {
                var (untrained, accuracies) = (new double[seeds], new double[seeds]);
                for (var k = 0; k < seeds; k++)
                {
                    var model = build(run.Seed + k);
                    untrained[k] = model.Evaluate(heldX, held.Y)["loss"];
                    var history = model.Fit(x, few.Y, Network.BatchSize, epochs, verbose: 0,
                        validationData: (heldX, held.Y), callbacks: [progress]);
                    accuracies[k] = history["val_accuracy"][^1];
                    if (k > 0) continue;
                    curves.Add(new(label, history["val_accuracy"]));
                    if (model.Warnings is [var warning, ..])
                        run.Output("warning").WriteLine(warning.Replace("; ", ";\n", StringComparison.Ordinal)
                            .Replace(". D", ".\nD", StringComparison.Ordinal));
                }

                page.WriteLine($"{label,-12}  {untrained.Mean(),14:0.00}   {accuracies.Mean():0.0%} "
                    + $"({accuracies.Min():0.0%} to {accuracies.Max():0.0%})");
                run.Metric($"{name}-untrained", $"loss before training, pixels {label}", untrained.Mean(), "0.0");
                run.Metric($"{name}-accuracy", $"validation accuracy, pixels {label}", accuracies.Mean(), "0.0%");
            }
        }

        run.Metric("scale-seeds", "seeds a scale was tried with", seeds, "0");
        run.Metric("scale-rows", "images the three scales are tried on", few.Count, "#,0");
        const string Alt = "Validation accuracy over the epochs for the three scales. "
            + "The curve of the bytes as they are stored lies well below the two others.";
        run.Picture("scales",
            LearningCurvePlot.Draw("Three scales of the same pixels", Alt, "validation accuracy", [.. curves]), Alt);
    }
}
