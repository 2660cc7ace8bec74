using LearnDL.Losses;
using LearnDL.Optimizers;

namespace LearnDL.Models;

/// <summary>How to train: what one call of Compile was given.</summary>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Outputs">What each output is trained for.</param>
sealed record TrainingSetup(Optimizer Optimizer, OutputSetup[] Outputs)
{
    /// <summary>Whether there is a loss: a model without one is only to predict.</summary>
    public bool HasLoss => Array.Exists(Outputs, output => output.Loss is not null);

    /// <summary>What Fit and Evaluate report, in this order.</summary>
    public IReadOnlyList<string> Figures { get; } =
    [
        "loss",
        .. Outputs.Select(output => LossKeyOf(Outputs, output)).OfType<string>(),
        .. Outputs.SelectMany(output => output.Metrics.Select(metric => KeyOf(Outputs, output, metric.Name))),
    ];

    /// <summary>The key of an output's loss in logs; none where it is the only output, or has no loss.</summary>
    public string? LossKey(OutputSetup output) => LossKeyOf(Outputs, output);

    static string? LossKeyOf(OutputSetup[] outputs, OutputSetup output) =>
        outputs.Length > 1 && output.Loss is not null ? $"{output.Name}_loss" : null;

    /// <summary>The key of a metric in logs: with the output's name before it where there are several.</summary>
    public string Key(OutputSetup output, string metric) => KeyOf(Outputs, output, metric);

    static string KeyOf(OutputSetup[] outputs, OutputSetup output, string metric) =>
        outputs.Length > 1 ? $"{output.Name}_{metric}" : metric;

    /// <summary>The loss of the only output; none where there are several.</summary>
    public Loss? OnlyLoss => Outputs.Length == 1 ? Outputs[0].Loss : null;
}
