using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Tensors side by side, and the products of their rows.</summary>
static class JoinExport
{
    public static OnnxValue[] Concatenate(OnnxGraph g, Concatenate layer, OnnxValue[] x)
    {
        var axis = layer.GetConfig().Int("axis");
        axis = axis < 0 ? axis + x[0].Shape.Rank : axis;
        return [new OnnxValue(Joined(g, axis, [.. x.Select(one => one.Name)]),
            layer.ComputeOutputShape([.. x.Select(one => one.Shape)]), Mask(g, x, axis))];
    }

    static string Joined(OnnxGraph g, int axis, string[] x) => g.Op("Concat", x, OnnxAttribute.Int("axis", axis));

    /// <summary>Along an axis of time the masks are joined, too; along another a time step is padding where it is in
    /// all inputs.</summary>
    static OnnxValue? Mask(OnnxGraph g, OnnxValue[] x, int axis)
    {
        var rank = x.Max(one => one.Mask?.Shape.Rank ?? 0);
        if (rank == 0 || (axis >= rank && x.Any(one => one.Mask is null)))
            return null;
        string[] masks = [.. x.Select(one => OfRank(g, one, rank))];
        return new OnnxValue(axis < rank ? Joined(g, axis, masks) : g.Op("Max", masks), x[0].Shape[..rank]);
    }

    /// <summary>A mask with this many axes, of the value's sizes; 1 everywhere where there is none.</summary>
    static string OfRank(OnnxGraph g, OnnxValue x, int rank)
    {
        var sizes = MaskExport.Sizes(g, x.Name, 0, rank);
        return x.Mask is { } mask ? g.Op("Expand", [MaskExport.Stretched(g, mask, rank), sizes])
            : g.Op("ConstantOfShape", [sizes], OnnxAttribute.One("value"));
    }

    /// <summary>y[n] = a[n]·b[n]ᵀ, the summed axis last in a (N, A, K) and b (N, B, K)</summary>
    public static OnnxValue[] Dot(OnnxGraph g, Dot layer, OnnxValue[] x)
    {
        var config = layer.GetConfig();
        var axes = config.Ints("axes");
        var isNormalized = config.Bool("normalize");
        string a = Rows(g, x[0], axes[0], isNormalized), b = Rows(g, x[1], axes[1], isNormalized);
        var y = g.Op("MatMul", [a, g.Op("Transpose", [b], OnnxAttribute.Ints("perm", 0, 2, 1))]);
        var shape = layer.ComputeOutputShape([x[0].Shape, x[1].Shape]);
        if (x[0].Shape.Rank != 3 || x[1].Shape.Rank != 3)
            y = g.Op("Reshape", [y, MaskExport.Target(g, shape) ?? throw SeveralUnknown(layer, shape)]);
        return [new OnnxValue(y, shape)];
    }

    /// <summary>The axis last, all others but that of the samples in one, each row of length 1 where that is asked for.
    /// </summary>
    static string Rows(OnnxGraph g, OnnxValue x, int axis, bool isNormalized)
    {
        var (at, rank) = (x.Shape.AxisIndex(axis), x.Shape.Rank);
        var rows = at == rank - 1 ? x.Name : g.Op("Transpose", [x.Name],
            OnnxAttribute.Ints("perm", Enumerable.Range(0, rank).Where(other => other != at).Append(at)));
        if (rank != 3)
            rows = g.Op("Reshape", [rows, g.Op("Concat",
                [MaskExport.Sizes(g, x.Name, 0, 1), g.Whole(-1), MaskExport.Sizes(g, x.Name, at, at + 1)],
                OnnxAttribute.Int("axis", 0))]);
        if (!isNormalized)
            return rows;
        var length = g.Op("ReduceL2", [rows], OnnxAttribute.Ints("axes", -1), OnnxAttribute.Int("keepdims", 1));
        return g.Op("Div", [rows, g.Op("Max", [length, g.Number(Settings.Epsilon)])]);      // x / max(‖x‖, ε)
    }

    static OnnxException SeveralUnknown(Layer layer, Shape shape) => new(
        $"{layer} cannot be said in ONNX for samples of any size.", "one size that may be any, apart from the batch's",
        $"{shape}", "Name the sizes in Input.");
}
