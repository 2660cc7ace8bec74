using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Convolutions. ONNX has the channels first, in the images and in the kernels.</summary>
static class ConvolutionExport
{
    /// <summary>y = f(x ⋆ W + b), W (KH, KW, C, F) as (F, C, KH, KW)</summary>
    public static string Convolution(OnnxGraph g, ConvolutionLayer layer, OnnxValue x)
    {
        var W = layer.Kernel!;
        int[] strides = Along(W, layer.Strides), dilations = Along(W, layer.DilationRate);
        var z = g.Op("Conv", Inputs(g, ImageExport.First(g, layer.DataFormat, x),
            g.Weight(W, "_channels_first", FiltersFirst), layer.Bias),
            [
                .. ImageExport.Window(layer, layer.DataFormat, x.Shape, Windows(W), strides, dilations, layer.Padding),
                OnnxAttribute.Int("group", layer.Groups),
            ]);
        return Ended(g, layer.Activation, z, layer.DataFormat, x);
    }

    /// <summary>
    /// y = f((x ⋆ D)·P + b): a group for each channel, D (KH, KW, C, M) as (C·M, 1, KH, KW), then a window of one
    /// pixel, which mixes them
    /// </summary>
    public static string Separable(OnnxGraph g, SeparableConvolutionLayer layer, OnnxValue x)
    {
        var D = layer.DepthwiseKernel!;
        int[] strides = Along(D, layer.Strides), dilations = Along(D, layer.DilationRate);
        var z = g.Op("Conv", Inputs(g, ImageExport.First(g, layer.DataFormat, x), g.Weight(D, "_channels_first",
            W => FiltersFirst(W.Reshape([.. W.Shape[..^2], 1, W.Shape[-2] * W.Shape[-1]]))),
            layer.PointwiseKernel is null ? layer.Bias : null),
            [
                .. ImageExport.Window(layer, layer.DataFormat, x.Shape, Windows(D), strides, dilations, layer.Padding),
                OnnxAttribute.Int("group", D.Shape[-2]),
            ]);
        if (layer.PointwiseKernel is { } P)
            z = g.Op("Conv", Inputs(g, z, g.Weight(P, "_channels_first", FiltersFirst), layer.Bias));
        return Ended(g, layer.Activation, z, layer.DataFormat, x);
    }

    /// <summary>y = f(x ⋆ Wᵀ + b), W (KH, KW, F, C) as (C, F, KH, KW)</summary>
    public static string Transposed(OnnxGraph g, TransposedConvolutionLayer layer, OnnxValue x)
    {
        var W = layer.Kernel!;
        int[] kernel = Windows(W), strides = Along(W, layer.Strides), dilations = Along(W, layer.DilationRate);
        int[] pads = new int[2 * kernel.Length], more = new int[kernel.Length];
        var added = layer.OutputPadding is { } size ? Along(W, size) : null;
        for (var i = 0; i < kernel.Length; i++)
            (pads[i], pads[kernel.Length + i], more[i]) =
                Edges(layer, kernel[i], strides[i], dilations[i], added?[i]);
        var z = g.Op("ConvTranspose", Inputs(g, ImageExport.First(g, layer.DataFormat, x),
            g.Weight(W, "_channels_first", FiltersFirst), layer.Bias), OnnxAttribute.Ints("kernel_shape", kernel),
            OnnxAttribute.Ints("strides", strides), OnnxAttribute.Ints("dilations", dilations),
            OnnxAttribute.Ints("pads", pads), OnnxAttribute.Ints("output_padding", more));
        return Ended(g, layer.Activation, z, layer.DataFormat, x);
    }

    /// <summary>
    /// Of an output of (places − 1)·stride + reach pixels, how many are cut off in front and behind; or how many are
    /// added behind.
    /// </summary>
    static (int Before, int After, int More) Edges(TransposedConvolutionLayer layer, int kernel, int stride,
        int dilation, int? added)
    {
        var (reach, isSame) = ((kernel - 1) * dilation + 1, layer.Padding == Padding.Same);
        var last = added is { } more ? (isSame ? reach % 2 : reach) + more // pixels from the last place to the end
            : isSame ? stride : Math.Max(reach, stride);
        var before = isSame ? Math.Max(0, reach - last) / 2 : 0;
        var after = reach - before - last;
        return (before, Math.Max(0, after), Math.Max(0, -after));
    }

    static string Ended(OnnxGraph g, ActivationFunction f, string z, DataFormat format, OnnxValue x) =>
        ImageExport.Given(g, format, ActivationExport.Write(g, f, z, axis: 1), x.Shape.Rank);

    static string[] Inputs(OnnxGraph g, string x, string W, Parameter? bias) =>
        bias is null ? [x, W] : [x, W, g.Weight(bias)];

    /// <summary>The last two axes first, in reverse order: (KH, KW, C, F) to (F, C, KH, KW), (K, C, F) to (F, C, K).
    /// </summary>
    static Tensor FiltersFirst(Tensor W) => W.Rank == 4 ? W.Transpose(3, 2, 0, 1) : W.Transpose(2, 1, 0);

    static int[] Windows(Parameter W) => [.. W.Shape[..^2]];

    /// <summary>Of series the width alone.</summary>
    static int[] Along(Parameter W, Size2D size) => W.Shape.Rank == 4 ? [size.Height, size.Width] : [size.Width];
}
