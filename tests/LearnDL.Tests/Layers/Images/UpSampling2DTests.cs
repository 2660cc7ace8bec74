using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class UpSampling2DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 2, 3];

    protected override Layer NewLayer() => new UpSampling2D((2, 3), "channels_first");

    [Fact]
    public void Makes_blocks_or_passes_over()
    {
        var x = Tensor.Range(1, 5).Reshape(1, 2, 2, 1);
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
            MaxPooling2DTests.Out(new UpSampling2D(), x));
        Assert.Equal([1, 1.25, 1.75, 2, 3, 3.25, 3.75, 4],
            MaxPooling2DTests.Out(new UpSampling2D((1, 2), interpolation: "bilinear"), x));
        Assert.Equal<Shape>([-1, 3, 8, 15],
            new UpSampling2D((2, 3), "channels_first").ComputeOutputShape([-1, 3, 4, 5]));
        Assert.Contains("bicubic", Assert.Throws<UnknownNameException>(() =>
            new UpSampling2D(interpolation: "bicubic")).Message);
    }
}
