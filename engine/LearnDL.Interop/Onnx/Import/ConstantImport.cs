using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Values that are known, among them sizes that a graph asks for, and operators that change nothing.</summary>
static class ConstantImport
{
    public static object[] Constant(OnnxImporter importer, OnnxNode node) => node.Tensor("value") is { } proto
        ? [importer.Folded(node, importer.Reader.Read(proto, node.Proto.Output.FirstOrDefault("")))]
        : throw node.Unsupported("a 'value', which is a tensor", "another kind of constant");

    public static object[] Same(OnnxImporter importer, OnnxNode node) => [importer.Find(node, 0)];

    public static object[] Dropout(OnnxImporter importer, OnnxNode node)
    {
        node.Ignore("ratio", "seed", "is_test");
        return Same(importer, node);
    }

    public static object[] Cast(OnnxImporter importer, OnnxNode node)
    {
        node.Ignore("saturate");
        var to = (TensorProto.Types.DataType)node.Int("to", 0);
        return to is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double
            or TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Int64
            ? Same(importer, node) : throw node.Unsupported("a cast to FLOAT, DOUBLE, INT32 or INT64", $"{to}");
    }

    /// <summary>The sizes of a value, for a Reshape behind.</summary>
    public static object[] Shape(OnnxImporter importer, OnnxNode node)
    {
        node.Only("start", 0);
        if (importer.Find(node, 0) is not ImportedValue x)
            throw node.Unsupported("a value that depends on the model's inputs", "a constant");
        return [OnnxConstant.Row([.. x.Axes.Select(axis => axis == 0 ? OnnxConstant.Samples
            : axis < 0 ? 1 : x.Tensor.Shape[axis] is >= 0 and var size ? size : OnnxConstant.AnySize)])];
    }

    /// <summary>The same number everywhere, such as the zeros that a recurrent layer begins with.</summary>
    public static object[] ConstantOfShape(OnnxImporter importer, OnnxNode node)
    {
        _ = importer.Whole(node, 0);
        var value = node.Tensor("value") is { } proto ? importer.Reader.Read(proto, "value").Numbers : Tensor.Scalar(0);
        return value is { HasValue: true, Size: 1 }
            ? [new OnnxConstant([], value.Reshape(new Shape()), null) { IsStretched = true }]
            : throw node.Unsupported("one number", "others");
    }

    /// <summary>A constant, stretched; it is not made larger.</summary>
    public static object[] Expand(OnnxImporter importer, OnnxNode node)
    {
        _ = importer.Whole(node, 1);
        return importer.Find(node, 0) is OnnxConstant { Whole: null } constant ? [constant with { IsStretched = true }]
            : throw node.Unsupported("a constant to stretch", "another value");
    }

    /// <summary>Some of a row of whole numbers.</summary>
    public static object[] Taken(OnnxImporter importer, OnnxNode node, long[] row)
    {
        var places = importer.Known(node, 1);
        if (places.Whole is not { } at || at.Any(place => place < -row.Length || place >= row.Length))
            throw node.Damaged($"places from {-row.Length} to {row.Length - 1}", OnnxText.List(places.Whole ?? []));
        return [importer.Folded(node, new OnnxConstant(places.Shape, default,
            [.. at.Select(place => row[place < 0 ? place + row.Length : place])]))];
    }

    /// <summary>A part of a row of whole numbers.</summary>
    public static object[] Part(OnnxImporter importer, OnnxNode node, long[] row)
    {
        long[] starts = importer.Whole(node, 1) ?? [], ends = importer.Whole(node, 2) ?? [];
        if (starts.Length != 1 || ends.Length != 1 || importer.Whole(node, 4) is { } steps && steps is not [1])
            throw node.Unsupported("one start and one end", $"{starts.Length} and {ends.Length}, or steps");
        _ = importer.Whole(node, 3);
        int Place(long place) => place < 0 ? (int)Math.Max(place, -row.Length) + row.Length
            : (int)Math.Min(place, row.Length);
        var (first, last) = (Place(starts[0]), Place(ends[0]));
        return [importer.Folded(node, OnnxConstant.Row(row[first..Math.Max(first, last)]))];
    }
}
