using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class SpatialDropout2DTests : LayerContract
{
    protected override Shape InputShape => [4, 5, 2, 3];

    protected override Layer NewLayer() => new SpatialDropout2D(0.5, "channels_first");

    protected override bool DiffersInTraining => true;

    [Fact]
    public void Drops_a_channel_with_all_its_pixels()
    {
        var last = new SpatialDropout2D(0.5, seed: 1).Apply(Tensor.Ones([9, 2, 3, 8]), training: true);
        var first = new SpatialDropout2D(0.5, "channels_first", seed: 1)
            .Apply(Tensor.Ones([9, 8, 2, 3]), training: true);
        Assert.Equal([0, 2f], last.ToArray<float>().Distinct().Order());
        foreach (var dropped in (Tensor[])[last.Transpose(0, 3, 1, 2), first])
            Assert.All(dropped.ToArray<float>().Chunk(6), pixels => Assert.Single(pixels.Distinct()));
        Assert.Equal(last.Transpose(0, 3, 1, 2).ToArray<float>(), first.ToArray<float>());
    }
}
