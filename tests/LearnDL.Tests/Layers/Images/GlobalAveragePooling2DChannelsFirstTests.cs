using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GlobalAveragePooling2DChannelsFirstTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 5, 4];

    protected override Layer NewLayer() => new GlobalAveragePooling2D("channels_first", keepDims: true);
}
