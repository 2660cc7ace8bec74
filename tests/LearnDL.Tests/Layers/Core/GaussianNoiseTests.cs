using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GaussianNoiseTests : LayerContract
{
    protected override Shape InputShape => [5, 4];

    protected override Layer NewLayer() => new GaussianNoise(0.4);

    protected override bool DiffersInTraining => true;

    [Fact]
    public void Adds_noise_of_its_size()
    {
        var noise = new GaussianNoise(0.5, seed: 2).Apply(Tensor.Full([200, 100], 3), training: true).Shift(-3);
        Assert.Equal(0, noise.Mean().Item(), 0.015);           // ± 4 · 0.5 / √20,000
        Assert.Equal(0.25, noise.Square().Mean().Item(), 0.01);
        Assert.Contains("stddev", Assert.Throws<HyperparameterException>(() => new GaussianNoise(-1)).Message);
    }
}
