using System.Diagnostics;
using LearnDL.Lessons;
using MathNet.Numerics.Statistics;

namespace Lessons.Functional;

/// <summary>One way to find spam, and how well it did on each split.</summary>
/// <param name="Key">Begins the names of its numbers.</param>
/// <param name="Name">What the page calls it.</param>
/// <param name="Build">Makes the model, compiled, from a seed.</param>
/// <param name="Reads">Which inputs it gets.</param>
/// <param name="Epochs">How long it is trained; 0: as the networks that read.</param>
sealed record Candidate(string Key, string Name, Func<int, Model> Build, Func<Inputs, TensorList> Reads, int Epochs = 0)
{
    public List<double> Accuracy { get; } = [];

    public List<double> Loss { get; } = [];

    public List<double> Seconds { get; } = [];

    /// <summary>Learns from the first mails, is judged on the others, and adds that to the lists.</summary>
    public Model Judge(LessonRun run, Inputs train, Inputs held, int seed)
    {
        var clock = Stopwatch.StartNew();
        var model = Train(run, train, seed);
        Seconds.Add(clock.Elapsed.TotalSeconds);
        var p = Predict(model, Reads(held));
        Accuracy.Add(Verdicts.Accuracy(p, held.Y));
        Loss.Add(Verdicts.Loss(p, held.Y));
        return model;
    }

    public Model Train(LessonRun run, Inputs train, int seed)
    {
        var model = Build(seed);
        var y = train.Y;
        TensorList targets = model.OutputNames.Count == 1 ? y : [y, y];
        _ = Epochs > 0
            ? model.Fit(Reads(train), targets, epochs: run.Budget(full: Epochs, quick: 1), verbose: 0)
            : model.Fit(Reads(train), targets, batchSize: Network.BatchSize, epochs: Network.Epochs(run), verbose: 0,
                callbacks: [Network.Falling()]);
        return model;
    }

    /// <summary>The probability of spam (N), from the first output.</summary>
    public static Tensor Predict(Model model, TensorList x) => model.PredictAll(x, 128)[0].Reshape(-1);

    public void Record(LessonRun run, string on = "validation")
    {
        run.Metric(Key, $"{on} accuracy, {Name}, mean over the seeds", Accuracy.Average());
        run.Metric(Key + "-spread", $"{on} accuracy, {Name}, standard deviation, in points",
            100 * Verdicts.Deviation(Accuracy), "0.00");
        run.Metric(Key + "-loss", $"{on} loss, {Name}, mean over the seeds", Loss.Average(), "0.000");
        run.MachineMetric(Key + "-seconds", $"seconds to train, {Name}", Seconds.Median(), "0.0");
    }
}
