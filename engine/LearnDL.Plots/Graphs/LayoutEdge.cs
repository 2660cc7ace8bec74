namespace LearnDL.Plots;

/// <summary>An edge from one item to another, and the way it takes.</summary>
/// <param name="From">The number of the item where it begins.</param>
/// <param name="To">The number of the item where it ends.</param>
sealed record LayoutEdge(int From, int To)
{
    /// <summary>How far from the items' middles it begins and ends, where the items are frames with ports.</summary>
    internal double? FromOffset { get; init; }
    internal double? ToOffset { get; init; }

    /// <summary>Whether it goes up, to an earlier item: it is laid out as if it went down.</summary>
    internal bool IsBack => From > To;

    internal bool IsLoop => From == To;

    /// <summary>Its way from row to row, from beginning to end once the layout is made.</summary>
    internal List<RowStep> Way { get; } = [];
}
