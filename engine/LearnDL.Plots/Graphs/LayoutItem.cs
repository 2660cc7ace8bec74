namespace LearnDL.Plots;

/// <summary>
/// Something that has a place in a layered drawing: a box, a frame, a port in a frame's border, or the bend of an edge
/// on its way past a row. "Across" is along the row, "along" is from row to row, whichever way the rows go.
/// </summary>
sealed class LayoutItem(double across, double along)
{
    internal double Across { get; } = across;
    internal double Along { get; } = along;

    /// <summary>Empty room at both of its sides, part of its size, where an edge from it to itself runs.</summary>
    internal double LoopRoom { get; init; }

    /// <summary>The length of its side.</summary>
    internal double Side => Across - 2 * LoopRoom;

    /// <summary>A port stays in the first row or in the last.</summary>
    internal bool IsFirst { get; init; }
    internal bool IsLast { get; init; }

    /// <summary>A bend of an edge: it may be close to its neighbours, and should stand where its neighbours do.</summary>
    internal bool IsBend { get; init; }

    /// <summary>The name of a frame, in the first place of the first row.</summary>
    internal bool IsName { get; init; }

    internal int Row { get; set; }

    /// <summary>Its middle in the row.</summary>
    internal double U { get; set; }

    /// <summary>Where it begins, from row to row.</summary>
    internal double V { get; set; }
}
