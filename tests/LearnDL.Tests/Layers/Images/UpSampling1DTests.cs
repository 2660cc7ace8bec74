using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class UpSampling1DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4];

    protected override Layer NewLayer() => new UpSampling1D(3);

    [Fact]
    public void Gives_every_time_step_several_times()
    {
        Assert.Equal([1, 1, 2, 2], MaxPooling2DTests.Out(new UpSampling1D(), Tensor.Range(1, 3).Reshape(1, 2, 1)));
        Assert.Equal<Shape>([-1, -1, 6], new UpSampling1D(4).ComputeOutputShape([-1, -1, 6]));
        Assert.Contains("size", Assert.Throws<HyperparameterException>(() => new UpSampling1D(0)).Message);
    }
}
