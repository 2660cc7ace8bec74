using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class Conv1DTransposeTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4];

    protected override Layer NewLayer() => new Conv1DTranspose(3, 4, 3, dilationRate: 2, dataFormat: "channels_first");
}
