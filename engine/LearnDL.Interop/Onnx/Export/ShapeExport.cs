using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Layers that put numbers elsewhere, repeat them or leave some out.</summary>
static class ShapeExport
{
    public static string Flatten(OnnxGraph g, Flatten _, OnnxValue x) =>
        g.Op("Flatten", [x.Name], OnnxAttribute.Int("axis", 1));

    public static string Reshape(OnnxGraph g, Reshape layer, OnnxValue x) =>
        g.Op("Reshape", [x.Name, g.Whole([0, .. layer.GetConfig().Ints("target_shape").Select(size => (long)size)])]);

    public static string Permute(OnnxGraph g, Permute layer, OnnxValue x) =>
        g.Op("Transpose", [x.Name], OnnxAttribute.Ints("perm", [0, .. layer.GetConfig().Ints("dims")]));

    /// <summary>(N, D) to (N, 1, D) to (N, T, D)</summary>
    public static string RepeatVector(OnnxGraph g, RepeatVector layer, OnnxValue x) => g.Op("Expand",
        [g.Op("Unsqueeze", [x.Name, g.Whole(1)]), g.Whole(1, layer.GetConfig().Int("n"), 1)]);

    public static string Cropping(OnnxGraph g, Layer layer, OnnxValue x)
    {
        var (axes, edges) = Edges(layer, "cropping");
        return g.Op("Slice", [x.Name, g.Whole([.. edges.Select(edge => (long)edge.Before)]),
            g.Whole([.. edges.Select(edge => edge.After == 0 ? long.MaxValue : -edge.After)]), g.Whole(axes)]);
    }

    public static string ZeroPadding(OnnxGraph g, Layer layer, OnnxValue x)
    {
        var (axes, edges) = Edges(layer, "padding");
        var pads = new long[2 * x.Shape.Rank]; // in front of every axis, then behind
        for (var i = 0; i < axes.Length; i++)
            (pads[axes[i]], pads[x.Shape.Rank + axes[i]]) = edges[i];
        return g.Op("Pad", [x.Name, g.Whole(pads)]);
    }

    static (long[] Axes, (int Before, int After)[] Edges) Edges(Layer layer, string setting)
    {
        var config = layer.GetConfig();
        var edges = config.Edges(setting);
        var first = config.Format() == DataFormat.ChannelsLast ? 1 : 2;
        return ([.. edges.Select((_, i) => (long)(first + i))], edges);
    }

    /// <summary>
    /// Pixel o is read at (o + ½) / s − ½: the nearest pixel, which is ⌊o / s⌋, or between two. Between two, ONNX
    /// Runtime wants the channels first.
    /// </summary>
    public static string UpSampling(OnnxGraph g, UpSamplingLayer layer, OnnxValue x)
    {
        var config = layer.GetConfig();
        var size = config.Ints("size");
        var format = size.Length == 2 ? config.Format() : DataFormat.ChannelsLast;
        var isNearest = size.Length == 1 || config.Text("interpolation") == "nearest";
        var (mode, places) = isNearest ? ("nearest", "asymmetric") : ("linear", "half_pixel");
        var grown = g.Op("Resize", [ImageExport.First(g, format, x), "", g.Numbers([1, 1, .. size])],
            OnnxAttribute.Text("mode", mode), OnnxAttribute.Text("coordinate_transformation_mode", places),
            OnnxAttribute.Text("nearest_mode", "floor"));
        return ImageExport.Given(g, format, grown, x.Shape.Rank);
    }
}
