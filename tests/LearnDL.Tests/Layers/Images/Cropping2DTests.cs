using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class Cropping2DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 5, 4];

    protected override Layer NewLayer() => new Cropping2D(((1, 0), (0, 2)), "channels_first");

    [Fact]
    public void Cuts_rows_and_columns_off()
    {
        var x = Tensor.Range(12).Reshape(1, 3, 4, 1);
        Assert.Equal([5, 6], MaxPooling2DTests.Out(new Cropping2D(1), x));
        Assert.Equal([0, 4, 8], MaxPooling2DTests.Out(new Cropping2D(((0, 0), (0, 3))), x));
        Assert.Equal(12, MaxPooling2DTests.Out(new Cropping2D(), x).Length);
        Assert.Equal<Shape>([-1, 1, 2, -1], new Cropping2D(1).ComputeOutputShape([-1, 3, 4, -1]));
    }
}
