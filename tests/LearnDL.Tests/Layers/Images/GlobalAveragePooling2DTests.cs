using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GlobalAveragePooling2DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 4, 3];

    protected override Layer NewLayer() => new GlobalAveragePooling2D();

    [Fact]
    public void Takes_the_mean_of_all_pixels()
    {
        var x = Tensor.Range(12).Reshape(1, 2, 3, 2);
        Assert.Equal([5, 6], MaxPooling2DTests.Out(new GlobalAveragePooling2D(), x));
        Assert.Equal([2.5, 8.5],
            MaxPooling2DTests.Out(new GlobalAveragePooling2D("channels_first"), Tensor.Range(12).Reshape(1, 2, 2, 3)));
        Assert.Equal<Shape>([-1, 6], new GlobalAveragePooling2D().ComputeOutputShape([-1, -1, -1, 6]));
        Assert.Equal<Shape>([-1, 1, 1, 6],
            new GlobalAveragePooling2D(keepDims: true).ComputeOutputShape([-1, 7, 5, 6]));
        Assert.Equal<Shape>([-1, 6, 1, 1],
            new GlobalAveragePooling2D("channels_first", keepDims: true).ComputeOutputShape([-1, 6, 7, 5]));
    }
}
