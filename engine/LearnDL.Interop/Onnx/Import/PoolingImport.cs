using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Operators that make one number of many pixels.</summary>
static class PoolingImport
{
    public static object[] Max(OnnxImporter importer, OnnxNode node)
    {
        node.Ignore("storage_order");
        var (x, window) = Window(importer, node);
        // zeros never win against numbers that are not negative
        if (window.IsPadded && !window.IsSame && !(x.Tensor.Node.Layer.RangeFor(OutputRange.Any) is { Min: >= 0 }))
            throw node.Unsupported("no padding, that of SAME_UPPER, or a Relu in front", "other pads");
        var (name, images) = (importer.LayerName(node), window.Padded(x.ChannelsLast(node)));
        Size2D pool = WindowImport.Size(window.Kernel), strides = WindowImport.Size(window.Strides);
        Layer layer = x.Rank == 4 ? new MaxPooling2D(pool, strides, window.Padding, DataFormat.ChannelsLast, name)
            : new MaxPooling1D(pool.Width, strides.Width, window.Padding, DataFormat.ChannelsLast, name);
        return [ImportedValue.ChannelsFirst(layer.Apply(images))];
    }

    /// <summary>Padding counts as zeros, or does not count, as of "same".</summary>
    public static object[] Average(OnnxImporter importer, OnnxNode node)
    {
        var counts = node.Int("count_include_pad", 0) != 0;
        var (x, window) = Window(importer, node);
        if (counts)
            window = window.WithEdges(node, x.Sizes[2..]);
        else if (window.IsPadded && !window.IsSame)
            throw node.Unsupported("no padding, or that of SAME_UPPER, which does not count", "other pads");
        var (name, images) = (importer.LayerName(node), window.Padded(x.ChannelsLast(node)));
        Size2D pool = WindowImport.Size(window.Kernel), strides = WindowImport.Size(window.Strides);
        Layer layer = x.Rank == 4 ? new AveragePooling2D(pool, strides, window.Padding, DataFormat.ChannelsLast, name)
            : new AveragePooling1D(pool.Width, strides.Width, window.Padding, DataFormat.ChannelsLast, name);
        return [ImportedValue.ChannelsFirst(layer.Apply(images))];
    }

    static (ImportedValue X, WindowImport Window) Window(OnnxImporter importer, OnnxNode node)
    {
        var x = importer.Value(node, 0);
        if (x.Rank is not (3 or 4))
            throw node.Unsupported("series (N, C, T) or images (N, C, H, W)", $"{x.Rank} axes");
        node.Only("ceil_mode", 0);
        var window = WindowImport.Of(node, x.Sizes[2..]);
        return window.Dilations.All(rate => rate == 1) ? (x, window)
            : throw node.Unsupported("dilations of 1", "others");
    }

    public static object[] GlobalMax(OnnxImporter importer, OnnxNode node) => Global(importer, node, isMax: true);

    public static object[] GlobalAverage(OnnxImporter importer, OnnxNode node) => Global(importer, node, isMax: false);

    static object[] Global(OnnxImporter importer, OnnxNode node, bool isMax)
    {
        var x = importer.Value(node, 0);
        return x.Rank is 3 or 4 ? [Reduced(importer, node, x, [.. Enumerable.Range(2, x.Rank - 2)], isMax, keeps: true)]
            : throw node.Unsupported("series (N, C, T) or images (N, C, H, W)", $"{x.Rank} axes");
    }

    public static object[] ReduceMax(OnnxImporter importer, OnnxNode node) => Reduce(importer, node, isMax: true);

    public static object[] ReduceMean(OnnxImporter importer, OnnxNode node) => Reduce(importer, node, isMax: false);

    static object[] Reduce(OnnxImporter importer, OnnxNode node, bool isMax)
    {
        node.Only("noop_with_empty_axes", 0);
        var x = importer.Value(node, 0);
        var given = node.Whole("axes") ?? importer.Whole(node, 1) ?? [];
        int[] axes = [.. given.Select(axis => x.Axis(node, axis)).Distinct().Order()];
        return axes.Length is 1 or 2 && axes.Length == x.Rank - 2 && axes[0] > 0
            ? [Reduced(importer, node, x, axes, isMax, node.Int("keepdims", 1) != 0)]
            : throw node.Unsupported("all axes but those of the samples and the channels, one or two of them",
                $"axes {OnnxText.List(given)} of {x.Rank}");
    }

    static ImportedValue Reduced(OnnxImporter importer, OnnxNode node, ImportedValue x, int[] axes, bool isMax,
        bool keeps)
    {
        var channels = Enumerable.Range(1, x.Rank - 1).Except(axes).Single();
        var images = x.InOrder(node, [0, .. axes, channels]);
        var (name, last) = (importer.LayerName(node), DataFormat.ChannelsLast);
        Layer layer = (axes.Length, isMax) switch
        {
            (1, true) => new GlobalMaxPooling1D(last, name: name),
            (1, false) => new GlobalAveragePooling1D(last, name: name),
            (_, true) => new GlobalMaxPooling2D(last, name: name),
            _ => new GlobalAveragePooling2D(last, name: name),
        };
        int[] kept = [.. Enumerable.Range(0, x.Rank).Select(axis => axis == 0 ? 0 : axis == channels ? 1 : -1)];
        return new ImportedValue(layer.Apply(images), keeps ? kept : [0, 1]);
    }
}
