using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Convolutions: ONNX has the channels first, in the images and in the kernels.</summary>
static class ConvolutionImport
{
    /// <summary>W (F, C, KH, KW) becomes (KH, KW, C, F).</summary>
    public static object[] Conv(OnnxImporter importer, OnnxNode node)
    {
        var (x, W, b) = Inputs(importer, node);
        var groups = node.Int("group", 1);
        int F = W.Shape[0], C = x.Sizes[1];
        if (groups < 1 || groups > C || W.Shape[1] * groups != C || F % groups != 0)
            throw node.Damaged($"kernels for {C} channels in {groups} groups", $"{W.Shape}");
        b = Bias(node, b, F);
        var window = WindowImport.Of(node, x.Sizes[2..], [.. W.Shape[2..]]);
        var images = window.Padded(x.ChannelsLast(node));
        var kernel = ToLast(W);
        var isAlone = groups > 1 && groups == C;   // a filter sees one channel
        if (isAlone)
            kernel = kernel.Reshape([.. kernel.Shape[..^2], C, F / C]);
        var layer = Layer(node, importer.LayerName(node), window, F, (int)groups, isAlone ? F / C : null, b.HasValue);
        return [ImportedValue.ChannelsFirst(importer.Apply(layer, images, b.HasValue ? [kernel, b] : [kernel]))];
    }

    static Layer Layer(OnnxNode node, string? name, WindowImport window, int filters, int groups, int? multiplier,
        bool useBias)
    {
        Size2D kernel = WindowImport.Size(window.Kernel), strides = WindowImport.Size(window.Strides),
            dilations = WindowImport.Size(window.Dilations);
        return (window.Kernel.Length, multiplier) switch
        {
            (1, null) => new Conv1D(filters, kernel.Width, strides.Width, window.Padding, DataFormat.ChannelsLast,
                dilations.Width, groups, useBias: useBias, kernelInitializer: "zeros", name: name),
            (2, null) => new Conv2D(filters, kernel, strides, window.Padding, DataFormat.ChannelsLast, dilations,
                groups, useBias: useBias, kernelInitializer: "zeros", name: name),
            (1, { } M) => new DepthwiseConv1D(kernel.Width, strides.Width, window.Padding, M, DataFormat.ChannelsLast,
                dilations.Width, useBias: useBias, depthwiseInitializer: "zeros", name: name),
            (2, { } M) => new DepthwiseConv2D(kernel, strides, window.Padding, M, DataFormat.ChannelsLast, dilations,
                useBias: useBias, depthwiseInitializer: "zeros", name: name),
            _ => throw node.Unsupported("series or images", $"{window.Kernel.Length} axes"),
        };
    }

    /// <summary>W (C, F, KH, KW) becomes (KH, KW, F, C). What ONNX calls pads is cut off at the edges.</summary>
    public static object[] ConvTranspose(OnnxImporter importer, OnnxNode node)
    {
        var (x, W, b) = Inputs(importer, node);
        node.Only("group", 1);
        if (W.Shape[0] != x.Sizes[1] || W.Shape[1] == 0)
            throw node.Damaged($"kernels for {x.Sizes[1]} channels", $"{W.Shape}");
        b = Bias(node, b, W.Shape[1]);
        var axes = x.Rank - 2;
        var window = WindowImport.Of(node, [.. Enumerable.Repeat(Shape.Unknown, axes)], [.. W.Shape[2..]]);
        if (node.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID"))
            throw node.Unsupported("auto_pad NOTSET", "another");
        var pads = node.Sizes("pads", 2 * axes, 0, 0);
        var more = node.Sizes("output_padding", axes, 0, 0);
        Size2D kernel = WindowImport.Size(window.Kernel), strides = WindowImport.Size(window.Strides),
            dilations = WindowImport.Size(window.Dilations), added = WindowImport.Size(more);
        Layer layer = axes == 2
            ? new Conv2DTranspose(W.Shape[1], kernel, strides, Padding.Valid, added, DataFormat.ChannelsLast, dilations,
                useBias: b.HasValue, kernelInitializer: "zeros", name: importer.LayerName(node))
            : new Conv1DTranspose(W.Shape[1], kernel.Width, strides.Width, Padding.Valid, more[0],
                DataFormat.ChannelsLast, dilations.Width, useBias: b.HasValue, kernelInitializer: "zeros",
                name: importer.LayerName(node));
        var y = importer.Apply(layer, x.ChannelsLast(node), b.HasValue ? [ToLast(W), b] : [ToLast(W)]);
        return [ImportedValue.ChannelsFirst(EdgeImport.Cropped(y, pads))];
    }

    static (ImportedValue X, Tensor W, Tensor B) Inputs(OnnxImporter importer, OnnxNode node)
    {
        var (x, W, b) = (importer.Value(node, 0), importer.Weight(node, 1), importer.WeightOrNone(node, 2));
        return x.Rank is 3 or 4 && W.Rank == x.Rank && W.Size > 0 ? (x, W, b.HasValue ? b.Reshape(-1) : b)
            : throw node.Unsupported("series (N, C, T) or images (N, C, H, W), and a kernel with as many axes",
                $"{x.Rank} axes, and a kernel {W.Shape}");
    }

    /// <summary>One number per filter; a single one, of an Add behind, is for all.</summary>
    static Tensor Bias(OnnxNode node, Tensor b, int filters) => !b.HasValue || b.Size == filters ? b
        : b.Size == 1 ? Tensor.Full([filters], b.Item())
        : throw node.Damaged($"a bias for {filters} filters", $"{b.Size}");

    /// <summary>The first two axes last, in reverse order.</summary>
    static Tensor ToLast(Tensor W) => W.Rank == 4 ? W.Transpose(2, 3, 1, 0) : W.Transpose(2, 1, 0);
}
