using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// The losses as <see cref="GradientSubject"/>s: alone, from scores, and fused with their activation.
/// </summary>
static class LossSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("mean_squared_error", "loss", seed => OfNumbers(new MeanSquaredError(), seed)),
        new("mean_absolute_error", "loss", seed => OfNumbers(new MeanAbsoluteError(), seed)),
        new("binary_crossentropy", "loss", seed => Binary(seed, fused: false, fromLogits: false)),
        new("binary_crossentropy from logits", "loss", seed => Binary(seed, fused: false, fromLogits: true)),
        new("binary_crossentropy with sigmoid", "loss", seed => Binary(seed, fused: true, fromLogits: false)),
        new("categorical_crossentropy", "loss",
            seed => Categorical(seed, sparse: false, fused: false, fromLogits: false)),
        new("categorical_crossentropy from logits", "loss",
            seed => Categorical(seed, sparse: false, fused: false, fromLogits: true)),
        new("categorical_crossentropy with softmax", "loss",
            seed => Categorical(seed, sparse: false, fused: true, fromLogits: false)),
        new("sparse_categorical_crossentropy", "loss",
            seed => Categorical(seed, sparse: true, fused: false, fromLogits: false)),
        new("sparse_categorical_crossentropy from logits", "loss",
            seed => Categorical(seed, sparse: true, fused: false, fromLogits: true)),
        new("sparse_categorical_crossentropy with softmax", "loss",
            seed => Categorical(seed, sparse: true, fused: true, fromLogits: false)),
        .. MoreLossSubjects.All,
    ];

    static GradientReport OfNumbers(Loss loss, int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 3);
        var p = random.Normal(shape, 0, 1, DType.Float64);
        var distance = GradientSubject.Away(shape, 1, [0])(random); // mean_absolute_error has its kink at p = y
        return GradientCheck.Loss(loss, p.Subtract(distance), p, seed);
    }

    static GradientReport Binary(int seed, bool fused, bool fromLogits)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 3);
        var y = random.Uniform(shape, 0, 1, DType.Float64);
        // from logits, the formula has a kink at 0 that cancels, but not in a difference
        var z = GradientSubject.Away(shape, 2, [0])(random);
        if (fused)
            return GradientCheck.FusedLoss(new BinaryCrossentropy(), "sigmoid", y, z, seed);
        if (fromLogits)
            return GradientCheck.Loss(new BinaryCrossentropy(fromLogits: true), y, z, seed);
        var p = random.Uniform(shape, 0.2, 0.8, DType.Float64);
        Span<double> label = y.AsSpan<double>(), probability = p.AsSpan<double>();
        for (var i = 0; i < label.Length; i++)
            if (Math.Abs(label[i] - probability[i]) < 0.05)
                // where p meets y, the slope is 0 but bends sharply: the differences, not the gradient, would be wrong
                // by more than 1e-7
                label[i] = probability[i] + 0.2;
        return GradientCheck.Loss(new BinaryCrossentropy(), y, p, seed);
    }

    static GradientReport Categorical(int seed, bool sparse, bool fused, bool fromLogits)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 3).With(-1, 2 + random.NextInt(4));
        var labels = new int[shape.WithoutLast.Size];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.NextInt(shape[-1]);
        var y = sparse ? Tensor.From(labels, shape.WithoutLast) : random.Uniform(shape, 0, 1, DType.Float64);
        Loss loss = sparse ? new SparseCategoricalCrossentropy(fromLogits) : new CategoricalCrossentropy(fromLogits);
        var z = random.Normal(shape, 0, 1, DType.Float64);
        return fused ? GradientCheck.FusedLoss(loss, "softmax", y, z, seed)
            : GradientCheck.Loss(loss, y, fromLogits ? z : random.Uniform(shape, 0.4, 1, DType.Float64), seed);
    }
}
