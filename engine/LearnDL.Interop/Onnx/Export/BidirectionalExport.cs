using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Two recurrent layers that read in opposite directions, and what is made of their outputs.</summary>
static class BidirectionalExport
{
    public static OnnxValue[] Write(OnnxGraph g, Bidirectional layer, OnnxValue[] x)
    {
        var states = (x.Length - 1) / 2;
        var there = Direction(g, layer.ForwardLayer, [x[0], .. x[1..(1 + states)]]);
        var back = Direction(g, layer.BackwardLayer, [x[0], .. x[(1 + states)..]]);
        var (h, mask) = (there[0], there[0].Mask);
        var hBack = back[0].Shape.Rank == 3
            ? back[0] with { Name = MaskExport.Reversed(g, back[0].Name, 1) } : back[0]; // in the order of time
        OnnxValue[] outputs = layer.MergeMode is null
            ? [Shown(g, h, mask), Shown(g, hBack, mask)]
            : [Shown(g, new OnnxValue(Merged(g, layer.MergeMode, h.Name, hBack.Name),
                layer.ComputeOutputShape(x[0].Shape)), mask)];
        return [.. outputs, .. there[1..], .. back[1..]];
    }

    static OnnxValue[] Direction(OnnxGraph g, Layer layer, OnnxValue[] x) =>
        g.Within(layer.Name!, () => LayerExport.Write(g, layer, x));

    static string Merged(OnnxGraph g, string mode, string h, string hBack) => mode switch
    {
        "concat" => g.Op("Concat", [h, hBack], OnnxAttribute.Int("axis", -1)),
        "sum" => g.Op("Add", [h, hBack]),
        "mul" => g.Op("Mul", [h, hBack]),
        _ => g.Op("Mean", [h, hBack]),
    };

    /// <summary>0 at masked time steps.</summary>
    static OnnxValue Shown(OnnxGraph g, OnnxValue y, OnnxValue? mask) => mask is null ? y with { Mask = null }
        : new OnnxValue(g.Op("Mul", [y.Name, MaskExport.Stretched(g, mask, y.Shape.Rank)]), y.Shape, mask);
}
