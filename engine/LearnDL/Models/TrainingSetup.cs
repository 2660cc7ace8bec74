using LearnDL.Losses;
using LearnDL.Optimizers;

namespace LearnDL.Models;

/// <summary>How to train: what one call of Compile was given.</summary>
sealed class TrainingSetup(Optimizer optimizer, Loss? loss, IReadOnlyList<string> metricNames)
{
    public Optimizer Optimizer { get; } = optimizer;

    /// <summary>None for a model that is only to predict.</summary>
    public Loss? Loss { get; } = loss;

    public IReadOnlyList<string> MetricNames { get; } = metricNames;
}
