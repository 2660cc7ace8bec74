using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class SeparableConv1DTests : LayerContract
{
    protected override Shape InputShape => [2, 6, 3];

    protected override Layer NewLayer() => new SeparableConv1D(2, 3, activation: "tanh");
}
