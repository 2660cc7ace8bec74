using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>The layers around recurrent ones, as <see cref="GradientSubject"/>s.</summary>
static class SequenceSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("Embedding", "layer", Embedding),
        new("Masking", "layer", Masking),
        new("RepeatVector", "layer", RepeatVector),
        new("TimeDistributed", "layer", TimeDistributed),
        new("Bidirectional", "layer", Bidirectional),
    ];

    static GradientReport Embedding(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 1, 4);
        var (inputDim, outputDim, maskZero) = (1 + random.NextInt(6), 1 + random.NextInt(4), random.NextInt(2) == 0);
        var layer = new Embedding(inputDim, outputDim, maskZero: maskZero,
            name: $"Embedding({inputDim}, {outputDim}{(maskZero ? ", maskZero" : "")}) on {shape}");
        return GradientCheck.Layer(layer, shape, seed, source =>
        {
            var ids = Tensor.New(shape, DType.Float64);
            foreach (ref var id in ids.AsSpan<double>())
                id = source.NextInt(inputDim);
            return ids;
        });
    }

    /// <summary>Where no time step is masked: at the mask value itself the layer jumps.</summary>
    static GradientReport Masking(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 3, 3);
        var value = random.NextInt(2) * random.NextNormal();
        return GradientCheck.Layer(new Masking(value, $"Masking({value:0.00}) on {shape}"), shape, seed, source =>
        {
            var x = source.Normal(shape, 0, 1, DType.Float64);
            foreach (ref var number in x.AsSpan<double>())
                while (Math.Abs(number - value) < GradientSubject.Margin)
                    number = source.NextNormal();
            return x;
        });
    }

    static GradientReport RepeatVector(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 2);
        var n = 1 + random.NextInt(5);
        return GradientCheck.Layer(new RepeatVector(n, $"RepeatVector({n}) on {shape}"), shape, seed);
    }

    static GradientReport TimeDistributed(int seed)
    {
        var random = new RandomSource(seed);
        var kind = random.NextInt(5);
        var shape = GradientSubject.RandomShape(random, kind < 3 ? 4 : 3, 4);
        Layer inner = kind switch
        {
            0 => new Flatten(),
            1 => new LSTM(1 + random.NextInt(2)),
            2 => new SimpleRNN(1 + random.NextInt(3), returnSequences: true),
            3 => new Dropout(random.NextUniform() * 0.9),
            _ => new Dense(1 + random.NextInt(4), "tanh"),
        };
        if (kind is 1 or 2 && shape.Rank != 4)
            shape = shape.Concat([2]);
        return GradientCheck.Layer(
            new TimeDistributed(inner, $"TimeDistributed({inner.GetType().Name}) on {shape}"), shape, seed);
    }

    static GradientReport Bidirectional(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 3, 3);
        var (units, sequences) = (1 + random.NextInt(3), random.NextInt(2) == 0);
        var merge = Layers.Bidirectional.MergeModes[random.NextInt(4)];
        var (dropout, recurrentDropout) = (random.NextInt(3) == 0 ? 0.3 : 0, random.NextInt(3) == 0 ? 0.3 : 0);
        Layer layer = random.NextInt(3) switch
        {
            0 => new SimpleRNN(units, dropout: dropout, recurrentDropout: recurrentDropout, returnSequences: sequences),
            1 => new GRU(units, dropout: dropout, recurrentDropout: recurrentDropout, returnSequences: sequences,
                resetAfter: random.NextInt(2) == 0),
            _ => new LSTM(units, dropout: dropout, recurrentDropout: recurrentDropout, returnSequences: sequences),
        };
        var other = merge == "concat" && random.NextInt(2) == 0
            ? new LSTM(units + 1, returnSequences: sequences, goBackwards: true) : null;
        var name = $"Bidirectional({layer.GetType().Name}({units}){(other is null ? "" : $", LSTM({units + 1})")}, "
            + $"{merge}{(sequences ? ", sequences" : "")}, dropout {dropout}, {recurrentDropout}) on {shape}";
        return GradientCheck.Layer(new Bidirectional(layer, merge, other, name), shape, seed);
    }
}
