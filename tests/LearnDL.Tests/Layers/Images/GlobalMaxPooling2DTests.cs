using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GlobalMaxPooling2DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4, 2];

    protected override Layer NewLayer() => new GlobalMaxPooling2D("channels_first", keepDims: true);

    protected override Tensor Draw(RandomSource random) => MaxPooling2DTests.Distinct(random, InputShape);

    [Fact]
    public void Keeps_the_largest_of_all_pixels_and_of_equal_ones_the_first_learns()
    {
        Assert.Equal([10, 11],
            MaxPooling2DTests.Out(new GlobalMaxPooling2D(), Tensor.Range(12).Reshape(1, 2, 3, 2)));
        var call = new GlobalMaxPooling2D().NewCall();
        call.Forward(Tensor.Ones([1, 2, 2, 1]), training: true);
        Assert.Equal([3, 0, 0, 0], call.Backward(Tensor.Full([1, 1], 3)).ToArray<float>());
        Assert.Equal<Shape>([-1, 6, 1, 1],
            new GlobalMaxPooling2D("channels_first", keepDims: true).ComputeOutputShape([-1, 6, 7, 5]));
    }
}
