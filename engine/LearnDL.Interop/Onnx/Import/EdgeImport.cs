using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Operators that add to images at their edges, cut something off, or make them larger.</summary>
static class EdgeImport
{
    public static object[] Pad(OnnxImporter importer, OnnxNode node)
    {
        var x = importer.Value(node, 0);
        if (node.Text("mode", "constant") is not "constant" and var mode)
            throw node.Unsupported("mode constant", OnnxText.Short(mode));
        var value = importer.WeightOrNone(node, 2);
        if (node.Float("value", 0) != 0 || (value.HasValue && (value.Size != 1 || value.Item() != 0)))
            throw node.Unsupported("zeros", "other numbers");
        var pads = node.Whole("pads") ?? importer.Whole(node, 1) ?? throw node.Damaged("pads", "none");
        if (importer.Whole(node, 3) is not null || pads.Length != 2 * x.Rank)
            throw node.Unsupported($"{2 * x.Rank} pads", $"{pads.Length}");
        return [Changed(node, x, [.. pads[..x.Rank]], [.. pads[x.Rank..]], (images, edges) => edges.Length == 4
            ? new ZeroPadding2D(((edges[0], edges[2]), (edges[1], edges[3]))).Apply(images)
            : new ZeroPadding1D((edges[0], edges[1])).Apply(images))];
    }

    /// <summary>A part of the image, of which as much is left out as is known.</summary>
    public static object[] Slice(OnnxImporter importer, OnnxNode node)
    {
        if (importer.Find(node, 0) is OnnxConstant { Whole: { } row })
            return ConstantImport.Part(importer, node, row);
        var x = importer.Value(node, 0);
        var starts = importer.Whole(node, 1) ?? node.Whole("starts") ?? [];
        var ends = importer.Whole(node, 2) ?? node.Whole("ends") ?? [];
        var axes = importer.Whole(node, 3) ?? node.Whole("axes") ?? [.. Enumerable.Range(0, starts.Length)];
        if (starts.Length != ends.Length || axes.Length != ends.Length || axes.Length > x.Rank)
            throw node.Damaged("a start and an end for each axis", $"{starts.Length}, {ends.Length}, {axes.Length}");
        if (importer.Whole(node, 4) is { } steps && steps.Any(step => step != 1))
            throw node.Unsupported("steps of 1", OnnxText.List(steps));
        long[] before = new long[x.Rank], after = new long[x.Rank];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = x.Axis(node, axes[i]);
            (before[axis], after[axis]) = Cut(node, x.Sizes[axis], starts[i], ends[i]);
        }
        return [Changed(node, x, before, after, Cropped)];
    }

    /// <summary>One place along an axis, which goes: a time step of a sequence.</summary>
    public static ImportedValue Step(OnnxImporter importer, OnnxNode node, ImportedValue x)
    {
        var (axis, at) = (x.Axis(node, node.Int("axis", 0)), importer.Known(node, 1));
        var size = x.Sizes[axis];
        if (at.Whole is not [var place] || at.Shape.Rank != 0 || size < 0 || place < -size || place >= size)
            throw node.Unsupported("one place along an axis of a size that is known", OnnxText.List(at.Whole ?? []));
        long[] before = new long[x.Rank], after = new long[x.Rank];
        before[axis] = place < 0 ? place + size : place;
        after[axis] = size - 1 - before[axis];
        return ShapeImport.Without(node, Changed(node, x, before, after, Cropped), axis);
    }

    static (long Before, long After) Cut(OnnxNode node, int size, long start, long end)
    {
        if (start >= 0 && size >= 0 && end >= 0) // counted from the front
            return (Math.Min(start, size), size - Math.Min(end, size));
        if (start < 0 && size >= 0)
            return Cut(node, size, Math.Max(0, start + size), end);
        return start >= 0 && end is < 0 or > int.MaxValue / 2 ? (start, end < 0 ? -Math.Max(end, -OnnxLimits.Size) : 0)
            : throw node.Unsupported("sizes that are known, or places counted from the end", $"{start} to {end}");
    }

    /// <summary>Images or series without these edges: in front, then behind.</summary>
    public static SymbolicTensor Cropped(SymbolicTensor images, int[] edges) =>
        edges.All(pixels => pixels == 0) ? images
        : edges.Length == 4 ? new Cropping2D(((edges[0], edges[2]), (edges[1], edges[3]))).Apply(images)
        : new Cropping1D((edges[0], edges[1])).Apply(images);

    /// <summary>Changes the edges of an image or a series: those along one or two axes.</summary>
    static ImportedValue Changed(OnnxNode node, ImportedValue x, long[] before, long[] after,
        Func<SymbolicTensor, int[], SymbolicTensor> change)
    {
        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(axis => before[axis] != 0 || after[axis] != 0)];
        if (axes.Length == 0)
            return x;
        if (x.Rank is not (3 or 4) || axes[0] == 0 || axes.Length > x.Rank - 2
            || before.Concat(after).Any(pixels => pixels is < 0 or > OnnxLimits.Size))
            throw node.Unsupported("edges of images or series, of at most "
                + $"{OnnxLimits.Size:N0} pixels", $"{axes.Length} of {x.Rank} axes");
        var channels = x.Rank == 3 ? 3 - axes[0] // the axis that stays, and with one alone the one that ONNX has there
            : Enumerable.Range(1, 3).Except(axes).First(axis => axes.Length == 2 || axis == (axes.Contains(1) ? 3 : 1));
        int[] edged = [.. Enumerable.Range(1, x.Rank - 1).Where(axis => axis != channels)];
        var changed = change(x.InOrder(node, [0, .. edged, channels]),
            [.. edged.Select(axis => (int)before[axis]), .. edged.Select(axis => (int)after[axis])]);
        var back = new int[x.Rank];
        for (var i = 0; i < edged.Length; i++)
            back[edged[i]] = i + 1;
        back[channels] = x.Rank - 1;
        return new ImportedValue(changed, back);
    }

    /// <summary>Pixels repeated, ⌊o / s⌋, or read between two.</summary>
    public static object[] Resize(OnnxImporter importer, OnnxNode node)
    {
        var x = importer.Value(node, 0);
        var scales = importer.WeightOrNone(node, 2);
        if (!scales.HasValue || scales.Size != x.Rank || OnnxImporter.Has(node, 3) || x.Rank is not (3 or 4))
            throw node.Unsupported("a scale for each axis of images or series", "sizes, or other axes");
        int[] s = [.. scales.ToArray<float>().Select(scale => scale is >= 1 and <= 1024 && scale == (int)scale
            ? (int)scale : throw node.Unsupported("whole scales from 1 to 1,024", $"{scale}"))];
        node.Ignore("cubic_coeff_a", "extrapolation_value", "exclude_outside", "antialias", "keep_aspect_ratio_policy");
        var (mode, places) = (node.Text("mode", "nearest"), node.Text("coordinate_transformation_mode", "half_pixel"));
        var rounding = node.Text("nearest_mode", "round_prefer_floor");
        var isRepeated = mode == "nearest" && (places, rounding)
            is ("asymmetric", "floor") or ("half_pixel", "round_prefer_floor" or "round_prefer_ceil");
        if (s[0] != 1 || s[1] != 1 || !(isRepeated || ((mode, places) is ("linear", "half_pixel") && x.Rank == 4)))
            throw node.Unsupported("nearest pixels as ⌊o / s⌋, or linear between half pixels",
                $"{OnnxText.Short(mode)}, {OnnxText.Short(places)}, scales {OnnxText.List(s)}");
        Layer layer = x.Rank == 3 ? new UpSampling1D(s[2], importer.LayerName(node))
            : new UpSampling2D((s[2], s[3]), DataFormat.ChannelsLast, isRepeated ? "nearest" : "bilinear",
                importer.LayerName(node));
        return [ImportedValue.ChannelsFirst(layer.Apply(x.ChannelsLast(node)))];
    }
}
