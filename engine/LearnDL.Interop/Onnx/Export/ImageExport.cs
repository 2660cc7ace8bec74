using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Images and series as ONNX has them, the channels first: (N, C, H, W), (N, C, T).</summary>
static class ImageExport
{
    /// <summary>With the channels first.</summary>
    public static string First(OnnxGraph g, DataFormat format, OnnxValue x) =>
        format == DataFormat.ChannelsFirst ? x.Name : g.Op("Transpose", [x.Name],
            OnnxAttribute.Ints("perm", [0, x.Shape.Rank - 1, .. Enumerable.Range(1, x.Shape.Rank - 2)]));

    /// <summary>From channels first back to where the layer has them.</summary>
    public static string Given(OnnxGraph g, DataFormat format, string y, int rank) =>
        format == DataFormat.ChannelsFirst ? y : g.Op("Transpose", [y],
            OnnxAttribute.Ints("perm", [0, .. Enumerable.Range(2, rank - 2), 1]));

    /// <summary>
    /// How a window moves: strides, dilations, and the padding at the edges as numbers. They depend on the size of the
    /// image where "same" goes with strides; if that may be any, ONNX finds them itself.
    /// </summary>
    public static AttributeProto[] Window(Layer layer, DataFormat format, Shape x, int[] kernel, int[] strides,
        int[] dilations, Padding padding)
    {
        var sizes = format.ToLast(x)[1..^1];
        AttributeProto[] window =
            [OnnxAttribute.Ints("kernel_shape", kernel), OnnxAttribute.Ints("strides", strides)];
        if (dilations.Length > 0)
            window = [.. window, OnnxAttribute.Ints("dilations", dilations)];
        if (padding == Padding.Valid)
            return window;
        int[] before = new int[kernel.Length], after = new int[kernel.Length];
        for (var i = 0; i < kernel.Length; i++)
        {
            if (sizes[i] == Shape.Unknown && strides[i] > 1 && padding == Padding.Same)
                return [.. window, FoundByOnnx(layer, dilations)];
            var axis = WindowAxis.Of(sizes[i] == Shape.Unknown ? 1 : sizes[i], kernel[i], strides[i],
                dilations.Length > 0 ? dilations[i] : 1, padding);
            (before[i], after[i]) = (axis.Before, padding == Padding.Causal ? 0 : axis.After);
        }
        return [.. window, OnnxAttribute.Ints("pads", [.. before, .. after])];
    }

    static AttributeProto FoundByOnnx(Layer layer, int[] dilations) => !dilations.Any(rate => rate > 1)
        ? OnnxAttribute.Text("auto_pad", "SAME_UPPER")
        : throw new OnnxException($"{layer} cannot be said in ONNX for images of any size.",
            "a size that is known, or strides or dilationRate of 1", "padding \"same\" with both above 1",
            "Name the sizes in Input.");
}
