using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class LSTMTests : LayerContract
{
    protected override Shape InputShape => [3, 4, 2];

    protected override Layer NewLayer() => new LSTM(3);
}
