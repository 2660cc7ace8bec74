using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class LSTMWithSettingsTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 3];

    protected override bool DiffersInTraining => true;

    protected override Layer NewLayer() => new LSTM(2, recurrentActivation: "tanh", unitForgetBias: false, dropout: 0.3,
        recurrentDropout: 0.4, seed: 5, returnSequences: true, goBackwards: true);
}
