using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class SpatialDropout1DTests : LayerContract
{
    protected override Shape InputShape => [4, 3, 6];

    protected override Layer NewLayer() => new SpatialDropout1D(0.5);

    protected override bool DiffersInTraining => true;

    [Fact]
    public void Drops_a_feature_at_all_time_steps()
    {
        var y = new SpatialDropout1D(0.25, seed: 1).Apply(Tensor.Ones([50, 4, 20]), training: true);
        for (var n = 0; n < 50; n++)
            for (var d = 0; d < 20; d++)
                Assert.Single(Enumerable.Range(0, 4).Select(t => y.At(n, t, d)).Distinct());
        Assert.Equal([0, 4 / 3f], y.ToArray<float>().Distinct().Order());
        Assert.InRange(y.ToArray<float>().Count(value => value == 0) / 4, 197, 303); // 250 ± 3.9 deviations
        Assert.Contains("rate", Assert.Throws<HyperparameterException>(() => new SpatialDropout1D(1)).Message);
        Assert.Contains("series", Assert.Throws<ShapeException>(() =>
            new SpatialDropout1D(0.2).ComputeOutputShape([-1, 3])).Message);
    }
}
