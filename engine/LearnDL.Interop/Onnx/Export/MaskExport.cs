using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Masks: 1 for a real time step, 0 for padding. Their axes are the first ones of their value.</summary>
static class MaskExport
{
    /// <summary>A mask (N, T) with axes of size 1 behind, as many as x has: (N, T, 1).</summary>
    public static string Stretched(OnnxGraph g, OnnxValue mask, int rank) => mask.Shape.Rank == rank ? mask.Name
        : g.Op("Unsqueeze", [mask.Name, g.Whole([.. Axes(mask.Shape.Rank, rank)])]);

    /// <summary>The same as true and false.</summary>
    public static string IsReal(OnnxGraph g, OnnxValue mask, int rank) => AsBool(g, Stretched(g, mask, rank));

    public static string AsBool(OnnxGraph g, string mask) =>
        g.Op("Cast", [mask], OnnxAttribute.Int("to", (int)TensorProto.Types.DataType.Bool));

    public static string AsNumbers(OnnxGraph g, string isReal) =>
        g.Op("Cast", [isReal], OnnxAttribute.Int("to", (int)TensorProto.Types.DataType.Float));

    static IEnumerable<long> Axes(int first, int behind) =>
        Enumerable.Range(first, behind - first).Select(axis => (long)axis);

    /// <summary>A value (N, D) as (N, 1, D): axes of size 1 behind the first, up to a rank.</summary>
    public static string Raised(OnnxGraph g, string value, int rank, int wanted) => rank == wanted ? value
        : g.Op("Unsqueeze", [value, g.Whole([.. Axes(1, 1 + wanted - rank)])]);

    /// <summary>The time steps in reverse order.</summary>
    public static string Reversed(OnnxGraph g, string x, int axis) => g.Op("Slice",
        [x, g.Whole(-1), g.Whole(long.MinValue), g.Whole(axis), g.Whole(-1)]);

    /// <summary>The sizes of the axes from the first to before the last, as a value.</summary>
    public static string Sizes(OnnxGraph g, string x, int first, int last) =>
        g.Op("Shape", [x], OnnxAttribute.Int("start", first), OnnxAttribute.Int("end", last));

    /// <summary>The shape as whole numbers, for a Reshape: 0 keeps the size, one other may be −1.</summary>
    public static string? Target(OnnxGraph g, Shape shape)
    {
        long[] sizes = [.. shape.Select((size, axis) => axis == 0 ? 0 : (long)size)];
        return sizes.Count(size => size < 0) > 1 ? null : g.Whole(sizes);
    }
}
