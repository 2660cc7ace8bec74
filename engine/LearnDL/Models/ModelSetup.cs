using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;

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
    public TrainingSetup WithLoss => Training.HasLoss ? Training : throw new ModelException(
        $"Model '{model.Name}' was compiled without a loss.", "Compile(optimizer, loss)", "no loss",
        "Name one: \"mse\", \"binary_crossentropy\", …");

    /// <summary>What the last Compile was given; null before it.</summary>
    public TrainingSetup? CompiledAs => training;

    /// <summary>The loss of the only output, if there is one.</summary>
    public Loss? LossIfAny => training?.OnlyLoss;

    public List<string> Warnings { get; } = [];

    /// <summary>How many numbers the optimizer keeps; 0 before the first step.</summary>
    public long OptimizerSize => training?.Optimizer.Size ?? 0;

    public void Compile(Optimizer optimizer, LossList? losses, OutputMetrics metrics, OutputMetrics weighted,
        LossWeights? lossWeights)
    {
        using var held = modelLock.EnterCompile();
        var names = model.OutputNames;
        var loss = losses?.For(names) ?? new Loss?[names.Count];
        var (plain, counted) = (metrics.For(names), weighted.For(names));
        var weights = lossWeights?.For(names) ?? [.. names.Select(_ => 1.0)];
        var outputs = new OutputSetup[names.Count];
        for (var k = 0; k < outputs.Length; k++)
        {
            Metric[] all = [.. plain[k], .. counted[k].Select(metric => MetricCheck.WithKey(metric, plain[k]))];
            MetricCheck.Keys(all);
            outputs[k] = new OutputSetup(names[k], loss[k], weights[k], all, plain[k].Count);
        }
        MetricCheck.Once([.. outputs.SelectMany(output => output.Metrics)]);
        var found = new List<string>();
        for (var k = 0; k < outputs.Length; k++)
            if (loss[k] is { } one && model.Layers.Count > 0)
                LossCheck.Suits(one, model, k, Width(k), found);
        var given = new TrainingSetup(optimizer, outputs);
        if (outputs.Length > 1)
            MetricCheck.Distinct(given.Figures);
        training = given;
        Warnings.Clear();
        Warnings.AddRange(found);
    }

    /// <summary>The number of an output's columns, as far as it is known before data are there.</summary>
    int? Width(int output) => model.IsBuilt ? model.OutputShapes[output][-1]
        : output == 0 ? model.Layers[^1].Width : null;
}
