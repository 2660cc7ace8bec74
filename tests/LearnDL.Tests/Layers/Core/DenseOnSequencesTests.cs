using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class DenseOnSequencesTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4];

    protected override Layer NewLayer() => new Dense(5, "sigmoid", useBias: false);
}
