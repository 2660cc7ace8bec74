using LearnDL.Losses;
using LearnDL.Metrics;

namespace LearnDL.Models;

/// <summary>How one output is trained and what is reported of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Loss">Its loss; none where it is only predicted.</param>
/// <param name="Weight">What its loss counts in the sum of all.</param>
/// <param name="Metrics">All metrics, those that count sample weights last.</param>
/// <param name="Unweighted">How many of the metrics, from the first on, do not count sample weights.</param>
sealed record OutputSetup(string Name, Loss? Loss, double Weight, IReadOnlyList<Metric> Metrics, int Unweighted)
{
    /// <summary>Whether targets are needed for it.</summary>
    public bool NeedsTargets => Loss is not null || Metrics.Count > 0;
}
