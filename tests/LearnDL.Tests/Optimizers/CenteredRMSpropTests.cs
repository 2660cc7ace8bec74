using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Optimizers;

public sealed class CenteredRMSpropTests
{
    /// <summary>
    /// With a gradient that stays the same, v − mean² is 0, and in Float32 rounding pushes it
    /// below −ε: its root would be no number.
    /// </summary>
    [Theory]
    [InlineData(37.3, 0.95)]
    [InlineData(10, 0.99)]
    public void AConstantGradientLeavesNumbers(double gradient, double rho)
    {
        var weight = new Parameter("w", Tensor.Zeros([1]));
        var optimizer = new RMSprop(rho: rho, centered: true);
        optimizer.Build([weight]);
        for (var step = 0; step < 1500; step++)
        {
            weight.Gradient.Fill(gradient);
            optimizer.Step();
            Assert.True(double.IsFinite(weight.Value.Item()), $"step {step}");
        }
    }
}
