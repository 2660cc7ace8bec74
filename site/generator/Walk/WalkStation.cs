using LearnDL.Site.Runs;

namespace LearnDL.Site.Walk;

/// <summary>A station on the way through time.</summary>
/// <param name="Place">Where the picture of the chain shows it.</param>
/// <param name="Short">Its name where there is little room.</param>
/// <param name="Title">Its name.</param>
/// <param name="Text">What to see there.</param>
/// <param name="Lines">What ran.</param>
/// <param name="Checks">Gradients beside differences; only the last station has them.</param>
public sealed record WalkStation(WalkPlace Place, string Short, string Title, string Text, IReadOnlyList<WalkLine> Lines,
    IReadOnlyList<GradientComparison> Checks)
{
    public int Number { get; init; }

    public string Id => $"station-{Number}";
}
