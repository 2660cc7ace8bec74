using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class LeakyReLUTests : LayerContract
{
    protected override Shape InputShape => [3, 4];

    protected override Layer NewLayer() => new LeakyReLU();

    protected override Tensor Draw(RandomSource random) => GradientSubject.Away(InputShape, 1, [0])(random);

    /// <summary>0.3 is the slope of Keras's layer; its activation "leaky_relu" has 0.2.</summary>
    [Fact]
    public void Is_a_line_of_its_own_slope_below_0()
    {
        Assert.Equal([-0.3f, 0, 2], new LeakyReLU().Apply(new[,] { { -1.0, 0, 2 } }).ToArray<float>());
        Assert.Equal([-0.5f, 0, 2], new LeakyReLU(0.5).Apply(new[,] { { -1.0, 0, 2 } }).ToArray<float>());
        Assert.Equal(0.3, new LeakyReLU().NegativeSlope);
        Assert.Contains("negativeSlope",
            Assert.Throws<HyperparameterException>(() => new LeakyReLU(-0.1, "mine")).Message);
    }
}
