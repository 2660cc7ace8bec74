using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>Channels first, windows that overlap.</summary>
public sealed class AveragePooling2DChannelsFirstTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 5, 4];

    protected override Layer NewLayer() => new AveragePooling2D(3, 1, dataFormat: "channels_first");

    [Fact]
    public void Gives_what_channels_last_give()
    {
        var x = Input(1, DType.Float64);
        var y = new AveragePooling2D(3, 1).NewCall().Forward(x.Transpose(0, 2, 3, 1), training: false);
        Assert.Equal(Doubles(y.Transpose(0, 3, 1, 2)), MaxPooling2DTests.Out(NewLayer(), x));
    }
}
