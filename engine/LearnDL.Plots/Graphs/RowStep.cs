namespace LearnDL.Plots;

/// <summary>A piece of an edge from an item of one row to an item of the next.</summary>
sealed class RowStep(LayoutItem upper, LayoutItem lower, double? upperOffset, double? lowerOffset)
{
    internal LayoutItem Upper { get; } = upper;
    internal LayoutItem Lower { get; } = lower;

    /// <summary>Fixed by a port, or free to be spread over the item's side.</summary>
    internal bool IsLowerFree { get; } = lowerOffset is null;

    internal double UpperOffset { get; } = upperOffset ?? 0;
    internal double LowerOffset { get; set; } = lowerOffset ?? 0;

    internal double UpperU => Upper.U + UpperOffset;
    internal double LowerU => Lower.U + LowerOffset;
}
