using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Random networks: branches and merges, layers that are used twice, models inside models, recurrent layers that begin
/// in each other's states, masks.
/// </summary>
static class GraphSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("Model", "layer", Functional),
        new("Sequential", "layer", Sequential),
    ];

    static GradientReport Sequential(int seed)
    {
        var random = new RandomSource(seed);
        var shape = Sequences(random);
        var model = new Sequential($"chain on {shape}", seed, DType.Float64);
        for (var n = 1 + random.NextInt(3); n > 0; n--)
            model.Add(Unary(random));
        return Check(model, shape, random, seed, []);
    }

    static GradientReport Functional(int seed)
    {
        var random = new RandomSource(seed);
        var shape = Sequences(random);
        var model = Network(random, shape, seed);
        var mask = Mask(random, shape);
        return Check(model, shape, random, seed,
            [new MaskedTensor(random.Normal(shape, 0, 1, DType.Float64), mask)], model.OutputShapes.Count);
    }

    /// <summary>A network that takes two inputs of this shape.</summary>
    internal static Model Network(RandomSource random, Shape shape, int seed)
    {
        Input first = new(shape[1..]), second = new(shape[1..]);
        var open = new List<SymbolicTensor> { first, second }; // all (N, T, D), for any D
        var layers = new List<Layer>();
        for (var n = 3 + random.NextInt(5); n > 0; n--)
            open.Add(Next(random, open, layers));
        var output = new Concatenate().Apply([.. open.TakeLast(2 + random.NextInt(2)), .. open[..2]]);
        SymbolicTensors outputs = random.NextInt(3) == 0 ? [output, open[^1]] : output;
        return new Model([first, second], outputs, $"graph of {layers.Count} layers on {shape}", seed, DType.Float64);
    }

    static Shape Sequences(RandomSource random) =>
        [1 + random.NextInt(2), 1 + random.NextInt(3), 1 + random.NextInt(2)];

    /// <summary>A layer for sequences (N, T, D) that gives sequences and bends smoothly.</summary>
    static Layer Unary(RandomSource random) => random.NextInt(6) switch
    {
        0 => new Dense(1 + random.NextInt(2), "tanh"),
        1 => new Dense(2, "sigmoid"),
        2 => new LayerNormalization(epsilon: 0.5),
        3 => new SimpleRNN(1 + random.NextInt(2), returnSequences: true),
        4 => new Bidirectional(new GRU(1, returnSequences: true)),
        _ => new TimeDistributed(new Dense(2, "softmax")),
    };

    /// <summary>One more step of a graph, that reads some of what is there.</summary>
    static SymbolicTensor Next(RandomSource random, List<SymbolicTensor> open, List<Layer> layers)
    {
        var x = open[random.NextInt(open.Count)];
        switch (random.NextInt(6))
        {
            case 0 when layers.Find(layer => layer.Nodes[0].Inputs[0].Shape == x.Shape) is { } shared:
                return shared.Apply(x); // the same weights once more
            case 1:
                return random.NextInt(4) switch
                {
                    0 => new Add().Apply(x, Partner(random, open, x)),
                    1 => new Multiply().Apply(x, Partner(random, open, x)),
                    2 => new Average().Apply(x, Partner(random, open, x), x),
                    _ => new Subtract().Apply(x, Partner(random, open, x)),
                };
            case 2:
                return new Concatenate().Apply(x, open[random.NextInt(open.Count)]);
            case 3:
                return Nested(random, x, layers);
            case 4:
                return States(random, x, open[random.NextInt(open.Count)]);
            default:
                return Add(layers, Unary(random), x);
        }
    }

    static SymbolicTensor Partner(RandomSource random, List<SymbolicTensor> open, SymbolicTensor x)
    {
        var fitting = open.FindAll(other => other.Shape == x.Shape);
        return fitting[random.NextInt(fitting.Count)];
    }

    static SymbolicTensor Add(List<Layer> layers, Layer layer, SymbolicTensor x)
    {
        layers.Add(layer);
        return layer.Apply(x);
    }

    /// <summary>A model inside the model: a Sequential, or one with a connection past a layer.</summary>
    static SymbolicTensor Nested(RandomSource random, SymbolicTensor x, List<Layer> layers)
    {
        var sample = x.Shape[1..];
        if (random.NextInt(2) == 0)
            return Add(layers,
                new Sequential([new Input(sample), Unary(random), Unary(random)], dtype: DType.Float64), x);
        var input = new Input(sample);
        var past = new Dense(sample[-1], "tanh").Apply(input) + input;
        return Add(layers, new Model(input, past, dtype: DType.Float64), x);
    }

    /// <summary>A recurrent layer that begins in the state in which another ended.</summary>
    static SymbolicTensor States(RandomSource random, SymbolicTensor x, SymbolicTensor other)
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

    static Tensor Mask(RandomSource random, Shape x) => random.NextInt(2) == 0 ? default
        : random.Uniform(x[..2], 0, 1, DType.Float64).Shift(-0.35).Positive();

    static GradientReport Check(Model model, Shape shape, RandomSource random, int seed, MaskedTensor[] more,
        int outputs = 1)
    {
        var isTheInput = true;
        return GradientCheck.Layer(model, shape, seed, source =>
        {
            if (isTheInput)
                foreach (var parameter in model.Parameters) // in deep networks large weights bend too sharply
                    parameter.Value.Scale(0.7, into: parameter.Value);
            isTheInput = false;
            return source.Normal(shape, 0, 1, DType.Float64);
        }, training: true, Mask(random, shape), () => new SeveralInputsCall(model.NewCall(), more, outputs));
    }
}
