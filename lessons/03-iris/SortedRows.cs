using LearnDL;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Iris;

/// <summary>Step 5: validationSplit takes the last rows of the file. In a sorted file those are of one kind.</summary>
static class SortedRows
{
    const double Third = 1.0 / 3;

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("The trap in the order of the rows");
        var epochs = run.Budget(full: 100, quick: 20);
        var page = run.Output("trap");
        using var progress = run.Progress("sorted and shuffled", 2 * epochs);

        #region sorted
        var sorted = Network.Build(run.Seed).Fit(
            data.X, data.Y.OneHot(3),
            batchSize: Network.BatchSize, epochs: epochs,
            validationSplit: Third,
            verbose: 0, callbacks: [progress]);
        #endregion

        #region shuffled
        var order = Enumerable.Range(0, data.Count).ToArray();
        new RandomSource(run.Seed).Shuffle<int>(order);
        var mixed = data.Rows(order);

        var shuffled = Network.Build(run.Seed).Fit(
            mixed.X, mixed.Y.OneHot(3),
            batchSize: Network.BatchSize, epochs: epochs,
            validationSplit: Third,
            verbose: 0, callbacks: [progress]);
        #endregion

        Report(page, "in the file's order", data, sorted);
        Report(page, "shuffled first", mixed, shuffled);
        run.Metric("sorted-val-accuracy", "validation accuracy, rows in the file's order",
            sorted["val_accuracy"][^1], "0.0%");
        run.Metric("sorted-accuracy", "training accuracy, rows in the file's order", sorted["accuracy"][^1], "0.0%");
        run.Metric("shuffled-val-accuracy", "validation accuracy, rows shuffled first",
            shuffled["val_accuracy"][^1], "0.0%");

        const string Alt = "Validation accuracy over the epochs. With the rows shuffled first it rises towards 1; "
            + "with the rows in the file's order it stays at 0, "
            + "because no flower of the validated kind is among the training rows.";
        run.Picture("trap", LearningCurvePlot.Draw("Validation accuracy: shuffled or sorted", Alt, "accuracy",
            new Curve("shuffled", shuffled["val_accuracy"]), new Curve("file's order", sorted["val_accuracy"])), Alt);
    }

    static void Report(TextWriter page, string order, Dataset data, History history)
    {
        var counts = new int[3];
        foreach (var k in data.Y[100..].AsSpan<int>()) counts[k]++;
        page.WriteLine($"{order}, the last third holds");
        page.WriteLine("  " + string.Join(", ", counts.Select((count, k) => $"{count} {data.ClassNames[k]}")));
        page.WriteLine($"  training accuracy   {history["accuracy"][^1]:0.0%}");
        page.WriteLine($"  validation accuracy {history["val_accuracy"][^1]:0.0%}");
    }
}
