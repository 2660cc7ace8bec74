using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ZeroPadding2DChannelsFirstTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4, 3];

    protected override Layer NewLayer() => new ZeroPadding2D((2, 1), "channels_first");
}
