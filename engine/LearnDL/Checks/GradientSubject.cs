using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Something that has a gradient, and a way to make a random configuration of it from a seed and check that.
/// Every layer, activation and loss of the engine is in <see cref="All"/>; one that is new belongs there too.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">"layer", "activation" or "loss".</param>
/// <param name="Check">Checks the configuration that follows from a seed.</param>
public sealed record GradientSubject(string Name, string Kind, Func<int, GradientReport> Check)
{
    /// <summary>How far from a kink an input stays: further than the differences reach.</summary>
    internal const double Margin = 0.02;

    /// <summary>Every subject: layers, then activations, then losses.</summary>
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("Dense", "layer", Dense),
        new("Activation", "layer", seed => OfActivation(Pick(new RandomSource(seed), ActivationFunction.Names), seed)),
        new("ReLU", "layer", ReLU),
        new("Softmax", "layer", Softmax),
        new("Conv2D", "layer", ConvolutionSubjects.Conv2D),
        new("Conv1D", "layer", ConvolutionSubjects.Conv1D),
        new("SimpleRNN", "layer", RecurrentSubjects.SimpleRNN),
        new("LSTM", "layer", RecurrentSubjects.LSTM),
        new("GRU", "layer", RecurrentSubjects.GRU),
        new("Dropout", "layer", Dropout),
        new("Flatten", "layer", seed => GradientCheck.Layer(new Flatten(), RandomShape(new RandomSource(seed), 2, 4), seed)),
        new("Input", "layer", Input),
        new("Rescaling", "layer", Rescaling),
        .. ImageSubjects.All,
        new("RandomFlip", "layer", RandomImageSubjects.Flip),
        new("RandomTranslation", "layer", RandomImageSubjects.Translation),
        new("RandomRotation", "layer", RandomImageSubjects.Rotation),
        new("RandomZoom", "layer", RandomImageSubjects.Zoom),
        .. SequenceSubjects.All,
        .. MaskedSubjects.All,
        .. ActivationFunction.Names.Select(name => new GradientSubject(name, "activation", seed => OfActivation(name, seed))),
        new("mean_squared_error", "loss", seed => OfNumbers(new MeanSquaredError(), seed)),
        new("mean_absolute_error", "loss", seed => OfNumbers(new MeanAbsoluteError(), seed)),
        new("binary_crossentropy", "loss", seed => Binary(seed, fused: false, fromLogits: false)),
        new("binary_crossentropy from logits", "loss", seed => Binary(seed, fused: false, fromLogits: true)),
        new("binary_crossentropy with sigmoid", "loss", seed => Binary(seed, fused: true, fromLogits: false)),
        new("categorical_crossentropy", "loss", seed => Categorical(seed, sparse: false, fused: false, fromLogits: false)),
        new("categorical_crossentropy from logits", "loss", seed => Categorical(seed, sparse: false, fused: false, fromLogits: true)),
        new("categorical_crossentropy with softmax", "loss", seed => Categorical(seed, sparse: false, fused: true, fromLogits: false)),
        new("sparse_categorical_crossentropy", "loss", seed => Categorical(seed, sparse: true, fused: false, fromLogits: false)),
        new("sparse_categorical_crossentropy from logits", "loss", seed => Categorical(seed, sparse: true, fused: false, fromLogits: true)),
        new("sparse_categorical_crossentropy with softmax", "loss", seed => Categorical(seed, sparse: true, fused: true, fromLogits: false)),
    ];

    /// <summary>Where the slope of an activation jumps.</summary>
    static double[] Kinks(string activation) => activation switch
    {
        "relu" or "leaky_relu" or "elu" or "selu" or "softsign" or "softplus" => [0],
        "hard_sigmoid" => [-3, 3],
        _ => [],
    };

    static GradientReport Dense(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 4);
        var activation = Pick(random, ActivationFunction.Names);
        var (units, useBias) = (1 + random.NextInt(5), random.NextInt(2) == 0);
        var kinks = Kinks(activation);
        var layer = new Dense(units, activation, useBias, name: $"Dense({units}, {activation}{(useBias ? "" : ", no bias")}) on {shape}");
        var isTheInput = true;
        return GradientCheck.Layer(layer, shape, seed, source =>
        {
            var x = source.Normal(shape, 0, 1, DType.Float64);
            while (isTheInput && !SumsAreAway(layer, x, kinks)) // weights and input are drawn again until no sum lies near a kink
            {
                foreach (var parameter in layer.Parameters)
                    parameter.Value.CopyFrom(source.Normal(parameter.Value.Shape, 0, 1, DType.Float64));
                x = source.Normal(shape, 0, 1, DType.Float64);
            }
            isTheInput = false; // what is drawn later only has to be something else
            return x;
        });
    }

    static bool SumsAreAway(Dense layer, Tensor x, double[] kinks)
    {
        var z = x.Dot(layer.Kernel!);
        if (layer.Bias is { } b)
            z = z.AddRow(b);
        return Array.TrueForAll(z.ToArray<double>(), sum => IsAway(sum, kinks));
    }

    static GradientReport OfActivation(string name, int seed)
    {
        var shape = RandomShape(new RandomSource(seed), 2, 4);
        return GradientCheck.Layer(new Activation(name, $"{name} on {shape}"), shape, seed, Away(shape, 2, Kinks(name)));
    }

    static GradientReport ReLU(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 4);
        double threshold = random.NextInt(2) * 0.3, slope = random.NextInt(2) * 0.25;
        double? max = random.NextInt(2) == 0 ? null : 1.2;
        var layer = new ReLU(max, slope, threshold, $"ReLU(max {max}, slope {slope}, threshold {threshold}) on {shape}");
        return GradientCheck.Layer(layer, shape, seed, Away(shape, 1, [threshold, max ?? threshold]));
    }

    static GradientReport Softmax(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 4);
        var axis = 1 + random.NextInt(shape.Rank - 1);
        return GradientCheck.Layer(new Softmax(axis == shape.Rank - 1 ? -1 : axis, $"Softmax({axis}) on {shape}"), shape, seed);
    }

    static GradientReport Dropout(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 3);
        var rate = random.NextUniform() * 0.9;
        Shape? noise = random.NextInt(2) == 0 ? null : shape.With(0, Shape.Unknown).With(random.NextInt(shape.Rank), 1);
        return GradientCheck.Layer(new Dropout(rate, noise, name: $"Dropout({rate:0.00}{(noise is null ? "" : $", noise {noise}")}) on {shape}"), shape, seed);
    }

    static GradientReport Input(int seed)
    {
        var shape = RandomShape(new RandomSource(seed), 2, 4);
        return GradientCheck.Layer(new Input(shape[1..]), shape, seed);
    }

    static GradientReport Rescaling(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 4);
        double scale = random.NextNormal(), offset = random.NextInt(2) * random.NextNormal();
        return GradientCheck.Layer(new Rescaling(scale, offset, $"Rescaling({scale:0.00}, {offset:0.00}) on {shape}"), shape, seed);
    }

    static GradientReport OfNumbers(Loss loss, int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 3);
        var p = random.Normal(shape, 0, 1, DType.Float64);
        var distance = Away(shape, 1, [0])(random); // mean_absolute_error has its kink at p = y
        return GradientCheck.Loss(loss, p.Subtract(distance), p, seed);
    }

    static GradientReport Binary(int seed, bool fused, bool fromLogits)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 3);
        var y = random.Uniform(shape, 0, 1, DType.Float64);
        var z = Away(shape, 2, [0])(random); // from logits, the formula has a kink at 0 that cancels, but not in a difference
        if (fused)
            return GradientCheck.FusedLoss(new BinaryCrossentropy(), "sigmoid", y, z, seed);
        if (fromLogits)
            return GradientCheck.Loss(new BinaryCrossentropy(fromLogits: true), y, z, seed);
        var p = random.Uniform(shape, 0.2, 0.8, DType.Float64);
        Span<double> label = y.AsSpan<double>(), probability = p.AsSpan<double>();
        for (var i = 0; i < label.Length; i++)
            if (Math.Abs(label[i] - probability[i]) < 0.05)
                label[i] = probability[i] + 0.2; // where p meets y, the slope is 0 but bends sharply: the differences, not the gradient, would be wrong by more than 1e-7
        return GradientCheck.Loss(new BinaryCrossentropy(), y, p, seed);
    }

    static GradientReport Categorical(int seed, bool sparse, bool fused, bool fromLogits)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 3).With(-1, 2 + random.NextInt(4));
        var labels = new int[shape.WithoutLast.Size];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.NextInt(shape[-1]);
        var y = sparse ? Tensor.From(labels, shape.WithoutLast) : random.Uniform(shape, 0, 1, DType.Float64);
        Loss loss = sparse ? new SparseCategoricalCrossentropy(fromLogits) : new CategoricalCrossentropy(fromLogits);
        var z = random.Normal(shape, 0, 1, DType.Float64);
        return fused ? GradientCheck.FusedLoss(loss, "softmax", y, z, seed)
            : GradientCheck.Loss(loss, y, fromLogits ? z : random.Uniform(shape, 0.4, 1, DType.Float64), seed);
    }

    /// <summary>Draws normal numbers that stay away from kinks.</summary>
    static Func<RandomSource, Tensor> Away(Shape shape, double stddev, double[] kinks) => random =>
    {
        var x = random.Normal(shape, 0, stddev, DType.Float64);
        foreach (ref var value in x.AsSpan<double>())
            while (true)
            {
                var drawn = value;
                if (IsAway(drawn, kinks))
                    break;
                value = stddev * random.NextNormal();
            }
        return x;
    };

    static bool IsAway(double z, double[] kinks) => Array.TrueForAll(kinks, kink => Math.Abs(z - kink) > Margin);

    internal static Shape RandomShape(RandomSource random, int leastRank, int mostRank)
    {
        var sizes = new int[leastRank + random.NextInt(mostRank - leastRank + 1)];
        for (var axis = 0; axis < sizes.Length; axis++)
            sizes[axis] = 1 + random.NextInt(sizes.Length > 3 ? 3 : 4);
        return Shape.Of(sizes);
    }

    static string Pick(RandomSource random, IReadOnlyList<string> names) => names[random.NextInt(names.Count)];
}
