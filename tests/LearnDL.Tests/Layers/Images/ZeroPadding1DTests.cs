using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ZeroPadding1DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4];

    protected override Layer NewLayer() => new ZeroPadding1D((2, 0));

    [Fact]
    public void Puts_zeros_at_both_ends()
    {
        var x = Tensor.Range(1, 3).Reshape(1, 2, 1);
        Assert.Equal([0, 1, 2, 0], MaxPooling2DTests.Out(new ZeroPadding1D(), x));
        Assert.Equal([0, 0, 1, 2, 0], MaxPooling2DTests.Out(new ZeroPadding1D((2, 1)), x));
        Assert.Equal<Shape>([-1, 2, 8], new ZeroPadding1D((2, 1), "channels_first").ComputeOutputShape([-1, 2, 5]));
        Assert.Equal("(2, 1)", $"{(Padding1D)(2, 1)}");
        Assert.Contains("padding", Assert.Throws<HyperparameterException>(() => new ZeroPadding1D((0, -1))).Message);
    }
}
