using Google.Protobuf;
using Google.Protobuf.Collections;
using LearnDL.Interop.Onnx;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Graphs as other programs write them, node by node.</summary>
sealed class OnnxGraphMaker
{
    readonly GraphProto graph = new() { Name = "made" };
    int count;

    public ModelProto Model { get; }

    public OnnxGraphMaker(long opset = 13) => Model = new ModelProto
    {
        IrVersion = 7,
        Graph = graph,
        OpsetImport = { new OperatorSetIdProto { Version = opset } },
    };

    public string Input(params int[] sample) => Described(graph.Input, "x", [.. sample]);

    public void Output(string name) => Described(graph.Output, name, null);

    public byte[] Bytes => Model.ToByteArray();

    static string Described(RepeatedField<ValueInfoProto> list, string name, int[]? sample)
    {
        var shape = sample is null ? null : new TensorShapeProto();
        shape?.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        foreach (var size in sample ?? [])
            shape!.Dim.Add(size < 0 ? new TensorShapeProto.Types.Dimension { DimParam = "any" }
                : new TensorShapeProto.Types.Dimension { DimValue = size });
        list.Add(new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } },
        });
        return name;
    }

    /// <summary>A weight, its numbers in a list, as old programs have them.</summary>
    public string Weight(Tensor value)
    {
        var tensor = new TensorProto { Name = $"w{count++}", DataType = 1 };
        tensor.Dims.Add(value.Shape.Select(size => (long)size));
        tensor.FloatData.Add(value.Cast(DType.Float32).ToArray<float>());
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    public string Whole(params long[] values)
    {
        var tensor = new TensorProto { Name = $"i{count++}", DataType = 7, Dims = { values.Length } };
        tensor.Int64Data.Add(values);
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    public string Op(string type, string[] inputs, params AttributeProto[] settings)
    {
        var node = new NodeProto { OpType = type, Name = $"{type}{count}", Output = { $"y{count++}" } };
        node.Input.Add(inputs);
        node.Attribute.Add(settings);
        graph.Node.Add(node);
        return node.Output[0];
    }
}
