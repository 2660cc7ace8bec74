using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class UpSampling2DBilinearTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 2, 3];

    protected override Layer NewLayer() => new UpSampling2D((3, 2), interpolation: "bilinear");
}
