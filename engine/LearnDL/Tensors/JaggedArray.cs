namespace LearnDL.Tensors;

/// <summary>Arrays of arrays, as one tensor: all on a level must have one length.</summary>
static class JaggedArray
{
    /// <summary>A copy of the innermost arrays, one after the other.</summary>
    /// <exception cref="ShapeException">Two on a level have different lengths.</exception>
    /// <exception cref="DataException">One is null.</exception>
    public static Tensor ToTensor<T>(Array rows, int rank) where T : unmanaged
    {
        Span<int> sizes = stackalloc int[rank]; // those of the first array on each level
        var first = rows;
        for (var axis = 0; axis < rank && first is not null; axis++)
        {
            sizes[axis] = first.Length;
            first = axis < rank - 1 && first.Length > 0 ? (Array?)first.GetValue(0) : null;
        }
        var values = new T[Shape.Of(sizes).Size];
        Copy(rows, sizes, 0, "", values);
        return Tensor.From<T>(values, Shape.Of(sizes));
    }

    /// <summary>Copies what lies below an array, after a look at its length.</summary>
    static void Copy<T>(Array part, ReadOnlySpan<int> sizes, int axis, string place, Span<T> into) where T : unmanaged
    {
        if (part.Length != sizes[axis])
            throw DifferentLengths(part.Length, sizes[axis], axis == sizes.Length - 1 ? "number" : "row", axis, place);
        if (part is T[] values)
        {
            values.CopyTo(into);
            return;
        }
        var size = part.Length == 0 ? 0 : into.Length / part.Length;
        for (var i = 0; i < part.Length; i++)
            Copy((Array?)part.GetValue(i) ?? throw NoRow($"{place}[{i}]"), sizes, axis + 1, $"{place}[{i}]",
                into.Slice(i * size, size));
    }

    static ShapeException DifferentLengths(int given, int expected, string of, int axis, string place) => new(
        "The rows of a jagged array have different lengths.",
        $"{Count(expected, of)} in each{(of == "number" ? " row" : "")}, as in "
            + string.Concat(Enumerable.Repeat("[0]", axis)),
        $"{Count(given, of)} in {place}",
        "Fill the short rows up, or cut the long ones; sequences of different lengths go through PadSequences.");

    static DataException NoRow(string place) => new(
        "A row of a jagged array is missing.", "an array in every place", $"null in {place}",
        "Leave the row out, or give its numbers.");

    static string Count(int count, string of) => count == 1 ? $"1 {of}" : $"{count:N0} {of}s";
}
