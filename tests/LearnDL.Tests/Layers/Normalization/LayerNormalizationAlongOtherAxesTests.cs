using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class LayerNormalizationAlongTheMiddleTests : LayerContract
{
    protected override Shape InputShape => [3, 4, 2];

    protected override Layer NewLayer() => new LayerNormalization(axis: 1);
}

public sealed class LayerNormalizationAlongTwoAxesTests : LayerContract
{
    protected override Shape InputShape => [3, 4, 2];

    protected override Layer NewLayer() => new LayerNormalization([-2, -1]);
}
