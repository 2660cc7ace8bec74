using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Pooling and normalization against PyTorch: outputs, all gradients, and the moving averages after a step.
/// </summary>
public class LayerParityTests
{
    static readonly GoldenFile golden = new("layers.json");

    public static TheoryData<int, string> Cases =>
        golden.Theory(c => $"{c.Text("layer")} {c.Shape("x")} {c["settings"]}");

    static Layer Make(GoldenCase c, string format)
    {
        var settings = c.Part("settings");
        Size2D Size(string name) =>
            settings.Integers(name) is [var height, var width] ? (height, width) : throw new FormatException(name);
        switch (c.Text("layer"))
        {
            case "MaxPooling2D":
                return new MaxPooling2D(Size("poolSize"), Size("strides"), settings.Text("padding"), format);
            case "AveragePooling2D":
                return new AveragePooling2D(Size("poolSize"), Size("strides"), settings.Text("padding"), format);
            case "GlobalAveragePooling2D": return new GlobalAveragePooling2D(format);
            case "ZeroPadding2D":
                return new ZeroPadding2D(settings.Integers("padding") is [var top, var bottom, var left, var right]
                    ? ((top, bottom), (left, right)) : 0, format);
            case "BatchNormalization":
                return new BatchNormalization(format == "channels_last" ? -1 : 1,
                settings.Number("momentum"), settings.Number("epsilon"));
            case "LayerNormalization":
                return new LayerNormalization(settings.Integers("axes"), settings.Number("epsilon"));
            default: throw new FormatException(c.Text("layer"));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients(int index, string name)
    {
        Check(golden.Cases[index], name, "channels_last");
        if (golden.Cases[index].Shape("x").Rank == 4 && golden.Cases[index].Text("layer") != "LayerNormalization")
            Check(golden.Cases[index], name, "channels_first");
    }

    static void Check(GoldenCase c, string name, string format)
    {
        Tensor Turned(Tensor x) => format == "channels_first" && x.Rank == 4 ? x.Transpose(0, 3, 1, 2) : x;
        var layer = Make(c, format);
        var x = Turned(c.Tensor("x"));
        layer.Build(x.Shape, x.DType, new RandomSource(1));
        string[] weights = c.Has("movingMean") ? ["gamma", "beta", "movingMean", "movingVariance"]
            : c.Has("gamma") ? ["gamma", "beta"] : [];
        for (var i = 0; i < weights.Length; i++)
            layer.Parameters[i].Value.CopyFrom(c.Tensor(weights[i]));

        var call = layer.NewCall();
        var y = call.Forward(x, training: !c.Part("settings").Has("training") || c.Part("settings").Flag("training"));
        var dx = call.Backward(Turned(c.Tensor("dy")));

        Near.Same(Turned(c.Tensor("y")), y, $"{name}: y");
        Near.Same(Turned(c.Tensor("dx")), dx, $"{name}: dx");
        if (c.Has("gamma"))
        {
            Near.Same(c.Tensor("dGamma"), layer.Parameters[0].Gradient, $"{name}: dGamma");
            Near.Same(c.Tensor("dBeta"), layer.Parameters[1].Gradient, $"{name}: dBeta");
        }
        if (c.Has("movedMean"))
        {
            Near.Same(c.Tensor("movedMean"), layer.Parameters[2].Value, $"{name}: moving mean");
            Near.Same(c.Tensor("movedVariance"), layer.Parameters[3].Value, $"{name}: moving variance");
        }
    }
}
