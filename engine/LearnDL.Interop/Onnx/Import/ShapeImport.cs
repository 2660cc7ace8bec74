using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Operators that give the same numbers other axes.</summary>
static class ShapeImport
{
    /// <summary>Sizes 0 are kept and one −1 is found, as ONNX has it. The samples stay samples.</summary>
    public static object[] Reshape(OnnxImporter importer, OnnxNode node)
    {
        node.Only("allowzero", 0);
        var sizes = importer.Whole(node, 1) ?? throw node.Damaged("a shape", "none");
        sizes = [.. sizes.Select((size, i) => size switch
        {
            OnnxConstant.AnySize => -1,
            OnnxConstant.Samples => i == 0 ? 0 : throw node.Unsupported("the samples along axis 0", $"axis {i}"),
            >= -1 and <= int.MaxValue when i < Shape.MaxRank => size,
            _ => throw node.Unsupported($"at most {Shape.MaxRank} sizes from −1 on", OnnxText.List(sizes)),
        })];
        if (importer.Find(node, 0) is OnnxConstant constant)
            return [importer.Folded(node, constant.Reshaped(Found(node, constant.Shape, sizes)))];
        var x = importer.Value(node, 0);
        var given = x.Sizes;
        for (var i = 0; i < sizes.Length; i++)
            if (sizes[i] == 0)
                sizes[i] = i > 0 && i < given.Length ? given[i] : i == 0 ? 0
                    : throw node.Damaged("sizes of 0 where there is an axis", $"a 0 at {i}");
        var sample = Shape.Of([.. sizes.Skip(1).Select(size => (int)size)]);
        // the samples may be said as 0, as −1, or as the batch that the file was made with
        var known = Product(given[1..]) is { } all && Product([.. sample]) == all;
        var isOfFile = sizes is [var first, ..] && first == importer.Samples && sizes.Count(size => size < 0) == 1;
        if (sizes.Length < 2 || !(sizes[0] == 0 || known || isOfFile))
            throw node.Unsupported("the samples along axis 0, before and after",
                $"({OnnxText.List(given)}) to ({OnnxText.List(sizes)})");
        return [new ImportedValue(new Reshape(sample, importer.LayerName(node)).Apply(x.InOrder(node)))];
    }

    static long? Product(IReadOnlyCollection<int> sizes) =>
        sizes.Any(size => size < 0) ? null
            : sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));

    static Shape Found(OnnxNode node, Shape given, long[] sizes)
    {
        var shape = Shape.Of([.. sizes.Select((size, i) => size == 0 && i < given.Rank ? given[i] : (int)size)]);
        var (all, known) = (given.Size, Product([.. shape.Where(size => size >= 0)])!.Value);
        var missing = shape.Count(size => size < 0);
        if (missing > 1 || (missing == 0 ? known != all : known == 0 || all % known != 0))
            throw node.Damaged($"sizes for {all:N0} numbers", OnnxText.List(sizes));
        return missing == 0 ? shape : Shape.Of([.. shape.Select(size => size < 0 ? (int)(all / known) : size)]);
    }

    public static object[] Flatten(OnnxImporter importer, OnnxNode node)
    {
        var x = importer.Value(node, 0);
        return x.Axis(node, node.Int("axis", 1)) == 1
            ? [new ImportedValue(new Flatten(importer.LayerName(node)).Apply(x.InOrder(node)))]
            : throw node.Unsupported("axis = 1", $"axis = {node.Int("axis", 1)}");
    }

    public static object[] Transpose(OnnxImporter importer, OnnxNode node)
    {
        var given = importer.Find(node, 0);
        var rank = given is OnnxConstant known ? known.Shape.Rank : ((ImportedValue)given).Rank;
        int[] order = node.Whole("perm") is { } perm ? [.. perm.Select(axis => (int)Math.Clamp(axis, -1, rank))]
            : [.. Enumerable.Range(0, rank).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, rank)))
            throw node.Damaged($"perm with the axes 0 to {rank - 1}", OnnxText.List(order));
        if (given is ImportedValue x)
            return [x with { Axes = [.. order.Select(axis => x.Axes[axis])] }];
        var constant = (OnnxConstant)given;
        return constant.Whole is null && rank > 0
            ? [importer.Folded(node, constant with
            {
                Numbers = constant.Numbers.Transpose(order),
                Shape = Shape.Of([.. order.Select(axis => constant.Shape[axis])]),
            })]
            : throw node.Unsupported("weights", "whole numbers");
    }

    public static object[] Squeeze(OnnxImporter importer, OnnxNode node)
    {
        var (given, axes) = (importer.Find(node, 0), node.Whole("axes") ?? importer.Whole(node, 1));
        int[] sizes = given is OnnxConstant known ? [.. known.Shape] : ((ImportedValue)given).Sizes;
        int[] at = [.. axes is null ? Enumerable.Range(0, sizes.Length).Where(axis => sizes[axis] == 1)
            : axes.Select(axis => Axis(node, axis, sizes.Length)).Distinct()];
        if (at.Any(axis => sizes[axis] != 1))
            throw node.Unsupported("axes of size 1", $"axes {OnnxText.List(at)} of ({OnnxText.List(sizes)})");
        int[] left = [.. Enumerable.Range(0, sizes.Length).Except(at)];
        if (given is OnnxConstant constant)
            return [importer.Folded(node, constant.Reshaped(Shape.Of([.. left.Select(axis => sizes[axis])])))];
        return [Without(node, (ImportedValue)given, at)];
    }

    /// <summary>The value without axes of size 1.</summary>
    public static ImportedValue Without(OnnxNode node, ImportedValue x, params int[] at)
    {
        if (at.Any(axis => x.Axes[axis] >= 0)) // the tensor has the axis: it goes there, too
            x = Dropped(node, x, at);
        return x with { Axes = [.. x.Axes.Where((_, axis) => !at.Contains(axis))] };
    }

    /// <summary>The tensor without axes of size 1, which are marked as not there.</summary>
    static ImportedValue Dropped(OnnxNode node, ImportedValue x, int[] at)
    {
        int[] left = [.. Enumerable.Range(0, x.Rank).Except(at)];
        var kept = new ImportedValue(x.InOrder(node)).Sizes; // in order, all of them there
        var sizes = left.Where(axis => axis > 0).Select(axis => kept[axis]).ToArray();
        if (at.Contains(0) || sizes.Count(size => size < 0) > 1)
            throw node.Unsupported("samples along axis 0, and at most one size that may be any", "others");
        var tensor = new Reshape(Shape.Of(sizes)).Apply(x.InOrder(node));
        return new ImportedValue(tensor, [.. Enumerable.Range(0, x.Rank).Select(axis => Array.IndexOf(left, axis))]);
    }

    public static object[] Unsqueeze(OnnxImporter importer, OnnxNode node)
    {
        var given = importer.Find(node, 0);
        var axes = node.Whole("axes") ?? importer.Whole(node, 1) ?? throw node.Damaged("axes", "none");
        var rank = (given is OnnxConstant known ? known.Shape.Rank : ((ImportedValue)given).Rank) + axes.Length;
        int[] at = [.. axes.Take(16).Select(axis => Axis(node, axis, rank)).Distinct().Order()];
        if (at.Length != axes.Length || rank > Shape.MaxRank)
            throw node.Unsupported($"different axes, and at most {Shape.MaxRank} in all",
                $"{axes.Length} more, {rank} in all");
        if (given is OnnxConstant constant)
            return [importer.Folded(node, constant.Reshaped(Shape.Of(With(at, constant.Shape, 1))))];
        var x = (ImportedValue)given;
        return [x with { Axes = With(at, x.Axes, -1) }];
    }

    static int Axis(OnnxNode node, long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis) : throw node.Damaged($"an axis from {-rank} to {rank - 1}", $"{axis}");

    /// <summary>The list with something more at these places.</summary>
    static int[] With(int[] at, IEnumerable<int> list, int more)
    {
        var longer = list.ToList();
        foreach (var place in at)
            longer.Insert(place, more);
        return [.. longer];
    }
}
