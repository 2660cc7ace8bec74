using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ELUTests : LayerContract
{
    protected override Shape InputShape => [3, 4];

    protected override Layer NewLayer() => new ELU(0.7);

    protected override Tensor Draw(RandomSource random) => GradientSubject.Away(InputShape, 1, [0])(random);

    [Fact]
    public void Tends_to_minus_alpha()
    {
        var y = new ELU(0.7).Apply(new[,] { { -1.0, 0, 2, -50 } }).ToArray<float>();
        Assert.Equal([0.7f * (MathF.Exp(-1) - 1), 0, 2, -0.7f], y, (a, b) => MathF.Abs(a - b) < 1e-7f);
        Assert.Equal(1, new ELU().Alpha);
        Assert.Contains("alpha", Assert.Throws<HyperparameterException>(() => new ELU(double.NaN)).Message);
    }
}
