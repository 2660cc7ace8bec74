using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// The layers that change each number by itself, or multiply it by chance, as <see cref="GradientSubject"/>s.
/// </summary>
static class ElementSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("LeakyReLU", "layer", seed => Bent(seed, (slope, name) => new LeakyReLU(slope, name))),
        new("ELU", "layer", seed => Bent(seed, (alpha, name) => new ELU(alpha, name))),
        new("PReLU", "layer", PReLU),
        new("SpatialDropout1D", "layer", SpatialDropout1D),
        new("SpatialDropout2D", "layer", SpatialDropout2D),
        new("GaussianNoise", "layer", GaussianNoise),
        new("GaussianDropout", "layer", GaussianDropout),
    ];

    static GradientReport Bent(int seed, Func<double, string, Layer> make)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        var setting = 0.5 * Math.Abs(random.NextNormal());
        var layer = make(setting, "bent");
        layer.Name = $"{layer.GetType().Name}({setting:0.00}) on {shape}";
        return GradientCheck.Layer(layer, shape, seed, GradientSubject.Away(shape, 1, [0]));
    }

    static GradientReport PReLU(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        int[] shared = [.. Enumerable.Range(1, shape.Rank - 1).Where(_ => random.NextInt(2) == 0)];
        var layer = new PReLU(sharedAxes: shared,
            name: $"PReLU(shared [{string.Join(", ", shared.Select(axis => $"{axis}"))}]) on {shape}");
        return GradientCheck.Layer(layer, shape, seed, GradientSubject.Away(shape, 1, [0]));
    }

    static GradientReport SpatialDropout1D(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, rate) = (GradientSubject.RandomShape(random, 3, 3), random.NextUniform() * 0.9);
        return GradientCheck.Layer(
            new SpatialDropout1D(rate, name: $"SpatialDropout1D({rate:0.00}) on {shape}"), shape, seed);
    }

    static GradientReport SpatialDropout2D(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, rate) = (GradientSubject.RandomShape(random, 4, 4), random.NextUniform() * 0.9);
        DataFormat format = random.NextInt(2) == 0 ? "channels_last" : "channels_first";
        return GradientCheck.Layer(
            new SpatialDropout2D(rate, format, name: $"SpatialDropout2D({rate:0.00}, {format}) on {shape}"), shape,
            seed);
    }

    static GradientReport GaussianNoise(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, stddev) = (GradientSubject.RandomShape(random, 2, 4), 2 * random.NextUniform());
        return GradientCheck.Layer(
            new GaussianNoise(stddev, name: $"GaussianNoise({stddev:0.00}) on {shape}"), shape, seed);
    }

    static GradientReport GaussianDropout(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, rate) = (GradientSubject.RandomShape(random, 2, 4), random.NextUniform() * 0.9);
        return GradientCheck.Layer(
            new GaussianDropout(rate, name: $"GaussianDropout({rate:0.00}) on {shape}"), shape, seed);
    }
}
