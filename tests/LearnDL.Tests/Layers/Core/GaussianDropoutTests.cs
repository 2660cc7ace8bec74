using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GaussianDropoutTests : LayerContract
{
    protected override Shape InputShape => [5, 4];

    protected override Layer NewLayer() => new GaussianDropout(0.4);

    protected override bool DiffersInTraining => true;

    /// <summary>The mean and the variance of what Dropout multiplies by: 1, and rate / (1 − rate).</summary>
    [Fact]
    public void Multiplies_by_noise_as_strong_as_a_dropouts()
    {
        var noise = new GaussianDropout(0.2, seed: 2).Apply(Tensor.Full([200, 100], 2), training: true).Scale(0.5);
        Assert.Equal(1, noise.Mean().Item(), 0.015);
        Assert.Equal(0.25, noise.Shift(-1).Square().Mean().Item(), 0.01);
        Assert.Contains("rate", Assert.Throws<HyperparameterException>(() => new GaussianDropout(1)).Message);
    }
}
