using Google.Protobuf;
using LearnDL.Interop.Onnx;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tests.Saving;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>
/// The reader of ONNX files with files to begin with; and, beside the damage that <see cref="FileMutations"/> does,
/// files that are whole messages, but say something else.
/// </summary>
static class OnnxMutations
{
    static readonly string[] operators = ["Relu", "Conv", "MatMul", "Gemm", "Reshape", "Transpose", "Squeeze",
        "Unsqueeze", "Flatten", "MaxPool", "AveragePool", "GlobalAveragePool", "ReduceMean", "BatchNormalization",
        "Add", "Mul", "Sub",
        "Div", "Concat", "Gather", "Pad", "Slice", "Resize", "Softmax", "PRelu", "Clip", "LSTM", "GRU", "RNN", "Shape",
        "ConstantOfShape", "Expand", "Cast", "Identity", "Dropout", "LayerNormalization", "ConvTranspose", "Max",
        "Mean"];

    static readonly long[] telling = [0, 1, -1, 2, 3, 7, 64, 1 << 20, 1 << 24, int.MaxValue, 1L << 31, 1L << 40,
        1L << 62, long.MaxValue, long.MinValue, long.MinValue + 1, -2];

    public static IEnumerable<(string Kind, byte[] File, Action<byte[]> Read)> Subjects(Func<string, byte[]> golden)
    {
        foreach (var name in (string[])["mnist-8.onnx", "pytorch-residual.onnx", "pytorch-images.onnx",
            "pytorch-last-lstm.onnx", "pytorch-every-gru.onnx", "pytorch-rows.onnx"])
            yield return ("onnx", golden(name), Read);
        var model = new Sequential([new Input([8, 8, 2]), new Conv2D(2, 3, padding: "same"),
            new PReLU(sharedAxes: [1, 2]), new Conv2DTranspose(2, 3, 2, "same"), new UpSampling2D(), new Cropping2D(),
            new ZeroPadding2D(), new LayerNormalization(), new GlobalAveragePooling2D(), new Dense(2, "softmax")],
            seed: 1);
        yield return ("onnx", model.ToOnnx(), Read);
    }

    static void Read(byte[] bytes) => OnnxModel.FromBytes(bytes, "x.onnx");

    /// <summary>Damages a file the given number of times; the first failures, in words.</summary>
    public static List<string> Run(byte[] file, Action<byte[]> read, int count, int seed)
    {
        var failures = FileMutations.Run(file, read, count / 2, seed);
        for (var i = seed; i < seed + count / 2 && failures.Count < 10; i++)
            if (FileMutations.Try(Changed(file, new Random(i)), read) is { } failure)
                failures.Add($"seed {i}, changed: {failure}");
        return failures;
    }

    public static byte[] Changed(byte[] file, Random random)
    {
        var model = ModelProto.Parser.ParseFrom(file);
        for (var times = 1 + random.Next(3); times > 0; times--)
            Change(model.Graph, random);
        return model.ToByteArray();
    }

    static void Change(GraphProto graph, Random random)
    {
        T Any<T>(IList<T> list) => list[random.Next(list.Count)];
        if (graph.Node.Count == 0)
            return;
        var node = Any(graph.Node);
        switch (random.Next(9))
        {
            case 0:
                node.OpType = Any(operators);
                break;
            case 1 when node.Attribute.Count > 0:
                var setting = Any(node.Attribute);
                if (setting.Ints.Count > 0)
                    setting.Ints[random.Next(setting.Ints.Count)] = Any(telling);
                else
                    (setting.I, setting.F) = (Any(telling), Any(telling));
                break;
            case 2 when node.Attribute.Count > 0:
                Any(graph.Node).Attribute.Add(Any(node.Attribute).Clone());
                break;
            case 3 when node.Input.Count > 0 && Any(graph.Node) is { Input.Count: > 0 } other:
                node.Input[random.Next(node.Input.Count)] = Any(other.Input);
                break;
            case 4:
                graph.Node.Insert(random.Next(graph.Node.Count), node.Clone());
                break;
            case 5:
                graph.Node.Remove(node);
                break;
            case 6 when Any(graph.Initializer) is { Dims.Count: > 0 } weight:
                var at = random.Next(weight.Dims.Count);
                (weight.Dims[at], weight.Dims[0]) = random.Next(2) == 0 ? (weight.Dims[0], weight.Dims[at])
                    : (Any(telling), weight.Dims[0]);
                break;
            case 7 when Any(graph.Initializer) is { Int64Data.Count: > 0 } sizes:
                sizes.Int64Data[random.Next(sizes.Int64Data.Count)] = Any(telling);
                break;
            case 8 when Any(graph.Input).Type?.TensorType?.Shape?.Dim is { Count: > 0 } dims:
                dims[random.Next(dims.Count)].DimValue = Any(telling);
                break;
        }
    }
}
