namespace LearnDL.Interop.Onnx;

/// <summary>Values that are known, and operators that change nothing.</summary>
static class ConstantImport
{
    public static object[] Constant(OnnxImporter importer, OnnxNode node)
    {
        if (node.Tensor("value") is not { } proto)
            throw node.Unsupported("a 'value', which is a tensor", "another kind of constant");
        return [importer.Folded(node, importer.Reader.Read(proto, node.Proto.Output.FirstOrDefault("")))];
    }

    public static object[] Same(OnnxImporter importer, OnnxNode node) => [importer.Find(node, 0)];

    public static object[] Dropout(OnnxImporter importer, OnnxNode node)
    {
        node.Ignore("ratio", "seed", "is_test");
        if (node.Proto.Output.Count > 1 && node.Proto.Output[1].Length > 0)
            throw node.Unsupported("one output", "the mask, too");
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
}
