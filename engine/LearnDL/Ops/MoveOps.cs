using System.Runtime.CompilerServices;
using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>Ops that rearrange elements and compute nothing.</summary>
public static class MoveOps
{
    /// <summary>
    /// The same elements under another shape, shared, not copied. One size may be -1: it is found from the rest.
    /// <c>x.Reshape(2, -1)</c> and <c>x.Reshape([2, -1])</c> are the same.
    /// </summary>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    [OverloadResolutionPriority(1)] // brackets would make a Shape, too
    public static Tensor Reshape(this Tensor x, params ReadOnlySpan<int> sizes)
    {
        var (known, unknownAxis) = (1L, -1);
        for (var axis = 0; axis < sizes.Length; axis++)
            if (sizes[axis] == Shape.Unknown && unknownAxis < 0)
                unknownAxis = axis;
            else
                known *= sizes[axis];
        var shape = Shape.Of(sizes);
        if (unknownAxis >= 0 && known > 0 && x.Size % known == 0)
            shape = shape.With(unknownAxis, (int)(x.Size / known));
        return x.Reshape(shape);
    }

    /// <summary>The same elements under another shape, shared, not copied.</summary>
    public static Tensor Reshape(this Tensor x, Shape shape)
    {
        var (size, known) = (1.0, true);
        for (var axis = 0; axis < shape.Rank; axis++)
            (size, known) = (size * shape[axis], known && shape[axis] != Shape.Unknown);
        if (!known || size != x.Size)
            throw new ShapeException($"Reshape keeps the number of elements, {x.Size:N0} in {x.Shape}.",
                $"a shape of {x.Size:N0} elements", $"{shape}", "Check the sizes; one of them may be -1.");
        return shape == x.Body.Shape ? x : new Tensor(Arena.NewView(x.Body, x.Body.Offset, shape));
    }

    /// <summary>Raises the rank by an axis of size 1: (N) gives (N, 1) for axis -1 and (1, N) for axis 0.</summary>
    public static Tensor ExpandDims(this Tensor x, int axis = -1)
    {
        var at = axis < 0 ? axis + x.Rank + 1 : axis;
        if (at < 0 || at > x.Rank)
            throw new ShapeException($"ExpandDims cannot put an axis at {axis} of {x.Shape}.",
                $"{-x.Rank - 1} to {x.Rank}", $"{axis}", "-1 puts it last, 0 first.");
        return x.Reshape(x.Shape[..at].Concat([1]).Concat(x.Shape[at..]));
    }

    /// <summary>
    /// Unrows samples into columns: (N, 64, 64, 3) gives (12288, N), a column for every image. Some courses lay their
    /// data out so; Keras keeps samples in rows.
    /// </summary>
    public static Tensor Unrow(this Tensor x) => x.Reshape(x.Shape[0], -1).Transpose();

    /// <summary>A copy with the axes in another order; without arguments, reversed: (N, D) gives (D, N).</summary>
    public static Tensor Transpose(this Tensor x, params ReadOnlySpan<int> axes)
    {
        Span<int> order = stackalloc int[x.Rank];
        Span<int> sizes = stackalloc int[x.Rank];
        var seen = 0;
        if (axes.Length != 0 && axes.Length != x.Rank)
            throw BadAxes(x, axes);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            order[axis] = axes.Length == 0 ? x.Rank - 1 - axis : x.Shape.AxisIndex(axes[axis]);
            sizes[axis] = x.Shape[order[axis]];
            seen |= 1 << order[axis];
        }
        if (seen != (1 << x.Rank) - 1)
            throw BadAxes(x, axes);
        var result = Tensor.New(Shape.Of(sizes), x.DType);
        Backend.Current.Transpose(x, order, result);
        return result;
    }

    /// <summary>The tensor with zeros around it, before and behind along every axis.</summary>
    /// <exception cref="ShapeException">Not one number per axis, or one below 0.</exception>
    public static Tensor Pad(this Tensor x, ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        if (before.Length != x.Rank || after.Length != x.Rank)
            throw new ShapeException($"Pad of {x.Shape} needs two numbers per axis.",
                $"{x.Rank} before and {x.Rank} behind", $"{before.Length} and {after.Length}",
                "Give 0 where nothing is added.");
        var shape = x.Shape;
        for (var axis = 0; axis < x.Rank; axis++)
            shape = before[axis] < 0 || after[axis] < 0
                ? throw new ShapeException("Pad only adds.", "numbers >= 0",
                    $"{Math.Min(before[axis], after[axis])} at axis {axis}", "To cut, take a slice: x[.., 1..^1].")
                : shape.With(axis, before[axis] + shape[axis] + after[axis]);
        if (shape == x.Shape)
            return x;
        var result = Tensor.New(shape, x.DType);
        Backend.Current.PasteBlock(x, before, result);
        return result;
    }

    /// <summary>The rows with these numbers, in this order, as a copy: how a shuffled batch is put together.</summary>
    /// <exception cref="ShapeException">A number is not that of a row.</exception>
    public static Tensor Gather(this Tensor x, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
            if ((uint)row >= (uint)x.Body.Shape[0])
                throw new ShapeException($"Gather was asked for a row that {x.Shape} does not have.",
                    $"rows 0..{x.Shape[0] - 1}", $"{row}", "Row numbers count from 0.");
        var result = Tensor.New(x.Shape.With(0, rows.Length), x.DType);
        Backend.Current.Gather(x, rows, result);
        return result;
    }

    /// <summary>
    /// The same numbers with one axis in reverse order, as a copy: (N, T, U) with
    /// axis 1 from the last time step to the first.
    /// </summary>
    internal static Tensor Reverse(this Tensor x, int axis)
    {
        int length = x.Shape[axis], lines = x.Shape[..(axis + 1)].Size;
        var rows = Arena.NewArray<int>(lines).AsSpan(0, lines);
        for (var i = 0; i < lines; i++)
            rows[i] = i + length - 1 - 2 * (i % length); // i is before·length + t, and t becomes length − 1 − t
        return x.Reshape(lines, -1).Gather(rows).Reshape(x.Shape);
    }

    /// <summary>
    /// Adds to row rows[i] of this tensor row i of x; a row that is named twice gets both, summed in Float64. It gives
    /// back what <see cref="Gather"/> took.
    /// </summary>
    /// <exception cref="ShapeException">A number is not that of a row, or the rows have another size.</exception>
    public static void ScatterAdd(this Tensor sums, Tensor x, ReadOnlySpan<int> rows)
    {
        Check.IsFloat(nameof(ScatterAdd), x);
        Check.SameDType(nameof(ScatterAdd), sums, x);
        if (x.Shape != sums.Shape.With(0, rows.Length))
            throw new ShapeException("ScatterAdd adds rows to rows of the same size, one for every number.",
                $"{sums.Shape.With(0, rows.Length)}", $"{x.Shape}", "Give a row number for every row of x.");
        foreach (var row in rows)
            if ((uint)row >= (uint)sums.Body.Shape[0])
                throw new ShapeException($"ScatterAdd was asked for a row that {sums.Shape} does not have.",
                    $"rows 0..{sums.Shape[0] - 1}", $"{row}", "Row numbers count from 0.");
        Backend.Current.ScatterAdd(x, rows, sums);
    }

    /// <summary>
    /// The columns of x (…, K·U) as K tensors (…, U), copied: <c>var (zi, zf, zg, zo) = z.SplitColumns(4);</c>
    /// </summary>
    /// <exception cref="ShapeException">The columns cannot be divided by that number.</exception>
    public static ColumnBlocks SplitColumns(this Tensor x, int blocks) => new(x, blocks);

    /// <summary>
    /// Tensors side by side, (…, U) each: the columns of the first, then those of the second. What
    /// <see cref="SplitColumns"/> took apart.
    /// </summary>
    /// <param name="parts">Tensors that differ in their last axis at most.</param>
    /// <exception cref="ShapeException">There is none, or their rows differ.</exception>
    public static Tensor JoinColumns(params ReadOnlySpan<Tensor> parts) => JoinColumnsInto(default, parts);

    /// <summary>The same, written into a tensor that is there.</summary>
    /// <param name="into">Where the result goes; a new tensor for none.</param>
    /// <param name="parts">Tensors that differ in their last axis at most.</param>
    /// <exception cref="ShapeException">There is none, their rows differ, or the result does not fit.</exception>
    public static Tensor JoinColumnsInto(Tensor into, params ReadOnlySpan<Tensor> parts)
    {
        if (parts.IsEmpty)
            throw new ShapeException("There is nothing to join.",
                "at least one tensor", "none", "Check the list of parts.");
        var columns = 0;
        foreach (var part in parts)
        {
            Check.SameDType(nameof(JoinColumns), parts[0], part);
            if (part.Rank == 0 || part.Shape.WithoutLast != parts[0].Shape.WithoutLast)
                throw new ShapeException("JoinColumns joins tensors that have the same rows.",
                    $"{parts[0].Shape.With(-1, Shape.Unknown)}", $"{part.Shape}", "Reshape the odd one.");
            columns += part.Shape[-1];
        }
        var result = Check.Result(nameof(JoinColumns), into, parts[0].Shape.With(-1, columns), parts[0].DType);
        columns = 0;
        foreach (var part in parts)
        {
            Backend.Current.CopyColumns(part, 0, result, columns, part.Shape[-1]);
            columns += part.Shape[-1];
        }
        return result;
    }

    /// <summary>Overwrites a block of columns, one of those that <see cref="SplitColumns"/> gives.</summary>
    internal static void SetColumns(Tensor x, int block, Tensor columns) =>
        Backend.Current.CopyColumns(columns, 0, x, block * columns.Shape[-1], columns.Shape[-1]);

    /// <summary>Tensors one after the other along the first axis.</summary>
    public static Tensor Concatenate(params ReadOnlySpan<Tensor> parts)
    {
        if (parts.IsEmpty)
            throw new ShapeException("There is nothing to concatenate.",
                "at least one tensor", "none", "Check the list of parts.");
        var rows = 0;
        foreach (var part in parts)
        {
            Check.SameDType(nameof(Concatenate), parts[0], part);
            if (part.Rank == 0)
                throw new ShapeException("Concatenate joins rows, and a single number has none.",
                    "rank 1 or more", $"{part.Shape}", "Raise its rank with ExpandDims.");
            if (part.Shape[1..] != parts[0].Shape[1..])
                throw new ShapeException("Concatenate joins tensors whose rows are alike.",
                    $"{parts[0].Shape.With(0, Shape.Unknown)}", $"{part.Shape}", "Reshape the odd one.");
            rows += part.Shape[0];
        }
        var result = Tensor.New(parts[0].Shape.With(0, rows), parts[0].DType);
        rows = 0;
        foreach (var part in parts)
        {
            result[rows..(rows + part.Shape[0])].CopyFrom(part);
            rows += part.Shape[0];
        }
        return result;
    }

    /// <summary>The same values as another type, by its name, as NumPy has it: <c>x.AsType("float32")</c>.</summary>
    /// <exception cref="UnknownNameException">There is no type of this name; the error lists those there are.
    /// </exception>
    /// <exception cref="DTypeException">As for <see cref="Cast"/>.</exception>
    public static Tensor AsType(this Tensor x, string dtype) => x.Cast(NameList.Find(dtype, types) is { } known
        ? (DType)types.IndexOf(known) : throw NameList.Unknown("type", dtype, types));

    static readonly List<string> types = [.. Enum.GetNames<DType>().Select(name => name.ToLowerInvariant())];

    /// <summary>
    /// The same values as another type. Fractions are cut towards zero for whole numbers; a tensor that has the type
    /// already is returned as it is.
    /// </summary>
    /// <exception cref="DTypeException">A number that a type of whole numbers does not reach.</exception>
    public static Tensor Cast(this Tensor x, DType dtype)
    {
        if (x.DType == dtype)
            return x;
        var result = Tensor.New(x.Shape, dtype);
        Backend.Current.Cast(x, result);
        return result;
    }

    internal static Tensor Slice(Tensor x, ReadOnlySpan<Slice> slices)
    {
        if (slices.Length == 1 && x.Rank > 0)
            return SliceRows(x, slices[0]);
        if (slices.Length > x.Rank)
            throw new ShapeException($"{slices.Length} slices for a tensor of {x.Rank} axes.",
                $"at most {x.Rank}, for {x.Shape}", $"{slices.Length}", "Leave out the last ones.");
        Span<int> starts = stackalloc int[x.Rank], lengths = stackalloc int[x.Rank], kept = stackalloc int[x.Rank];
        var (rank, onlyFirst) = (0, true);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            (starts[axis], lengths[axis]) =
                axis < slices.Length ? slices[axis].On(axis, x.Shape[axis]) : (0, x.Shape[axis]);
            onlyFirst &= axis == 0 || lengths[axis] == x.Shape[axis];
            if (axis >= slices.Length || !slices[axis].IsIndex)
                kept[rank++] = lengths[axis];
        }
        var shape = Shape.Of(kept[..rank]);
        if (onlyFirst && x.Rank > 0)
            return RowsFrom(x, starts[0], shape);
        var result = Tensor.New(Shape.Of(lengths), x.DType);
        Backend.Current.CopyBlock(x, starts, result);
        return result.Reshape(shape);
    }

    /// <summary>Along the first axis, as every batch and every time step asks for it: a view.</summary>
    static Tensor SliceRows(Tensor x, Slice slice)
    {
        var (start, length) = slice.On(0, x.Shape[0]);
        return RowsFrom(x, start, slice.IsIndex ? x.Shape[1..] : x.Shape.With(0, length));
    }

    /// <summary>A view of some shape that begins at a row.</summary>
    static Tensor RowsFrom(Tensor x, int row, in Shape shape) =>
        new(Arena.NewView(x.Body, x.Body.Offset + (row == 0 ? 0 : row * (x.Size / x.Shape[0])), shape));

    static ShapeException BadAxes(Tensor x, ReadOnlySpan<int> axes) =>
        new($"Transpose of {x.Shape} needs every axis once.", $"the numbers 0..{x.Rank - 1} in the order wanted",
            string.Join(", ", axes.ToArray().Select(axis => $"{axis}")),
            "For images (N, C, H, W) to (N, H, W, C): Transpose(0, 2, 3, 1).");
}
