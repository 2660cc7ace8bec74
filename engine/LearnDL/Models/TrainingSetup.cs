using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;

namespace LearnDL.Models;

/// <summary>How to train: what one call of Compile was given.</summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="loss">The loss, if any.</param>
/// <param name="metrics">All metrics, those that count sample weights last.</param>
/// <param name="unweighted">How many do not count them.</param>
sealed class TrainingSetup(Optimizer optimizer, Loss? loss, IReadOnlyList<Metric> metrics, int unweighted)
{
    public Optimizer Optimizer { get; } = optimizer;

    /// <summary>None for a model that is only to predict.</summary>
    public Loss? Loss { get; } = loss;

    public IReadOnlyList<Metric> Metrics { get; } = metrics;

    /// <summary>How many of the metrics, from the first on, do not count sample weights.</summary>
    public int Unweighted { get; } = unweighted;
}
