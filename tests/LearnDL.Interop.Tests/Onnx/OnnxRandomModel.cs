using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>
/// Random networks for sequences (N, T, D): branches and merges, layers that are used twice, models inside models,
/// recurrent layers that begin in each other's states, masks, convolutions, several outputs.
/// </summary>
sealed class OnnxRandomModel
{
    static readonly string[] activations =
        ["relu", "tanh", "sigmoid", "silu", "elu", "softplus", "leaky_relu", "hard_sigmoid", "softsign", "selu"];

    readonly RandomSource random;
    readonly List<SymbolicTensor> open = []; // all (N, T, D), for any D
    readonly List<(Layer Layer, Shape Input)> layers = [];

    OnnxRandomModel(int seed) => random = new RandomSource(seed);

    /// <summary>A model with two inputs (T, D), or one of ids (T), and what it is given.</summary>
    public static (Model Model, Tensor[] Data) Of(int seed) => new OnnxRandomModel(seed).Make(seed);

    (Model, Tensor[]) Make(int seed)
    {
        int T = 1 + random.NextInt(5), D = 1 + random.NextInt(3), N = 1 + random.NextInt(3);
        Input first = new([random.NextInt(3) == 0 ? Shape.Unknown : T, D], "first"), ids = new([T], "ids");
        open.Add(random.NextInt(2) == 0 ? new Masking().Apply(first) : first);
        open.Add(new Embedding(5, D, maskZero: random.NextInt(2) == 0).Apply(ids));
        for (var n = 3 + random.NextInt(6); n > 0; n--)
            open.Add(Next());
        var joined = new Concatenate().Apply([.. open.TakeLast(3), .. open[..2]]);
        List<SymbolicTensor> outputs = [random.NextInt(2) == 0 ? joined : new LSTM(3).Apply(joined)];
        if (random.NextInt(3) == 0)
            outputs.Add(open[^1]);
        if (random.NextInt(3) == 0)
            outputs.Add(new GlobalAveragePooling1D().Apply(open[random.NextInt(open.Count)]));
        var model = OnnxRun.Shaken(new Model([first, ids], outputs, seed: seed), seed);
        return (model, [Tensor.Normal([N, T, D], seed: seed).MultiplyColumn(Gaps(N, T)),
            Tensor.Uniform([N, T], 0, 4.99, seed: seed).Cast(DType.Int32)]);
    }

    Tensor Gaps(int N, int T) => random.Uniform([N, T], 0, 1, DType.Float32).Shift(-0.35).Positive();

    SymbolicTensor Next()
    {
        var x = Any();
        return random.NextInt(8) switch
        {
            0 when layers.Find(one => one.Input == x.Shape).Layer is { } shared => shared.Apply(x), // the same weights
            1 => Merged(x),
            2 => new Concatenate().Apply(x, Any()),
            3 => Nested(x),
            4 => States(x, Any()),
            5 => new RepeatVector(2).Apply(new GRU(2).Apply(x)) is var row && x.Shape[1] == 2 ? row : Single(x),
            _ => Single(x),
        };
    }

    SymbolicTensor Any() => open[random.NextInt(open.Count)];

    SymbolicTensor Single(SymbolicTensor x)
    {
        var layer = Sequences();
        layers.Add((layer, x.Shape));
        return layer.Apply(x);
    }

    string Activation() => activations[random.NextInt(activations.Length)];

    bool Coin() => random.NextInt(2) == 0;

    /// <summary>A layer that takes sequences (N, T, D) and gives sequences.</summary>
    Layer Sequences() => random.NextInt(14) switch
    {
        0 => new Dense(1 + random.NextInt(3), Activation(), useBias: Coin()),
        1 => new LayerNormalization(epsilon: 0.1, center: Coin(), scale: Coin()),
        2 => new BatchNormalization(),
        3 => new SimpleRNN(2, "tanh", returnSequences: true, goBackwards: Coin()),
        4 => new LSTM(2, Coin() ? "tanh" : "softsign", returnSequences: true, goBackwards: Coin()),
        5 => new GRU(2, returnSequences: true, resetAfter: Coin(), goBackwards: Coin()),
        6 => new Bidirectional(new GRU(2, returnSequences: true), Coin() ? "concat" : "mul"),
        7 => new TimeDistributed(new Dense(2, "softmax")),
        8 => new Conv1D(2, 2, padding: "causal", activation: Activation()),
        9 => new SeparableConv1D(2, 2, padding: "same"),
        10 => new AveragePooling1D(2, strides: 1, padding: "same"),
        11 => new Softmax(1 + random.NextInt(2)),
        12 => new PReLU(sharedAxes: [1]),
        _ => new Dropout(0.4),
    };

    SymbolicTensor Merged(SymbolicTensor x)
    {
        var fitting = open.FindAll(other => other.Shape == x.Shape);
        var y = fitting[random.NextInt(fitting.Count)];
        return random.NextInt(6) switch
        {
            0 => new Add().Apply(x, y, x),
            1 => new Multiply().Apply(x, y),
            2 => new Average().Apply(x, y),
            3 => new Subtract().Apply(x, new Dense(1).Apply(y)),
            4 => new Maximum().Apply(x, y),
            _ => new Minimum().Apply(x, new Dense(x.Shape[2]).Apply(y)),
        };
    }

    /// <summary>A model inside the model: a Sequential, or one with a connection past a layer.</summary>
    SymbolicTensor Nested(SymbolicTensor x)
    {
        var input = new Input(x.Shape[1..]);
        Model inside = Coin() ? new Sequential([input, Sequences(), Sequences()])
            : new Model(input, new Dense(x.Shape[2], "tanh").Apply(input) + input);
        layers.Add((inside, x.Shape));
        return inside.Apply(x);
    }

    /// <summary>A recurrent layer that begins in the state in which another ended.</summary>
    SymbolicTensor States(SymbolicTensor x, SymbolicTensor other)
    {
        switch (random.NextInt(3))
        {
            case 0:
                var (_, h, c) = new LSTM(2, returnState: true).Apply(other);
                return new LSTM(2, returnSequences: true).Apply(x, initialState: [h, c]);
            case 1:
                var (y, last) = new GRU(1, returnSequences: true, returnState: true).Apply(other);
                return new Concatenate().Apply(y, new SimpleRNN(1, returnSequences: true).Apply(x, initialState: last));
            default:
                var both = new Bidirectional(new SimpleRNN(1, returnSequences: true), mergeMode: null);
                var (there, back) = both.Apply(x);
                return new Multiply().Apply(there, back);
        }
    }
}
