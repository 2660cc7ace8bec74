using LearnDL.Interop.Onnx;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Random graphs for images (N, C, H, W) or series (N, C, T), with the channels first, in ONNX's operators.
/// </summary>
sealed class OnnxRandomGraph
{
    readonly Random random;
    readonly OnnxGraphMaker graph = new();
    readonly int axes; // behind that of the channels
    int[] shape;       // of a sample: C, H, W
    string x;

    OnnxRandomGraph(int seed)
    {
        random = new Random(seed);
        axes = 1 + random.Next(2);
        shape = [1 + random.Next(4), .. Enumerable.Range(0, axes).Select(_ => 6 + random.Next(6))];
        x = graph.Input(shape);
    }

    public static (byte[] File, Tensor Data) Of(int seed)
    {
        var made = new OnnxRandomGraph(seed);
        var data = Tensor.Normal(Shape.Of([2, .. made.shape]), seed: seed);
        for (var n = 2 + made.random.Next(6); n > 0; n--)
            made.Next();
        if (made.random.Next(3) > 0)
            made.End();
        made.graph.Output(made.x);
        return (made.graph.Bytes, data);
    }

    void Next()
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2: Conv(); break;
            case 3: x = Activation(x); break;
            case 4: Pool(); break;
            case 5: Normalize(); break;
            case 6: Affine(); break;
            case 7: Residual(); break;
            case 8: Joined(); break;
            case 9: Turned(); break;
            case 10: Edges(); break;
            default: Larger(); break;
        }
    }

    Tensor Numbers(params int[] sizes) => Tensor.Normal(Shape.Of(sizes), stddev: 0.5, seed: random.Next());

    bool Coin() => random.Next(2) == 0;

    int[] Each(Func<int, int> number) => [.. Enumerable.Range(0, axes).Select(number)];

    string Activation(string given) => random.Next(8) switch
    {
        0 => graph.Op("Sigmoid", [given]),
        1 => graph.Op("Tanh", [given]),
        2 => graph.Op("LeakyRelu", [given], OnnxAttribute.Float("alpha", 0.2)),
        3 => graph.Op("Elu", [given]),
        4 => graph.Op("PRelu", [given, graph.Weight(Numbers([shape[0], .. Each(_ => 1)]))]),
        5 => graph.Op("Clip", [given, graph.Weight(Tensor.Scalar(0)), graph.Weight(Tensor.Scalar(1.5))]),
        _ => graph.Op("Relu", [given]),
    };

    void Conv()
    {
        int C = shape[0], groups = C % 2 == 0 && Coin() ? (Coin() ? C : 2) : 1, F = groups * (1 + random.Next(3));
        int[] kernel = Each(_ => 1 + random.Next(3)), strides = Each(_ => 1 + random.Next(2));
        int[] dilations = Each(_ => Coin() ? 1 : 2);
        AttributeProto[] settings = [OnnxAttribute.Ints("strides", strides), OnnxAttribute.Int("group", groups)];
        if (Coin())
            settings = [.. settings, OnnxAttribute.Ints("kernel_shape", kernel)];
        var pads = Each(i => random.Next(3)).Concat(Each(i => random.Next(3))).ToArray();
        if (random.Next(3) == 0)
        {
            dilations = Each(_ => 1);
            settings = [.. settings, OnnxAttribute.Text("auto_pad", Coin() ? "SAME_UPPER" : "SAME_LOWER")];
            pads = new int[2 * axes];
            for (var i = 0; i < axes; i++)
                pads[i] = Math.Max(0, (shape[i + 1] - 1) / strides[i] * strides[i] + kernel[i] - shape[i + 1]);
        }
        else
            settings = [.. settings, OnnxAttribute.Ints("pads", pads), OnnxAttribute.Ints("dilations", dilations)];
        var sizes = Each(i =>
            (shape[i + 1] + pads[i] + pads[axes + i] - (kernel[i] - 1) * dilations[i] - 1) / strides[i] + 1);
        if (sizes.Any(size => size < 2))
            return;
        var W = graph.Weight(Numbers([F, C / groups, .. kernel]));
        x = graph.Op("Conv", Coin() ? [x, W] : [x, W, graph.Weight(Numbers(F))], settings);
        if (Coin()) // a bias of its own
            x = graph.Op("Add", Coin() ? [x, graph.Weight(Numbers([F, .. Each(_ => 1)]))]
                : [graph.Weight(Numbers([1, F, .. Each(_ => 1)])), x]);
        shape = [F, .. sizes];
    }

    void Pool()
    {
        int[] kernel = Each(_ => 1 + random.Next(3)), strides = Each(_ => 1 + random.Next(2));
        var isMax = Coin();
        var pads = Each(i => random.Next(kernel[i])).Concat(Each(i => random.Next(kernel[i]))).ToArray();
        var sizes = Each(i => (shape[i + 1] + pads[i] + pads[axes + i] - kernel[i]) / strides[i] + 1);
        if (sizes.Any(size => size < 2))
            return;
        AttributeProto[] settings = [OnnxAttribute.Ints("kernel_shape", kernel), OnnxAttribute.Ints("strides", strides),
            OnnxAttribute.Ints("pads", pads)];
        x = isMax ? graph.Op("MaxPool", [graph.Op("Relu", [x])], settings)
            : graph.Op("AveragePool", [x], [.. settings, OnnxAttribute.Int("count_include_pad", 1)]);
        shape = [shape[0], .. sizes];
    }

    void Normalize() => x = graph.Op("BatchNormalization", [x, graph.Weight(Numbers(shape[0])),
        graph.Weight(Numbers(shape[0])), graph.Weight(Numbers(shape[0])),
        graph.Weight(Tensor.Uniform([shape[0]], 0.5, 2, seed: random.Next()))]);

    void Affine()
    {
        var c = graph.Weight(Coin() ? Tensor.Full([1], 1.5) : Numbers([shape[0], .. Each(_ => 1)]));
        x = random.Next(4) switch
        {
            0 => graph.Op("Mul", [x, c]),
            1 => graph.Op("Sub", [c, x]),
            2 => graph.Op("Div", [x, graph.Weight(Tensor.Full([shape[0], .. Each(_ => 1)], 0.7))]),
            _ => graph.Op("Add", [c, x]),
        };
    }

    void Residual()
    {
        var W = graph.Weight(Numbers([shape[0], shape[0], .. Each(_ => 1)]));
        var other = graph.Op("Conv", [Activation(x), W]);
        x = graph.Op(random.Next(4) switch { 0 => "Mul", 1 => "Sub", 2 => "Max", _ => "Add" }, [x, other]);
    }

    void Joined()
    {
        if (shape[0] > 8)
            return;
        x = graph.Op("Concat", [x, Activation(x)], OnnxAttribute.Int("axis", Coin() ? 1 : -1 - axes));
        shape = [2 * shape[0], .. shape[1..]];
    }

    /// <summary>There and back, with something between that does not care.</summary>
    void Turned()
    {
        int[] last = [0, .. Enumerable.Range(2, axes), 1], first = [0, axes + 1, .. Enumerable.Range(1, axes)];
        var turned = graph.Op("Transpose", [x], OnnxAttribute.Ints("perm", last));
        var changed = Coin() ? graph.Op("Tanh", [turned])
            : graph.Op("Softmax", [turned], OnnxAttribute.Int("axis", -1));
        x = graph.Op("Transpose", [changed], OnnxAttribute.Ints("perm", first));
    }

    void Edges()
    {
        var at = random.Next(axes);
        if (Coin())
        {
            var pads = new long[2 * (axes + 2)];
            pads[2 + at] = 1;
            pads[axes + 4 + at] = 2;
            x = graph.Op("Pad", [x, graph.Whole(pads)]);
            shape[1 + at] += 3;
        }
        else if (shape[1 + at] > 4)
        {
            var end = Coin() ? -1 : shape[1 + at] - 1;
            x = graph.Op("Slice", [x, graph.Whole(1), graph.Whole(end), graph.Whole(2 + at)]);
            shape[1 + at] -= 2;
        }
    }

    void Larger()
    {
        if (shape.Max() > 12)
            return;
        x = graph.Op("Resize", [x, "", graph.Weight(Tensor.From<float>([1, 1, .. Each(_ => 2)], [2 + axes]))],
            OnnxAttribute.Text("coordinate_transformation_mode", "asymmetric"),
            OnnxAttribute.Text("nearest_mode", "floor"));
        shape = [shape[0], .. Each(i => 2 * shape[1 + i])];
    }

    void End()
    {
        var features = shape.Aggregate((product, size) => product * size);
        if (Coin())
        {
            x = graph.Op("GlobalAveragePool", [x]);
            features = shape[0];
        }
        x = random.Next(3) switch
        {
            0 => graph.Op("Flatten", [x]),
            1 => graph.Op("Reshape", [x, graph.Whole(0, features)]),
            _ => graph.Op("Reshape", [x, graph.Whole(-1, features)]),
        };
        x = Coin() ? graph.Op("Gemm", [x, graph.Weight(Numbers(3, features)), graph.Weight(Numbers(3))],
                OnnxAttribute.Int("transB", 1), OnnxAttribute.Float("alpha", 0.5))
            : graph.Op("Add",
                [graph.Op("MatMul", [x, graph.Weight(Numbers(features, 3))]), graph.Weight(Numbers(1, 3))]);
        x = graph.Op("Softmax", [x], OnnxAttribute.Int("axis", 1));
    }
}
