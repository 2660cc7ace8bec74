using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ReLUWithSettingsTests : LayerContract
{
    protected override Layer NewLayer() => new ReLU(maxValue: 4, negativeSlope: 0.3);

    protected override Tensor Draw(RandomSource random) => ReLUTests.Away(base.Draw(random)).Clip(-3, 3);
}
