using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class PReLUWithSharedAxesTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 2, 4];

    protected override Layer NewLayer() => new PReLU("random_normal", sharedAxes: [1, 2]);

    protected override Tensor Draw(RandomSource random) => GradientSubject.Away(InputShape, 1, [0])(random);
}
