using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Sequences: what makes them, marks their padding, or goes through their time steps one by one.</summary>
static class SequenceExport
{
    /// <summary>y = E[id]; with maskZero, 0 is padding</summary>
    public static OnnxValue[] Embedding(OnnxGraph g, Embedding layer, OnnxValue[] x)
    {
        var ids = g.Op("Cast", [x[0].Name], OnnxAttribute.Int("to", (int)TensorProto.Types.DataType.Int64));
        var y = g.Op("Gather", [g.Weight(layer.Embeddings!), ids], OnnxAttribute.Int("axis", 0));
        var mask = !layer.MaskZero ? null : new OnnxValue(
            MaskExport.AsNumbers(g, g.Op("Greater", [x[0].Name, g.Number(0)])), x[0].Shape);
        return [new OnnxValue(y, layer.ComputeOutputShape(x[0].Shape), mask)];
    }

    /// <summary>m = 1 − min over the features of (x = value), y = x∘m</summary>
    public static OnnxValue[] Masking(OnnxGraph g, Masking layer, OnnxValue[] x)
    {
        var equal = g.Op("Equal", [x[0].Name, g.Number(layer.GetConfig().Number("mask_value"))]);
        var all = g.Op("ReduceMin", [MaskExport.AsNumbers(g, equal)], OnnxAttribute.Ints("axes", -1),
            OnnxAttribute.Int("keepdims", 0));
        var mask = new OnnxValue(g.Op("Sub", [g.Number(1), all]), x[0].Shape[..^1]);
        return [new OnnxValue(g.Op("Mul", [x[0].Name, MaskExport.Stretched(g, mask, 3)]), x[0].Shape, mask)];
    }

    /// <summary>y[n, t] = f(x[n, t]): (N, T, …) is folded to (N·T, …) and back</summary>
    public static OnnxValue[] TimeDistributed(OnnxGraph g, TimeDistributed layer, OnnxValue[] x)
    {
        var mask = x[0].Mask;
        var folded = Folded(g, x[0], mask is { Shape.Rank: > 2 } ? Folded(g, mask, null) : null);
        var inner = layer.Inner[0];
        var y = g.Within(inner.Name!, () => LayerExport.Write(g, inner, folded))[0];
        // a mask that the layer inside left, (N·T, S), or that of the time steps
        var left = y.Mask is { } inside ? Unfolded(g, inside, x[0])
            : mask is { Shape.Rank: > 2 } ? AnyReal(g, mask) : mask;
        return [Unfolded(g, y, x[0]) with { Mask = left }];
    }

    static OnnxValue Folded(OnnxGraph g, OnnxValue x, OnnxValue? mask)
    {
        var sizes = g.Op("Concat", [g.Whole(-1), MaskExport.Sizes(g, x.Name, 2, x.Shape.Rank)],
            OnnxAttribute.Int("axis", 0));
        return new OnnxValue(g.Op("Reshape", [x.Name, sizes]), [Shape.Unknown, .. x.Shape[2..]], mask);
    }

    static OnnxValue Unfolded(OnnxGraph g, OnnxValue y, OnnxValue x)
    {
        string[] sizes = y.Shape.Rank == 1 ? [MaskExport.Sizes(g, x.Name, 0, 2)]
            : [MaskExport.Sizes(g, x.Name, 0, 2), MaskExport.Sizes(g, y.Name, 1, y.Shape.Rank)];
        return new OnnxValue(g.Op("Reshape", [y.Name, g.Op("Concat", sizes, OnnxAttribute.Int("axis", 0))]),
            [.. x.Shape[..2], .. y.Shape[1..]]);
    }

    /// <summary>A time step counts where something in it does: (N, T, S) to (N, T).</summary>
    static OnnxValue AnyReal(OnnxGraph g, OnnxValue mask) => new(g.Op("ReduceMax", [mask.Name],
        OnnxAttribute.Ints("axes", Enumerable.Range(2, mask.Shape.Rank - 2)), OnnxAttribute.Int("keepdims", 0)),
        mask.Shape[..2]);
}
