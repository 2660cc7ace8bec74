using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class AveragePooling1DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 7];

    protected override Layer NewLayer() => new AveragePooling1D(3, 2, "same", "channels_first");

    [Fact]
    public void Takes_the_mean_of_every_window()
    {
        var x = Tensor.From<double>([1, 3, 2, 6, 4], [1, 5, 1]);
        Assert.Equal([2, 4], MaxPooling2DTests.Out(new AveragePooling1D(), x));
        Assert.Equal([2, 4, 4], MaxPooling2DTests.Out(new AveragePooling1D(padding: "same"), x));
    }
}
