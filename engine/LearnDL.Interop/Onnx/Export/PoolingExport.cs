using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Layers that make one number of many pixels or time steps.</summary>
static class PoolingExport
{
    public static string Max(OnnxGraph g, PoolingLayer layer, OnnxValue x) => Pool(g, "MaxPool", layer, x);

    /// <summary>Padding does not count in the mean.</summary>
    public static string Average(OnnxGraph g, PoolingLayer layer, OnnxValue x) =>
        Pool(g, "AveragePool", layer, x, OnnxAttribute.Int("count_include_pad", 0));

    static string Pool(OnnxGraph g, string type, PoolingLayer layer, OnnxValue x, params AttributeProto[] more)
    {
        var config = layer.GetConfig();
        var format = config.Format();
        var window = ImageExport.Window(layer, format, x.Shape, config.Ints("pool_size"), config.Ints("strides"), [],
            config.Text("padding"));
        var y = g.Op(type, [ImageExport.First(g, format, x)], [.. window, .. more]);
        return ImageExport.Given(g, format, y, x.Shape.Rank);
    }

    public static string GlobalMax(OnnxGraph g, Layer layer, OnnxValue x) => Reduced(g, "ReduceMax", layer, x.Name, x);

    /// <summary>The mean; of series with a mask over the real time steps: y = Σ m∘x / Σ m.</summary>
    public static string GlobalAverage(OnnxGraph g, Layer layer, OnnxValue x)
    {
        if (layer is not GlobalAveragePooling1D || x.Mask is not { } mask)
            return Reduced(g, "ReduceMean", layer, x.Name, x);
        var time = PixelAxes(layer, x)[0];
        var m = g.Op("Unsqueeze", [mask.Name, g.Whole(3 - time)]);                  // (N, T, 1) or (N, 1, T)
        var real = g.Op("Where", [MaskExport.AsBool(g, m), x.Name, g.Number(0)]);
        AttributeProto keeps = Keeps(layer);
        var count = g.Op("Max", [g.Op("ReduceSum", [m, g.Whole(time)], keeps), g.Number(1)]);
        return g.Op("Div", [g.Op("ReduceSum", [real, g.Whole(time)], keeps), count]);
    }

    static string Reduced(OnnxGraph g, string type, Layer layer, string name, OnnxValue x) =>
        g.Op(type, [name], OnnxAttribute.Ints("axes", PixelAxes(layer, x)), Keeps(layer));

    static AttributeProto Keeps(Layer layer) =>
        OnnxAttribute.Int("keepdims", layer.GetConfig().Bool("keepdims") ? 1 : 0);

    static int[] PixelAxes(Layer layer, OnnxValue x) =>
        [.. Enumerable.Range(layer.GetConfig().Format() == DataFormat.ChannelsLast ? 1 : 2, x.Shape.Rank - 2)];
}
