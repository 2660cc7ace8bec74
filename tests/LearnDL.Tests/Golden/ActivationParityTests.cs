using System.Text.Json;
using LearnDL.Activations;
using LearnDL.Layers;

namespace LearnDL.Tests.Golden;

/// <summary>Every activation and its gradient against PyTorch, at ±0, tiny, ordinary and huge values.</summary>
public class ActivationParityTests
{
    static readonly GoldenFile golden = new("activations.json");

    public static TheoryData<int, string> Cases =>
        golden.Theory(c => $"{c.Text("activation")} {c.Shape("x")}{(c.Has("settings") ? $" {c["settings"]}" : "")}");

    static ActivationLayer Make(GoldenCase c)
    {
        if (!c.Has("settings"))
            return new Activation(c.Text("activation"));
        var settings = c.Part("settings");
        double? limit = settings["maxValue"].ValueKind == JsonValueKind.Null ? null : settings.Number("maxValue");
        return new ReLU(limit, settings.Number("negativeSlope"), settings.Number("threshold"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient(int index, string name)
    {
        var c = golden.Cases[index];
        var layer = Make(c);

        var y = layer.Forward(c.Tensor("x"), training: true, out var saved);
        var dx = layer.Backward(c.Tensor("dy"), saved);

        Near.Same(c.Tensor("y"), y, $"{name}: y");
        Near.Same(c.Tensor("dx"), dx, $"{name}: dx");
    }

    [Fact]
    public void Every_activation_has_a_golden_case() =>
        Assert.Equal(ActivationFunction.Names.Order(), golden.Cases.Select(c => c.Text("activation"))
            .Distinct().Order());
}
