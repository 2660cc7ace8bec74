using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ZeroPadding2DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4, 3];

    protected override Layer NewLayer() => new ZeroPadding2D(((1, 0), (2, 3)));

    [Fact]
    public void Puts_zeros_around()
    {
        var x = Tensor.Range(1, 5).Reshape(1, 2, 2, 1);
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0], MaxPooling2DTests.Out(new ZeroPadding2D(), x));
        Assert.Equal([0, 1, 2, 0, 0, 3, 4, 0], MaxPooling2DTests.Out(new ZeroPadding2D((0, 1)), x));
        Assert.Equal([1, 2, 0, 3, 4, 0, 0, 0, 0], MaxPooling2DTests.Out(new ZeroPadding2D(((0, 1), (0, 1))), x));
        Assert.Equal([1, 2, 3, 4], MaxPooling2DTests.Out(new ZeroPadding2D(0), x));
        Assert.Equal<Shape>([-1, 7, -1, 6], new ZeroPadding2D(((1, 2), (3, 0))).ComputeOutputShape([-1, 4, -1, 6]));
        Assert.Equal<Shape>([-1, 6, 7, 8],
            new ZeroPadding2D(((1, 2), (3, 0)), "channels_first").ComputeOutputShape([-1, 6, 4, 5]));
    }
}
