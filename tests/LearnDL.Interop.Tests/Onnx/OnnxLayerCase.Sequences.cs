using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

// Layers for sequences.
sealed partial record OnnxLayerCase
{
    public static OnnxLayerCase[] Sequences { get; } =
    [
        new(() => new Embedding(7, 3), [5]) { Data = Ids },
        new(() => new Embedding(7, 3, maskZero: true), [2, 5]) { Data = Ids },
        new(() => new Masking(), [6, 2]) { Data = Gaps },
        new(() => new Masking(0.5), [6, 2]) { Data = (shape, seed) => Gaps(shape, seed).Shift(0.5) },
        .. Recurrent((f, sequences, back, bias) => new SimpleRNN(3, activation: f, returnSequences: sequences,
            goBackwards: back, useBias: bias)),
        .. Recurrent((f, sequences, back, bias) => new LSTM(3, activation: f, returnSequences: sequences,
            goBackwards: back, useBias: bias)),
        .. Recurrent((f, sequences, back, bias) => new GRU(3, activation: f, returnSequences: sequences,
            goBackwards: back, useBias: bias)),
        .. Recurrent((f, sequences, back, bias) => new GRU(3, activation: f, returnSequences: sequences,
            goBackwards: back, useBias: bias, resetAfter: false)),
        .. Recurrent((f, sequences, back, bias) => new LSTM(3, recurrentActivation: f ?? "hard_sigmoid",
            returnSequences: sequences, goBackwards: back, useBias: bias)),
        .. Recurrent((f, sequences, _, bias) => new Bidirectional(
            new GRU(3, activation: f, returnSequences: sequences, useBias: bias), bias ? "sum" : "ave")),
        new(() => new Bidirectional(new LSTM(3)), [5, 2]),
        new(() => new Bidirectional(new LSTM(3, returnSequences: true), "mul"), [Shape.Unknown, 2], [5, 2], [1, 2]),
        new(() => new Bidirectional(new GRU(3, returnSequences: true),
            backwardLayer: new SimpleRNN(2, returnSequences: true, goBackwards: true)), [5, 2]),
        new(() => new TimeDistributed(new Dense(3, "tanh")), [5, 2]),
        new(() => new TimeDistributed(new Conv2D(2, 2)), [3, 4, 5, 1]),
        new(() => new TimeDistributed(new LSTM(2)), [Shape.Unknown, Shape.Unknown, 2], [3, 4, 2], [2, 5, 2]),
        new(() => new TimeDistributed(new TimeDistributed(new Dense(2))), [2, 3, 4]),
        new(() => new TimeDistributed(new Sequential([new Input(4, 2), new Flatten(), new Dense(1)])), [3, 4, 2]),
    ];

    static IEnumerable<OnnxLayerCase> Recurrent(Func<ActivationFunction?, bool, bool, bool, Layer> make)
    {
        foreach (var sequences in (bool[])[false, true])
            foreach (var back in (bool[])[false, true])
                yield return new(() => make(null, sequences, back, sequences != back), [5, 2]);
        yield return new(() => make("relu", true, true, true), [Shape.Unknown, 2], [1, 2], [4, 2]);
        yield return new(() => make("silu", true, true, false), [5, 2]); // a Scan says it
        yield return new(() => make("softsign", false, false, true), [5, 2]);
    }
}
