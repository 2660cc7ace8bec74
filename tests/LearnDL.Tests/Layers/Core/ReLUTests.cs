using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ReLUTests : LayerContract
{
    protected override Layer NewLayer() => new ReLU();

    /// <summary>Values of at least 0.1 in size: the slope jumps at 0.</summary>
    protected override Tensor Draw(RandomSource random) => Away(base.Draw(random));

    internal static Tensor Away(Tensor x) => x.Add(x.Sign().Scale(0.1));

    [Fact]
    public void Has_the_three_settings_of_Keras()
    {
        var x = Tensor.From(new double[,] { { -2, 0.5, 1, 3, 9 } });
        double[] Out(ReLU layer) => layer.NewCall().Forward(x, training: false).ToArray<double>();

        Assert.Equal([0, 0.5, 1, 3, 9], Out(new ReLU()));
        Assert.Equal([0, 0.5, 1, 3, 6], Out(new ReLU(maxValue: 6)));
        Assert.Equal([-1, 0.5, 1, 3, 9], Out(new ReLU(negativeSlope: 0.5)));
        Assert.Equal([0, 0, 1, 3, 9], Out(new ReLU(threshold: 1)));
        Assert.Equal([-1.5, -0.25, 1, 3, 6], Out(new ReLU(6, 0.5, 1)));
    }

    [Theory]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(6.0, -0.1, 0.0)]
    [InlineData(6.0, 0.1, double.NaN)]
    public void Settings_out_of_range_are_told(double maxValue, double slope, double threshold) =>
        Assert.Throws<HyperparameterException>(() => new ReLU(maxValue, slope, threshold));
}
