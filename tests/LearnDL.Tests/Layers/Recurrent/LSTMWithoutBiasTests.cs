using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class LSTMWithoutBiasTests : LayerContract
{
    protected override Shape InputShape => [4, 1, 2];

    protected override bool DiffersInTraining => true;

    protected override Layer NewLayer() => new LSTM(3, useBias: false, dropout: 0.5, seed: 1);
}
