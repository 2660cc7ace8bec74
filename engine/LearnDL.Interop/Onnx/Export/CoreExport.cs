using LearnDL.Layers;

namespace LearnDL.Interop.Onnx;

/// <summary>Dense layers, and those that change every number by itself.</summary>
static class CoreExport
{
    /// <summary>y = f(x·W + b), x (N, D) or (…, D)</summary>
    public static string Dense(OnnxGraph g, Dense layer, OnnxValue x)
    {
        var W = g.Weight(layer.Kernel!);
        if (x.Shape.Rank == 2)
            return ActivationExport.Write(g, layer.OutputActivation, layer.Bias is { } row
                ? g.Op("Gemm", [x.Name, W, g.Weight(row)]) : g.Op("Gemm", [x.Name, W]));
        var z = g.Op("MatMul", [x.Name, W]);
        return ActivationExport.Write(g, layer.OutputActivation,
            layer.Bias is { } b ? g.Op("Add", [z, g.Weight(b)]) : z);
    }

    public static string Activated(OnnxGraph g, ActivationLayer layer, OnnxValue x) =>
        ActivationExport.Write(g, layer.OutputActivation, x.Name);

    /// <summary>x above 0, α∘x below</summary>
    public static string PReLU(OnnxGraph g, PReLU layer, OnnxValue x) =>
        g.Op("PRelu", [x.Name, g.Weight(layer.Alpha!)]);

    /// <summary>Along an axis of time, the scores of masked time steps are −10³⁰, so that they get no share.</summary>
    public static string Softmax(OnnxGraph g, Softmax layer, OnnxValue x)
    {
        var axis = layer.GetConfig().Int("axis");
        var z = x.Mask is { } mask && x.Shape.AxisIndex(axis) < mask.Shape.Rank
            ? g.Op("Where", [MaskExport.IsReal(g, mask, x.Shape.Rank), x.Name, g.Number(-1e30)]) : x.Name;
        return g.Op("Softmax", [z], OnnxAttribute.Int("axis", axis));
    }

    /// <summary>y = x·scale + offset</summary>
    public static string Rescaling(OnnxGraph g, Rescaling layer, OnnxValue x)
    {
        var config = layer.GetConfig();
        return g.Op("Add", [g.Op("Mul", [x.Name, g.Number(config.Number("scale"))]),
            g.Number(config.Number("offset"))]);
    }
}
