using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class SeparableConv2DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 5, 4];

    protected override Layer NewLayer() =>
        new SeparableConv2D(4, (2, 3), (1, 2), "same", "channels_first", depthMultiplier: 2);

    /// <summary>It is a depthwise convolution and one of a single pixel, one behind the other.</summary>
    [Fact]
    public void Is_two_layers_in_one()
    {
        var x = Tensor.Normal([2, 6, 5, 3], seed: 1, dtype: DType.Float64);
        var (both, alone, mix) = (new SeparableConv2D(4, 3, depthMultiplier: 2, activation: "tanh"),
            new DepthwiseConv2D(3, depthMultiplier: 2, useBias: false), new Conv2D(4, 1, activation: "tanh"));
        both.Build(x.Shape, x.DType, new RandomSource(1));
        alone.Build(x.Shape, x.DType, new RandomSource(2));
        mix.Build(alone.ComputeOutputShape(x.Shape), x.DType, new RandomSource(3));
        alone.SetWeights([both.GetWeights()[0]]);
        mix.SetWeights([.. both.GetWeights().Skip(1)]);
        Assert.Equal(["depthwise_kernel", "pointwise_kernel", "bias"], both.Parameters.Select(p => p.Name));
        Assert.Equal<Shape>([3, 3, 3, 2], both.DepthwiseKernel!.Shape);
        Assert.Equal<Shape>([1, 1, 6, 4], both.PointwiseKernel!.Shape);
        Assert.Equal(mix.Apply(alone.Apply(x)).ToArray<double>(), both.Apply(x).ToArray<double>(),
            (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Contains("filters", Assert.Throws<HyperparameterException>(() => new SeparableConv2D(0, 3)).Message);
    }
}
