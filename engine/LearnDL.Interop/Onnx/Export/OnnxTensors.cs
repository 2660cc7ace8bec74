using System.Runtime.InteropServices;
using Google.Protobuf;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>The weights and constants of the file, each once. Bodies of a Scan read those of the whole graph.</summary>
sealed class OnnxTensors(GraphProto graph, NameSupply names)
{
    readonly Dictionary<object, string> written = [];
    long bytes;

    /// <summary>A number, Float32, of rank 0.</summary>
    public string Constant(double value) => Once((float)value, () => New("constant", TensorProto.Types.DataType.Float,
        [], MemoryMarshal.AsBytes<float>([(float)value])));

    /// <summary>Numbers in a row, Float32.</summary>
    public string Constant(ReadOnlySpan<float> values) =>
        Row(TensorProto.Types.DataType.Float, values.Length, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Whole numbers in a row.</summary>
    public string Constant(ReadOnlySpan<long> values) =>
        Row(TensorProto.Types.DataType.Int64, values.Length, MemoryMarshal.AsBytes(values).ToArray());

    string Row(TensorProto.Types.DataType type, int length, byte[] data) =>
        Once((type, Convert.ToHexString(data)), () => New("constant", type, [length], data));

    /// <summary>A weight, Float32.</summary>
    public string Weight(Parameter weight, string form, Func<Tensor> make, string layer) => Once((weight, form), () =>
    {
        var value = make();
        var numbers = value.Cast(DType.Float32);
        foreach (var number in numbers.AsSpan<float>())
            if (!float.IsFinite(number))
                throw new OnnxException($"The {weight.Name} of {layer} does not fit into Float32.",
                    $"numbers up to {float.MaxValue:0.0e0}", $"{value.DType} numbers of which one becomes {number}",
                    "Train with a smaller learningRate, or a constraint on the weights.");
        return New($"{layer}/{weight.Name}{form}", TensorProto.Types.DataType.Float,
            [.. value.Shape.Select(size => (long)size)], MemoryMarshal.AsBytes(numbers.AsSpan<float>()));
    });

    string Once(object key, Func<string> write)
    {
        if (!written.TryGetValue(key, out var name))
            written[key] = name = write();
        return name;
    }

    string New(string name, TensorProto.Types.DataType type, long[] dims, ReadOnlySpan<byte> data)
    {
        bytes += data.Length;
        if (bytes > OnnxLimits.Largest)
            throw new OnnxException("The model is too large for an ONNX file.",
                $"weights of at most {OnnxLimits.Largest:N0} bytes in all", $"more, with {name}",
                "Save it in its own format: model.Save(\"model.safetensors\").");
        var proto = new TensorProto { Name = names.Unique(name), DataType = (int)type };
        proto.Dims.AddRange(dims);
        proto.RawData = ByteString.CopyFrom(data);
        graph.Initializer.Add(proto);
        return proto.Name;
    }
}
