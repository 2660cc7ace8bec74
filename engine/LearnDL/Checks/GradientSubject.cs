using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Something that has a gradient, and a way to check it in a random configuration that follows from a seed.
/// Every layer, activation, loss and regularizer of the engine is in <see cref="All"/>; one that is new belongs there
/// too.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">"layer", "activation", "loss" or "regularizer".</param>
/// <param name="Check">Checks the configuration that follows from a seed.</param>
public sealed record GradientSubject(string Name, string Kind, Func<int, GradientReport> Check)
{
    /// <summary>How far from a kink an input stays: further than the differences reach.</summary>
    internal const double Margin = 0.02;

    /// <summary>Every subject: layers, then activations, losses and regularizers.</summary>
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
        new("Flatten", "layer",
            seed => GradientCheck.Layer(new Flatten(), RandomShape(new RandomSource(seed), 2, 4), seed)),
        new("Input", "layer", Input),
        new("Rescaling", "layer", Rescaling),
        .. ImageSubjects.All,
        new("RandomFlip", "layer", RandomImageSubjects.Flip),
        new("RandomTranslation", "layer", RandomImageSubjects.Translation),
        new("RandomRotation", "layer", RandomImageSubjects.Rotation),
        new("RandomZoom", "layer", RandomImageSubjects.Zoom),
        .. ElementSubjects.All,
        .. SeriesSubjects.All,
        .. FilterSubjects.All,
        .. SequenceSubjects.All,
        .. MaskedSubjects.All,
        .. MergeSubjects.All,
        .. GraphSubjects.All,
        .. ActivationFunction.Names.Select(
            name => new GradientSubject(name, "activation", seed => OfActivation(name, seed))),
        .. LossSubjects.All,
        .. RegularizerSubjects.All,
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
        var name = $"Dense({units}, {activation}{(useBias ? "" : ", no bias")}) on {shape}";
        var layer = new Dense(units, activation, useBias, name: name);
        var isTheInput = true;
        return GradientCheck.Layer(layer, shape, seed, source =>
        {
            var x = source.Normal(shape, 0, 1, DType.Float64);
            // weights and input are drawn again until no sum lies near a kink
            while (isTheInput && !SumsAreAway(layer, x, kinks))
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
        return GradientCheck.Layer(
            new Activation(name, $"{name} on {shape}"), shape, seed, Away(shape, 2, Kinks(name)));
    }

    static GradientReport ReLU(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 4);
        double threshold = random.NextInt(2) * 0.3, slope = random.NextInt(2) * 0.25;
        double? max = random.NextInt(2) == 0 ? null : 1.2;
        var layer = new ReLU(
            max, slope, threshold, $"ReLU(max {max}, slope {slope}, threshold {threshold}) on {shape}");
        return GradientCheck.Layer(layer, shape, seed, Away(shape, 1, [threshold, max ?? threshold]));
    }

    static GradientReport Softmax(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 4);
        var axis = 1 + random.NextInt(shape.Rank - 1);
        return GradientCheck.Layer(
            new Softmax(axis == shape.Rank - 1 ? -1 : axis, $"Softmax({axis}) on {shape}"), shape, seed);
    }

    static GradientReport Dropout(int seed)
    {
        var random = new RandomSource(seed);
        var shape = RandomShape(random, 2, 3);
        var rate = random.NextUniform() * 0.9;
        Shape? noise = random.NextInt(2) == 0 ? null : shape.With(0, Shape.Unknown).With(random.NextInt(shape.Rank), 1);
        var name = $"Dropout({rate:0.00}{(noise is null ? "" : $", noise {noise}")}) on {shape}";
        return GradientCheck.Layer(new Dropout(rate, noise, name: name), shape, seed);
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
        return GradientCheck.Layer(
            new Rescaling(scale, offset, $"Rescaling({scale:0.00}, {offset:0.00}) on {shape}"), shape, seed);
    }

    /// <summary>Draws normal numbers that stay away from kinks.</summary>
    internal static Func<RandomSource, Tensor> Away(Shape shape, double stddev, double[] kinks) => random =>
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
