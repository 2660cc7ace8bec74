using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class LayerNormalizationTests : LayerContract
{
    protected override Shape InputShape => [4, 2, 6];

    protected override Layer NewLayer() => _ = new LayerNormalization();

    [Fact]
    public void Every_row_gets_mean_0_and_variance_1()
    {
        var y = Built(new LayerNormalization(epsilon: 1e-9), [4, 2, 6]).NewCall()
            .Forward(Input(1, DType.Float64).Affine(3, 7), training: true);
        Assert.All(y.Mean(-1).ToArray<double>(), mean => Assert.Equal(0, mean, 1e-12));
        Assert.All(y.Square().Mean(-1).ToArray<double>(), variance => Assert.Equal(1, variance, 1e-6));
    }

    [Fact]
    public void Epsilon_stands_inside_the_root()
    {
        var y = Built(new LayerNormalization(epsilon: 3), [1, 2]).NewCall()
            .Forward(Tensor.From(new double[,] { { 4, 6 } }), training: true);
        Assert.Equal([-0.5, 0.5], y.ToArray<double>()); // μ = 5, variance 1: ±1/√(1 + 3)
    }

    [Fact]
    public void A_constant_row_becomes_beta()
    {
        var layer = Built(new LayerNormalization(), [1, 49]);
        layer.Beta!.Value.Fill(2.5);
        Assert.All(layer.NewCall().Forward(Tensor.Ones([1, 49], DType.Float64), training: true).ToArray<double>(),
            y => Assert.Equal(2.5, y));
    }

    [Fact]
    public void Has_the_weights_that_are_asked_for()
    {
        string[] Names(LayerNormalization layer) =>
            [.. Built(layer, [4, 2, 6]).Parameters.Select(p => $"{p.Name} {p.Value.Shape}")];
        Assert.Equal(["gamma (6,)", "beta (6,)"], Names(new LayerNormalization()));
        Assert.Equal(["beta (6,)"], Names(new LayerNormalization(scale: false)));
        Assert.Equal(["gamma (2,)"], Names(new LayerNormalization(axis: 1, center: false)));
        Assert.Equal(["gamma (2, 6)", "beta (2, 6)"], Names(new LayerNormalization([-2, -1])));
        Assert.Empty(Names(new LayerNormalization(center: false, scale: false)));
    }

    [Fact]
    public void Wrong_settings_and_shapes_are_told()
    {
        Refused.Says<HyperparameterException>(() => _ = new LayerNormalization(epsilon: 0, name: "ln_1"), "ln_1",
            "epsilon", "0");
        Refused.Says<HyperparameterException>(() => _ = new LayerNormalization([]), "number of axes");
        Refused.Says<ShapeException>(() => new LayerNormalization(axis: 0, name: "ln_1").ComputeOutputShape([-1, 3]),
            "ln_1",
            "axis 0 of (None, 3)");
        Refused.Says<ShapeException>(() => new LayerNormalization().ComputeOutputShape([-1]), "(None,)");
        Refused.Says<ShapeException>(() => new LayerNormalization([1, 2]).ComputeOutputShape([-1, 2, 3, 4]),
            "the last 2",
            "axes (1, 2)");
        foreach (var axes in (int[][])[[2, 1], [2, 2], [-1, -2], [1, 3], [2, 3, 1]])
            Refused.Says<ShapeException>(() => new LayerNormalization(axes).ComputeOutputShape([-1, 2, 3, 4]),
                "several axes only where they are the last ones, in order");
        Refused.Says<ShapeException>(
            () => Built(new LayerNormalization(name: "ln_1"), [4, 6]).ComputeOutputShape([-1, 7]),
            "ln_1", "(6,)", "(7,)");
    }

    static LayerNormalization Built(LayerNormalization layer, Shape shape)
    {
        layer.Build(shape, DType.Float64, new RandomSource(1));
        return layer;
    }
}
