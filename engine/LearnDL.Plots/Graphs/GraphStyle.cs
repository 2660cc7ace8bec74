namespace LearnDL.Plots;

/// <summary>What the boxes of a drawn model say, and which way its rows go.</summary>
sealed record GraphStyle(bool ShowShapes, bool ShowDtype, bool ShowLayerNames, bool IsLeftToRight, bool ExpandNested,
    bool ShowLayerActivations, bool ShowTrainable)
{
    internal const float Letters = 14;
    internal const double LineHeight = 20;

    /// <summary>From (across, along) to (x, y), of places and of sizes, and back.</summary>
    internal (double, double) Turn(double across, double along) => IsLeftToRight ? (along, across) : (across, along);
}
