using LearnDL.Site.Walk;

namespace LearnDL.Site.Views;

/// <summary>The walk through time, and the address of the script that shows one station of it at a time.</summary>
public sealed record WalkModel(IReadOnlyList<WalkStation> Stations, string Script)
{
    public int Times => Stations.Max(step => step.Place.Time);
}
