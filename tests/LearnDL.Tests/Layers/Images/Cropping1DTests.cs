using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class Cropping1DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 4];

    protected override Layer NewLayer() => new Cropping1D((2, 1));

    [Fact]
    public void Cuts_time_steps_off()
    {
        var x = Tensor.Range(1, 5).Reshape(1, 4, 1);
        Assert.Equal([2, 3], MaxPooling2DTests.Out(new Cropping1D(), x));
        Assert.Equal([1, 2], MaxPooling2DTests.Out(new Cropping1D((0, 2)), x));
        Assert.Contains("nothing", Assert.Throws<ShapeException>(() =>
            new Cropping1D((2, 2)).ComputeOutputShape([-1, 4, 1])).Message);
        Assert.Contains("cropping", Assert.Throws<HyperparameterException>(() => new Cropping1D(-1)).Message);
    }
}
