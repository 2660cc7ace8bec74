using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What a model was given by its last Compile, and the warnings about it and about the data since then.
/// </summary>
sealed class ModelSetup(Model model, ModelLock modelLock)
{
    TrainingSetup? training;

    /// <exception cref="ModelException">There was no Compile.</exception>
    public TrainingSetup Training => training ?? throw new ModelException(
        $"Model '{model.Name}' does not know how to train.", "Compile(optimizer, loss) first", "no Compile",
        "Call model.Compile(\"adam\", \"mse\") or the like before Fit.");

    /// <exception cref="ModelException">There was no Compile, or one without a loss.</exception>
    public Loss Loss => Training.Loss ?? throw new ModelException(
        $"Model '{model.Name}' was compiled without a loss.", "Compile(optimizer, loss)", "no loss",
        "Name one: \"mse\", \"binary_crossentropy\", …");

    /// <summary>The same, or none.</summary>
    public Loss? LossIfAny => training?.Loss;

    public List<string> Warnings { get; } = [];

    /// <summary>How many numbers the optimizer keeps; 0 before the first step.</summary>
    public long OptimizerSize => training?.Optimizer.Size ?? 0;

    public void Compile(Optimizer optimizer, Loss? loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> weighted)
    {
        using var held = modelLock.EnterCompile();
        Metric[] all = [.. metrics, .. weighted.Select(metric => MetricCheck.WithKey(metric, metrics))];
        MetricCheck.Keys(all);
        var found = new List<string>();
        if (loss is not null && model.Layers.Count > 0)
            LossCheck.Suits(loss, model.Layers, Width(), found);
        training = new TrainingSetup(optimizer, loss, all, metrics.Count);
        Warnings.Clear();
        Warnings.AddRange(found);
    }

    /// <summary>The number of outputs, as far as it is known before data are there.</summary>
    int? Width() => model.IsBuilt ? model.OutputShape[-1] : model.Layers[^1].Width;

    /// <summary>The metrics in the forms that suit these targets, before the first batch.</summary>
    public Metric[] NewMetrics(Tensor y)
    {
        Metric[] metrics = [.. Training.Metrics.Select(one => one.For(model.OutputShape, y.Shape, Training.Loss))];
        foreach (var metric in metrics)
            metric.Reset(); // those given as objects are used again
        return metrics;
    }
}
