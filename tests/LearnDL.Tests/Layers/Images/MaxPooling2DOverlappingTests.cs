using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>Channels first, windows that overlap and reach over the edge.</summary>
public sealed class MaxPooling2DOverlappingTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 5, 4];

    protected override Layer NewLayer() => new MaxPooling2D((3, 2), (2, 1), "same", "channels_first");

    protected override Tensor Draw(RandomSource random) => MaxPooling2DTests.Distinct(random, InputShape);

    [Fact]
    public void Gives_what_channels_last_give()
    {
        var x = Input(1, DType.Float64);
        var y = new MaxPooling2D((3, 2), (2, 1), "same").NewCall().Forward(x.Transpose(0, 2, 3, 1), training: false);
        Assert.Equal(Doubles(y.Transpose(0, 3, 1, 2)), MaxPooling2DTests.Out(NewLayer(), x));
    }
}
