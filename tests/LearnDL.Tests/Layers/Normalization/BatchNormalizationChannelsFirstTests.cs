using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>Images with their channels first.</summary>
public sealed class BatchNormalizationChannelsFirstTests : LayerContract
{
    protected override Shape InputShape => [3, 2, 4, 3];

    protected override Layer NewLayer() => new BatchNormalization(axis: 1);

    protected override bool DiffersInTraining => true;

    [Fact]
    public void Gives_what_channels_last_give()
    {
        var x = Input(1, DType.Float64);
        Layer first = NewLayer(), last = new BatchNormalization();
        first.Build(x.Shape, DType.Float64, new RandomSource(1));
        last.Build([3, 4, 3, 2], DType.Float64, new RandomSource(1));
        var y = last.NewCall().Forward(x.Transpose(0, 2, 3, 1), training: true);
        Assert.All(Doubles(y.Transpose(0, 3, 1, 2)).Zip(Doubles(first.NewCall().Forward(x, training: true))),
            pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }
}
