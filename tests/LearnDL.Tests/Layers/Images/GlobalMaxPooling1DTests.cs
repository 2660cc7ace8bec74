using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GlobalMaxPooling1DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 3];

    protected override Layer NewLayer() => new GlobalMaxPooling1D();

    protected override Tensor Draw(RandomSource random) => MaxPooling2DTests.Distinct(random, InputShape);

    [Fact]
    public void Keeps_the_largest_of_all_time_steps()
    {
        Assert.Equal([4, 5], MaxPooling2DTests.Out(new GlobalMaxPooling1D(), Tensor.Range(6).Reshape(1, 3, 2)));
        Assert.Equal([2, 5], MaxPooling2DTests.Out(new GlobalMaxPooling1D("channels_first"),
            Tensor.Range(6).Reshape(1, 2, 3)));
        Assert.Equal<Shape>([-1, 6], new GlobalMaxPooling1D().ComputeOutputShape([-1, -1, 6]));
        Assert.Equal<Shape>([-1, 1, 6], new GlobalMaxPooling1D(keepDims: true).ComputeOutputShape([-1, 9, 6]));
    }
}
