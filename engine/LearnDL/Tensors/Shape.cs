using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LearnDL.Tensors;

/// <summary>
/// The sizes of a tensor's axes: <c>(60000, 28, 28)</c> is 60,000 images of 28 rows and 28 columns.
/// Written as a collection, <c>Shape s = [10, 8];</c>, or as a tuple, <c>(10, 8)</c>. The last axis is the one whose
/// elements lie side by side in memory.
/// In a layer's shape a size may be unknown until data arrives, as the batch size is; it is -1 and prints as
/// <c>None</c>.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IEquatable<Shape>, IEnumerable<int>
{
    /// <summary>A size that is not known yet.</summary>
    public const int Unknown = -1;

    /// <summary>The most axes a shape can have.</summary>
    public const int MaxRank = 6;

    readonly Sizes sizes;

    [InlineArray(MaxRank)]
    struct Sizes
    {
        int first;
    }

    Shape(ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
            throw new ShapeException(
                "A shape has too many axes.", $"at most {MaxRank}", $"{sizes.Length}", "Merge axes with Reshape.");
        foreach (var size in sizes)
            if (size < Unknown)
                throw new ShapeException(
                    "A shape has a negative size.", "sizes >= 0",
                    string.Join(", ", sizes.ToArray().Select(size => $"{size}")), "Check the size that was computed.");
        sizes.CopyTo(this.sizes);
        Rank = sizes.Length;
    }

    Shape(in Sizes sizes, int rank) => (this.sizes, Rank) = (sizes, rank);

    /// <summary>The number of axes: 0 for a single number, 1 for a vector, 2 for a matrix.</summary>
    public int Rank { get; }

    /// <summary>Makes a shape of these sizes.</summary>
    public static Shape Of(ReadOnlySpan<int> sizes) => new(sizes);

    /// <summary>The size of an axis; negative axes count from the end, so <c>shape[-1]</c> is the last size.</summary>
    public int this[int axis] => sizes[AxisIndex(axis)];

    /// <summary>The number of elements: the product of all sizes (1 for rank 0).</summary>
    public int Size
    {
        get
        {
            var size = 1L;
            for (var axis = 0; axis < Rank; axis++)
            {
                size *= sizes[axis];
                if (sizes[axis] == Unknown || size > int.MaxValue) // an error, unless a 0 follows
                    return SizeWithCare();
            }
            return (int)size;
        }
    }

    int SizeWithCare()
    {
        var (size, known) = (1.0, true); // in double, where the product cannot overflow
        for (var axis = 0; axis < Rank; axis++)
        {
            size *= sizes[axis];
            known &= sizes[axis] != Unknown;
        }
        return known && size <= int.MaxValue ? (int)size : throw TooLarge();
    }

    ShapeException TooLarge() =>
        new($"Shape {this} cannot be stored.", $"at most {int.MaxValue:N0} elements, all sizes known",
            $"{string.Join(" · ", this.Select(size => $"{size}"))} elements", "Check the sizes for a typo.");

    /// <summary>The sizes of the first axes, without the last: (N, T, D) gives (N, T).</summary>
    public Shape WithoutLast
    {
        get
        {
            var changed = sizes;
            changed[AxisIndex(-1)] = 0; // sizes that are not there are 0, so that shapes are compared as a whole
            return new Shape(changed, Rank - 1);
        }
    }

    /// <summary>The shape with one size replaced.</summary>
    public Shape With(int axis, int size)
    {
        if (size < Unknown)
            return new Shape([size]); // throws
        var changed = sizes;
        changed[AxisIndex(axis)] = size;
        return new Shape(changed, Rank);
    }

    /// <summary>A part of the sizes: <c>shape[1..]</c> is the shape of one sample.</summary>
    public Shape this[Range axes]
    {
        get
        {
            var (start, length) = axes.GetOffsetAndLength(Rank);
            var part = default(Sizes);
            ((ReadOnlySpan<int>)sizes).Slice(start, length).CopyTo(part);
            return new Shape(part, length);
        }
    }

    /// <summary>This shape followed by another: (N) and (28, 28) give (N, 28, 28).</summary>
    public Shape Concat(Shape other)
    {
        Span<int> joined = stackalloc int[2 * MaxRank];
        CopyTo(joined);
        other.CopyTo(joined[Rank..]);
        return new Shape(joined[..(Rank + other.Rank)]);
    }

    /// <summary>Turns a possibly negative axis into 0..Rank-1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int AxisIndex(int axis)
    {
        var index = axis < 0 ? axis + Rank : axis;
        return (uint)index < (uint)Rank ? index : throw NoAxis(axis);
    }

    ShapeException NoAxis(int axis) =>
        new($"Shape {this} has no axis {axis}.", $"an axis from {-Rank} to {Rank - 1}", $"{axis}",
            "Axes count from 0; -1 is the last one.");

    internal void CopyTo(Span<int> destination) => ((ReadOnlySpan<int>)sizes)[..Rank].CopyTo(destination);

    /// <inheritdoc/>
    public bool Equals(Shape other) => AreSame(in this, in other);

    /// <summary>
    /// Asked several times per op, so all sizes are compared at once: those that are not there are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AreSame(in Shape x, in Shape y) =>
        x.Rank == y.Rank && ((ReadOnlySpan<int>)x.sizes).SequenceEqual(y.sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var axis = 0; axis < Rank; axis++)
            hash.Add(sizes[axis]);
        return hash.ToHashCode();
    }

    /// <summary>
    /// As Python prints a tuple: <c>(10, 8)</c>, <c>(4,)</c>, <c>()</c>, and <c>(None, 8)</c> where a size is unknown.
    /// </summary>
    public override string ToString()
    {
        var names = this.Select(size => size == Unknown ? "None" : size.ToString(CultureInfo.InvariantCulture));
        return Rank == 1 ? $"({names.First()},)" : $"({string.Join(", ", names)})";
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator()
    {
        for (var axis = 0; axis < Rank; axis++)
            yield return sizes[axis];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>(28, 28), a tuple as Keras writes shapes.</summary>
    public static implicit operator Shape((int First, int Second) sizes) => [sizes.First, sizes.Second];

    /// <summary>(28, 28, 1), a tuple as Keras writes shapes.</summary>
    public static implicit operator Shape((int First, int Second, int Third) sizes) =>
        [sizes.First, sizes.Second, sizes.Third];

    /// <summary>(32, 28, 28, 1), a tuple as Keras writes shapes.</summary>
    public static implicit operator Shape((int First, int Second, int Third, int Fourth) sizes) =>
        [sizes.First, sizes.Second, sizes.Third, sizes.Fourth];

    /// <summary>Whether two shapes have the same rank and sizes.</summary>
    public static bool operator ==(in Shape left, in Shape right) => AreSame(in left, in right);

    /// <summary>Whether two shapes differ in rank or in a size.</summary>
    public static bool operator !=(in Shape left, in Shape right) => !AreSame(in left, in right);
}
