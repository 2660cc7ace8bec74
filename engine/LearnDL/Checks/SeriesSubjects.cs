using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// The layers that pool series, or make images and series smaller and larger, as <see cref="GradientSubject"/>s.
/// </summary>
static class SeriesSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("MaxPooling1D", "layer", seed => Pooling(seed, isMaximum: true)),
        new("AveragePooling1D", "layer", seed => Pooling(seed, isMaximum: false)),
        new("GlobalMaxPooling1D", "layer", seed => Global(seed, axes: 1, (format, keep, name) =>
            new GlobalMaxPooling1D(format, keep, name))),
        new("GlobalMaxPooling2D", "layer", seed => Global(seed, axes: 2, (format, keep, name) =>
            new GlobalMaxPooling2D(format, keep, name))),
        new("GlobalAveragePooling1D", "layer", seed => Global(seed, axes: 1, (format, keep, name) =>
            new GlobalAveragePooling1D(format, keep, name))),
        new("GlobalAveragePooling1D with a mask", "layer", MaskedAverage),
        new("UpSampling1D", "layer", UpSampling1D),
        new("UpSampling2D", "layer", UpSampling2D),
        new("ZeroPadding1D", "layer", ZeroPadding1D),
        new("Cropping1D", "layer", Cropping1D),
        new("Cropping2D", "layer", Cropping2D),
    ];

    static GradientReport Pooling(int seed, bool isMaximum)
    {
        var random = new RandomSource(seed);
        var (pool, format) = (1 + random.NextInt(3), Format(random));
        int? strides = random.NextInt(3) == 0 ? null : 1 + random.NextInt(3);
        Padding padding = random.NextInt(2) == 0 ? "same" : "valid";
        var shape = format.FromLast([1 + random.NextInt(2), pool + random.NextInt(5), 1 + random.NextInt(3)]);
        var name = $"({pool}, {strides}, {padding}, {format}) on {shape}";
        return isMaximum
            ? GradientCheck.Layer(new MaxPooling1D(pool, strides, padding, format, "MaxPooling1D" + name), shape, seed,
                source => ImageSubjects.Distinct(source, shape))
            : GradientCheck.Layer(new AveragePooling1D(pool, strides, padding, format, "AveragePooling1D" + name),
                shape, seed);
    }

    static GradientReport Global(int seed, int axes, Func<DataFormat, bool, string, Layer> make)
    {
        var random = new RandomSource(seed);
        var (shape, format) = (GradientSubject.RandomShape(random, axes + 2, axes + 2), Format(random));
        var keep = random.NextInt(2) == 0;
        var layer = make(format, keep, "global");
        layer.Name = $"{layer.GetType().Name}({format}{(keep ? ", keepDims" : "")}) on {shape}";
        return GradientCheck.Layer(layer, shape, seed, source => ImageSubjects.Distinct(source, shape));
    }

    static GradientReport MaskedAverage(int seed)
    {
        var random = new RandomSource(seed);
        var format = Format(random);
        Shape last = [1 + random.NextInt(3), 1 + random.NextInt(5), 1 + random.NextInt(3)];
        var shape = format.FromLast(last);
        var mask = random.Uniform(last[..2], 0, 1, DType.Float64).Shift(-0.35).Positive();
        return GradientCheck.Layer(new GlobalAveragePooling1D(format,
            name: $"GlobalAveragePooling1D({format}) with a mask on {shape}"), shape, seed, mask: mask);
    }

    static GradientReport UpSampling1D(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, size) = (GradientSubject.RandomShape(random, 3, 3), 1 + random.NextInt(4));
        return GradientCheck.Layer(new UpSampling1D(size, $"UpSampling1D({size}) on {shape}"), shape, seed);
    }

    static GradientReport UpSampling2D(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, format) = (GradientSubject.RandomShape(random, 4, 4), Format(random));
        Size2D size = (1 + random.NextInt(4), 1 + random.NextInt(4));
        Interpolation how = random.NextInt(2) == 0 ? "nearest" : "bilinear";
        return GradientCheck.Layer(
            new UpSampling2D(size, format, how, $"UpSampling2D({size}, {how.Name}, {format}) on {shape}"), shape, seed);
    }

    static GradientReport ZeroPadding1D(int seed)
    {
        var random = new RandomSource(seed);
        var (shape, format) = (GradientSubject.RandomShape(random, 3, 3), Format(random));
        Padding1D padding = (random.NextInt(3), random.NextInt(3));
        return GradientCheck.Layer(
            new ZeroPadding1D(padding, format, $"ZeroPadding1D({padding}, {format}) on {shape}"), shape, seed);
    }

    static GradientReport Cropping1D(int seed)
    {
        var random = new RandomSource(seed);
        Padding1D cut = (random.NextInt(3), random.NextInt(3));
        Shape shape = [1 + random.NextInt(3), cut.Before + cut.After + 1 + random.NextInt(3), 1 + random.NextInt(3)];
        return GradientCheck.Layer(new Cropping1D(cut, $"Cropping1D({cut}) on {shape}"), shape, seed);
    }

    static GradientReport Cropping2D(int seed)
    {
        var random = new RandomSource(seed);
        var format = Format(random);
        Padding2D cut = new(random.NextInt(3), random.NextInt(3), random.NextInt(3), random.NextInt(3));
        var shape = format.FromLast([1 + random.NextInt(2), cut.Top + cut.Bottom + 1 + random.NextInt(3),
            cut.Left + cut.Right + 1 + random.NextInt(3), 1 + random.NextInt(2)]);
        return GradientCheck.Layer(
            new Cropping2D(cut, format, $"Cropping2D({cut}, {format}) on {shape}"), shape, seed);
    }

    static DataFormat Format(RandomSource random) =>
        random.NextInt(2) == 0 ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
}
