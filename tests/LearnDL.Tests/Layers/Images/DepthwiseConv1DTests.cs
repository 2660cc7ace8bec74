using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class DepthwiseConv1DTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 6];

    protected override Layer NewLayer() =>
        new DepthwiseConv1D(3, dataFormat: "channels_first", dilationRate: 2, useBias: false);
}
