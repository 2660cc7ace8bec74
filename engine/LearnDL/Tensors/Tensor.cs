using System.Diagnostics;
using System.Runtime.CompilerServices;
using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// Numbers in a row, a table, or a table with more axes. It has a <see cref="Shape"/> and a <see cref="DType"/>;
/// its elements lie row after row without gaps (row-major, contiguous).
/// A tensor is a handle: copying the variable copies no numbers. <c>default(Tensor)</c> means "no tensor".
/// A tensor made while a model computes a batch ends with the batch; using it later throws a
/// <see cref="StaleTensorException"/>.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly partial struct Tensor
{
    readonly TensorBody? body;
    readonly int version;

    internal Tensor(TensorBody body) => (this.body, version) = (body, body.Version);

    /// <summary>False for <c>default(Tensor)</c>, which stands for "no tensor".</summary>
    public bool HasValue => body is not null;

    /// <summary>The sizes of the axes.</summary>
    public ref readonly Shape Shape => ref Body.Shape;

    /// <summary>The number of axes.</summary>
    public int Rank => Body.Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Size => Body.Size;

    /// <summary>The type of the elements.</summary>
    public DType DType => Body.DType;

    /// <summary>Whether the elements are Float32 or Float64, the types that training computes with.</summary>
    public bool IsFloat => Body.DType is DType.Float32 or DType.Float64;

    internal TensorBody Body
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked for several times per op
        get => body is not null && body.Version == version ? body : throw Missing();
    }

    StaleTensorException Missing() => body is null
        ? new StaleTensorException("There is no tensor here.", "a tensor", "default(Tensor)",
            "Give the variable a value, or ask HasValue first.")
        : new StaleTensorException("This tensor ended with the batch it was made in.",
            "a tensor of the running batch", $"one of an earlier batch, shape {body.Shape} by now",
            "Call Keep() while the batch is computed to get a copy that stays.");

    /// <summary>A tensor whose elements are not set yet; it ends with the running batch if there is one.</summary>
    internal static Tensor New(in Shape shape, DType dtype) => new(Arena.NewBody(shape, dtype));

    /// <summary>The elements themselves, row after row. Writing to the span writes to the tensor.</summary>
    /// <exception cref="DTypeException">T is not the C# type of <see cref="DType"/>.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged
    {
        var b = Body;
        return b.Data is T[] data ? data.AsSpan(b.Offset, b.Size) : throw new DTypeException(
            "These elements have another type.", $"AsSpan for {b.DType}", $"AsSpan<{typeof(T).Name}>()",
            "Ask for the tensor's own type, or Cast it first.");
    }

    /// <summary>A copy of the elements, row after row.</summary>
    public T[] ToArray<T>() where T : unmanaged => AsSpan<T>().ToArray();

    /// <summary>The element at these positions, as a double.</summary>
    public double At(params ReadOnlySpan<int> position)
    {
        var b = Body;
        if (position.Length != b.Shape.Rank)
            throw new ShapeException(
                $"A position in {b.Shape} needs an index for every axis.", $"{b.Shape.Rank} indices",
                $"{position.Length}", "Give one index per axis.");
        var flat = 0;
        for (var axis = 0; axis < position.Length; axis++)
            flat = flat * b.Shape[axis] + ((Slice)position[axis]).On(axis, b.Shape[axis]).Start;
        return ValueAt(flat);
    }

    /// <summary>The value of a tensor of one element.</summary>
    /// <exception cref="ShapeException">The tensor has more elements than one, or none.</exception>
    public double Item() => Size == 1 ? ValueAt(0) : throw new ShapeException(
        "Item() reads a tensor of one element.", "one element", $"shape {Shape}",
        "Use At(i, j, …) to read one of many.");

    internal double ValueAt(int flat) => Body.DType switch
    {
        DType.Float32 => AsSpan<float>()[flat],
        DType.Float64 => AsSpan<double>()[flat],
        DType.Int32 => AsSpan<int>()[flat],
        _ => AsSpan<byte>()[flat],
    };

    /// <summary>
    /// A part of the tensor, by C# ranges (end excluded) and indices: <c>x[..100]</c>, <c>x[.., 14.., 14..]</c>,
    /// <c>x[3]</c>, <c>x[^1]</c>.
    /// Axes that are not named are taken whole. A slice of the first axis only is a view: it shares the elements. Every
    /// other slice is a copy.
    /// </summary>
    /// <exception cref="ShapeException">More slices than axes, or a slice outside its axis.</exception>
    [IndexerName("Part")] // leaves the name Item to the method
    public Tensor this[params ReadOnlySpan<Slice> slices] => MoveOps.Slice(this, slices);

    /// <summary>A copy that ends with no batch and stays until nothing refers to it.</summary>
    public Tensor Keep()
    {
        using (Arena.LeaveScope())
        {
            var copy = New(Shape, DType);
            copy.CopyFrom(this);
            return copy;
        }
    }

    /// <summary>Overwrites this tensor's elements with those of another of the same shape and type.</summary>
    public void CopyFrom(Tensor source)
    {
        Check.SameShape(nameof(CopyFrom), this, source);
        Check.SameDType(nameof(CopyFrom), this, source);
        Array.Copy(source.Body.Data, source.Body.Offset, Body.Data, Body.Offset, Size);
    }

    /// <summary>Sets every element to one value.</summary>
    /// <exception cref="DTypeException">The type is one of whole numbers and does not reach the value.</exception>
    public void Fill(double value)
    {
        WholeNumbers.CheckReach(DType, value);
        Backend.Current.Fill(this, value);
    }

    /// <summary>The numbers as NumPy prints them.</summary>
    public override string ToString() => HasValue ? TensorPrinter.Print(this) : "(no tensor)";

    string DebuggerText => HasValue ? $"{DType} {Shape}" : "(no tensor)";
}
