using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Tests.Losses;

/// <summary>
/// Where Keras's clip holds a probability, moving it a little changes nothing: the gradient is 0 there, and only there.
/// </summary>
public sealed class ClipTests
{
    static double[] Gradient(Loss loss, double[,] y, double[,] p) =>
        loss.Gradient(Tensor.From(y), Tensor.From(p)).ToArray<double>();

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1e-9, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(0.25, 1, -4)]
    [InlineData(0.25, 0, 4 / 3.0)]
    public void BinaryCrossentropy(double p, double y, double expected) =>
        Assert.Equal(expected, Gradient(new BinaryCrossentropy(), new[,] { { y } }, new[,] { { p } })[0], 1e-12);

    [Fact]
    public void CategoricalCrossentropy()
    {
        // The right class has a share of 0, which the clip holds at 1e-7: the loss is 16.1 and flat.
        Assert.All(Gradient(new CategoricalCrossentropy(), new double[,] { { 1, 0, 0 } }, new[,] { { 0, 0.5, 0.5 } }),
            slope => Assert.Equal(0, slope));
        var free = Gradient(new CategoricalCrossentropy(), new double[,] { { 1, 0, 0 } }, new[,] { { 0.2, 0.4, 0.4 } });
        Assert.Equal([-4, 1, 1], free.Select(slope => Math.Round(slope, 9))); // −1/p + 1/Σp, and 1/Σp
    }
}
