using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class DepthwiseConv2DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 4, 3];

    protected override Layer NewLayer() =>
        new DepthwiseConv2D((3, 2), (2, 1), "same", depthMultiplier: 2, activation: "tanh");

    [Fact]
    public void Sees_every_channel_alone()
    {
        var layer = new DepthwiseConv2D(1, depthMultiplier: 2,
            depthwiseInitializer: new Constant(Tensor.From<float>([2, 3, 5, 7], [1, 1, 2, 2])));
        Assert.Equal([2, 3, 50, 70], layer.Apply(Tensor.From<float>([1, 10], [1, 1, 1, 2])).ToArray<float>());
        Assert.Equal("kernel", layer.DepthwiseKernel!.Name);
        Assert.Contains("depthMultiplier", Assert.Throws<HyperparameterException>(() =>
            new DepthwiseConv2D(3, depthMultiplier: 0)).Message);
        Assert.Contains("2 channels", Assert.Throws<ShapeException>(() =>
            layer.Apply(Tensor.Ones([1, 4, 4, 3]))).Message);
        Assert.Contains("does not fit", Assert.Throws<ShapeException>(() =>
            new DepthwiseConv2D(3).ComputeOutputShape([-1, 2, 9, 1])).Message);
    }
}
