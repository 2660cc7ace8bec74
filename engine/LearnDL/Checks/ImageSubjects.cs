using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>The layers of images, and those that normalize or rearrange, as <see cref="GradientSubject"/>s.</summary>
static class ImageSubjects
{
    /// <summary>
    /// Neighbours among the inputs of a maximum: further apart than the differences reach, so that none overtakes
    /// another.
    /// </summary>
    const double Apart = 0.05;

    /// <summary>
    /// Where inputs are all alike, 1/σ is large and bends sharply: the differences, not the gradient, would be wrong by
    /// more than 1e-7.
    /// </summary>
    const double LeastVariance = 0.5;

    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("MaxPooling2D", "layer", seed => Pooling(seed, isMaximum: true)),
        new("AveragePooling2D", "layer", seed => Pooling(seed, isMaximum: false)),
        new("GlobalAveragePooling2D", "layer", GlobalAveragePooling2D),
        new("ZeroPadding2D", "layer", ZeroPadding2D),
        new("BatchNormalization", "layer", seed => BatchNormalization(seed, training: true)),
        new("BatchNormalization in use", "layer", seed => BatchNormalization(seed, training: false)),
        new("LayerNormalization", "layer", LayerNormalization),
        new("Reshape", "layer", Reshape),
        new("Permute", "layer", Permute),
    ];

    static GradientReport Pooling(int seed, bool isMaximum)
    {
        var random = new RandomSource(seed);
        var shape = Images(random, out var format);
        Size2D pool = new(1 + random.NextInt(3), 1 + random.NextInt(3));
        Size2D? strides = random.NextInt(3) == 0 ? null : new Size2D(1 + random.NextInt(3), 1 + random.NextInt(3));
        Padding padding = random.NextInt(2) == 0 ? "same" : "valid";
        var last = format.ToLast(shape);
        if (padding == Padding.Valid) // an image that the window fits into
            shape = format.FromLast(
                last.With(1, Math.Max(last[1], pool.Height)).With(2, Math.Max(last[2], pool.Width)));
        var name = (isMaximum ? "MaxPooling2D" : "AveragePooling2D")
            + $"({pool}, {strides}, {padding}, {format}) on {shape}";
        if (!isMaximum)
            return GradientCheck.Layer(new AveragePooling2D(pool, strides, padding, format, name), shape, seed);
        var layer = new MaxPooling2D(pool, strides, padding, format, name);
        return GradientCheck.Layer(layer, shape, seed, source => Distinct(source, shape));
    }

    static GradientReport GlobalAveragePooling2D(int seed)
    {
        var random = new RandomSource(seed);
        var shape = Images(random, out var format);
        var keepDims = random.NextInt(2) == 0;
        var name = $"GlobalAveragePooling2D({format}{(keepDims ? ", keepDims" : "")}) on {shape}";
        return GradientCheck.Layer(new GlobalAveragePooling2D(format, keepDims, name), shape, seed);
    }

    static GradientReport ZeroPadding2D(int seed)
    {
        var random = new RandomSource(seed);
        var shape = Images(random, out var format);
        Padding2D padding = new(random.NextInt(3), random.NextInt(3), random.NextInt(3), random.NextInt(3));
        return GradientCheck.Layer(
            new ZeroPadding2D(padding, format, $"ZeroPadding2D({padding}, {format}) on {shape}"), shape, seed);
    }

    static GradientReport BatchNormalization(int seed, bool training)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        var axis = 1 + random.NextInt(shape.Rank - 1);
        if (shape.Size < 2 * shape[axis])
            shape = shape.With(0, 2 + random.NextInt(3));
        var (center, scale) = (random.NextInt(4) > 0, random.NextInt(4) > 0);
        var layer = new BatchNormalization(axis == shape.Rank - 1 ? -1 : axis,
            0.5 + 0.5 * random.NextUniform(), 1e-3 + random.NextUniform(), center, scale,
            movingMeanInitializer: new RandomNormal(0, 1, seed),
            movingVarianceInitializer: new RandomUniform(LeastVariance, 2, seed),
            name: $"BatchNormalization({axis}{Without(center, scale)}{(training ? "" : ", in use")}) on {shape}");
        Tensor Features(Tensor x) => AxisLast.Swap(x, axis).Reshape(-1, shape[axis]).Transpose();
        return GradientCheck.Layer(layer, shape, seed, source => Spread(source, shape, Features), training);
    }

    static GradientReport LayerNormalization(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        var several = shape.Rank > 2 && random.NextInt(2) == 0;
        var axis = 1 + random.NextInt(shape.Rank - 1);
        // of a single feature nothing is left; seldom is enough
        if (!several && shape[axis] == 1 && random.NextInt(4) > 0)
            shape = shape.With(axis, 3);
        if (several && shape[-1] == 1)
            shape = shape.With(-1, 2);
        var (center, scale, epsilon) = (random.NextInt(4) > 0, random.NextInt(4) > 0, 1e-3 + random.NextUniform());
        var name = $"LayerNormalization({(several ? "last two" : $"{axis}")}{Without(center, scale)}) on {shape}";
        var layer = several ? new LayerNormalization([-2, -1], epsilon, center, scale, name: name)
            : new LayerNormalization(axis, epsilon, center, scale, name: name);
        return GradientCheck.Layer(layer, shape, seed, source => Spread(source, shape, x => several
            ? x.Reshape(-1, shape[-2] * shape[-1])
            : AxisLast.Swap(x, axis).Reshape(-1, shape[axis])));
    }

    static string Without(bool center, bool scale) =>
        $"{(center ? "" : ", no beta")}{(scale ? "" : ", no gamma")}";

    static GradientReport Reshape(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        var sizes = shape[1..].ToArray();
        random.Shuffle<int>(sizes);
        if (random.NextInt(2) == 0)
            sizes[random.NextInt(sizes.Length)] = Shape.Unknown;
        var target = random.NextInt(2) == 0 ? Shape.Of(sizes) : [1, .. sizes];
        return GradientCheck.Layer(new Reshape(target, $"Reshape({target}) on {shape}"), shape, seed);
    }

    static GradientReport Permute(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        var dims = new int[shape.Rank - 1];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = i + 1;
        random.Shuffle<int>(dims);
        return GradientCheck.Layer(
            new Permute(dims, $"Permute({string.Join(", ", dims.Select(axis => $"{axis}"))}) on {shape}"), shape, seed);
    }

    /// <summary>A shape of small images, in one of the two formats.</summary>
    static Shape Images(RandomSource random, out DataFormat format)
    {
        format = random.NextInt(2) == 0 ? "channels_last" : "channels_first";
        return format.FromLast(
            [1 + random.NextInt(2), 1 + random.NextInt(5), 1 + random.NextInt(5), 1 + random.NextInt(3)]);
    }

    /// <summary>Numbers around 0, no two of them alike, in a random order.</summary>
    internal static Tensor Distinct(RandomSource random, Shape shape)
    {
        var x = Tensor.New(shape, DType.Float64);
        var values = x.AsSpan<double>();
        for (var i = 0; i < values.Length; i++)
            values[i] = Apart * (i - values.Length / 2);
        random.Shuffle(values);
        return x;
    }

    /// <summary>
    /// Numbers whose groups, the rows of what <paramref name="groups"/> makes of them, each have some variance.
    /// </summary>
    static Tensor Spread(RandomSource random, Shape shape, Func<Tensor, Tensor> groups)
    {
        while (true)
        {
            var x = random.Normal(shape, 0, 2, DType.Float64);
            var rows = groups(x);
            var variance = rows.SubtractColumn(rows.Mean(-1)).Square().Mean(-1).Min().Item();
            if (rows.Shape[-1] == 1 || variance > LeastVariance)
                return x;
        }
    }
}
