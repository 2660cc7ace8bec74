using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class AveragePooling2DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 4, 3];

    protected override Layer NewLayer() => new AveragePooling2D((2, 3), padding: "same");

    [Fact]
    public void Takes_the_mean_of_the_real_pixels()
    {
        Assert.Equal([3], MaxPooling2DTests.Out(new AveragePooling2D(), MaxPooling2DTests.Nine));
        // the last is 9 alone, not 9/4
        Assert.Equal([3, 4.5, 7.5, 9],
            MaxPooling2DTests.Out(new AveragePooling2D(padding: "same"), MaxPooling2DTests.Nine));
        Assert.Equal([3, 4, 6, 7], MaxPooling2DTests.Out(new AveragePooling2D(strides: 1), MaxPooling2DTests.Nine));
    }

    [Fact]
    public void Shares_the_gradient_among_the_real_pixels()
    {
        var call = new AveragePooling2D(padding: "same").NewCall();
        call.Forward(MaxPooling2DTests.Nine, training: true);
        Assert.Equal([1, 1, 4, 1, 1, 4, 6, 6, 16],
            call.Backward(Tensor.Of(4f, 8f, 12f, 16f).Reshape(1, 2, 2, 1)).ToArray<float>());
    }
}
