using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Layers whose result depends on several time steps, with some of them masked, as <see cref="GradientSubject"/>s.
/// </summary>
static class MaskedSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("BatchNormalization with a mask", "layer", BatchNormalization),
        new("Softmax with a mask", "layer", Softmax),
    ];

    /// <summary>
    /// Alone, or behind a fold of all time steps into one axis. ε is large: where hardly a time step is left, the
    /// variance may be 0, and 1/σ would bend too sharply for differences.
    /// </summary>
    static GradientReport BatchNormalization(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 3, 4).With(0, 2 + random.NextInt(2));
        var (axis, folded) = (1 + random.NextInt(shape.Rank - 1), random.NextInt(3) == 0);
        var (center, scale, epsilon) = (random.NextInt(4) > 0, random.NextInt(4) > 0, 0.5 + random.NextUniform());
        var layer = new BatchNormalization(folded ? -1 : axis, 0.5, epsilon, center, scale,
            name: $"BatchNormalization({(folded ? "in TimeDistributed" : axis)}"
                + $"{(center ? "" : ", no beta")}{(scale ? "" : ", no gamma")}) with a mask on {shape}");
        return GradientCheck.Layer(folded ? new TimeDistributed(layer, layer.Name) : layer, shape, seed,
            mask: Mask(random, shape));
    }

    static GradientReport Softmax(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 3, 4);
        var axis = 1 + random.NextInt(shape.Rank - 1);
        return GradientCheck.Layer(new Softmax(axis, $"Softmax({axis}) with a mask on {shape}"), shape, seed,
            mask: Mask(random, shape));
    }

    /// <summary>Of the first two axes, or of all but the last.</summary>
    static Tensor Mask(RandomSource random, Shape x) =>
        random.Uniform(x[..(2 + random.NextInt(x.Rank - 2))], 0, 1, DType.Float64).Shift(-0.35).Positive();
}
