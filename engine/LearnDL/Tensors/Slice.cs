namespace LearnDL.Tensors;

/// <summary>
/// What is taken of one axis: a range keeps the axis (<c>..100</c>, <c>14..</c>, <c>..</c>), a single index removes it
/// (<c>3</c>, <c>^1</c>).
/// Made from C#'s own ranges and indices, so <c>x[.., 14.., 14..]</c> and <c>x[^1]</c> read as they do on an array.
/// </summary>
public readonly struct Slice
{
    readonly Range range;

    Slice(Range range, bool isIndex) => (this.range, IsIndex) = (range, isIndex);

    /// <summary>Whether the slice is a single index, which removes the axis.</summary>
    public bool IsIndex { get; }

    /// <summary>Where the slice begins on an axis of this size, and how many elements it takes.</summary>
    public (int Start, int Length) On(int axis, int size)
    {
        var start = range.Start.GetOffset(size);
        if (IsIndex && (uint)start >= (uint)size)
            throw new ShapeException(
                $"An index reaches outside axis {axis}.",
                size == 0 ? "no index: the axis is empty" : $"positions 0..{size - 1}", $"index {range.Start}",
                "Positions count from 0; ^1 is the last element.");
        var end = IsIndex ? start + 1 : range.End.GetOffset(size);
        if (start < 0 || end > size || start > end)
            throw new ShapeException(
                $"A slice reaches outside axis {axis}.", $"positions within 0..{size}", $"{range}",
                "C# ranges exclude their end; ^1 is the last element.");
        return (start, end - start);
    }

    /// <summary>A range of the axis, its end excluded.</summary>
    public static implicit operator Slice(Range range) => new(range, false);

    /// <summary>One position, <c>^1</c> from the end; the axis goes.</summary>
    public static implicit operator Slice(Index index) => new(index..index, true);

    /// <summary>One position from the start, or from the end when negative (as in NumPy); the axis goes.</summary>
    public static implicit operator Slice(int index) => index < 0 ? new Index(-index, fromEnd: true) : new Index(index);
}
