using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>Losses of numbers, shares and margins, and smoothed labels, as <see cref="GradientSubject"/>s.</summary>
static class MoreLossSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("mean_absolute_percentage_error", "loss", seed => Check(seed, new MeanAbsolutePercentageError(),
            (random, shape) => GradientSubject.Away(shape, 2, [0])(random), (random, y) => Beside(random, y, 0))),
        new("mean_squared_logarithmic_error", "loss", seed => Check(seed, new MeanSquaredLogarithmicError(),
            (random, shape) => random.Uniform(shape, 0, 9, DType.Float64),
            (random, y) => GradientSubject.Away(y.Shape, 3, [0])(random))),
        new("huber", "loss", Huber),
        new("log_cosh", "loss", seed => Check(seed, new LogCosh(), Normal,
            (random, y) => random.Normal(y.Shape, 0, 1 + 20 * random.NextInt(2), DType.Float64))),
        new("cosine_similarity", "loss", seed => Check(seed, new CosineSimilarity(), Normal, (random, y) => random
            .Uniform(y.Shape, 0.5, 2, DType.Float64).Multiply(random.Normal(y.Shape, 0, 1, DType.Float64).Sign()))),
        new("kl_divergence", "loss", seed => Check(seed, new KLDivergence(),
            (random, shape) => random.Uniform(shape, 0, 1, DType.Float64),
            (random, y) => random.Uniform(y.Shape, 0.1, 0.95, DType.Float64))),
        new("poisson", "loss", seed => Check(seed, new Poisson(),
            (random, shape) => random.Uniform(shape, 0, 6, DType.Float64),
            (random, y) => random.Uniform(y.Shape, 0.3, 6, DType.Float64))),
        new("hinge", "loss", seed => Check(seed, new Hinge(), Signs, Margins)),
        new("squared_hinge", "loss", seed => Check(seed, new SquaredHinge(), Signs, Margins)),
        new("categorical_hinge", "loss", CategoricalHinge),
        new("binary_crossentropy with smoothed labels", "loss", seed => Check(seed,
            new BinaryCrossentropy(labelSmoothing: 0.1), (random, shape) => Signs(random, shape).Positive(),
            (random, y) => random.Uniform(y.Shape, 0.2, 0.8, DType.Float64))),
        new("categorical_crossentropy with smoothed labels", "loss", seed => Check(seed,
            new CategoricalCrossentropy(fromLogits: true, labelSmoothing: 0.1), Normal,
            (random, y) => random.Normal(y.Shape, 0, 1, DType.Float64))),
    ];

    /// <summary>Checks a loss on targets, and on predictions that may depend on them.</summary>
    static GradientReport Check(int seed, Loss loss, Func<RandomSource, Shape, Tensor> targets,
        Func<RandomSource, Tensor, Tensor> predictions)
    {
        var random = new RandomSource(seed);
        var y = targets(random, GradientSubject.RandomShape(random, 2, 3));
        return GradientCheck.Loss(loss, y, predictions(random, y), seed);
    }

    static Tensor Normal(RandomSource random, Shape shape) => random.Normal(shape, 0, 1, DType.Float64);

    /// <summary>1 and −1, or 1 and 0, which the hinges take for the same.</summary>
    static Tensor Signs(RandomSource random, Shape shape)
    {
        var yes = Normal(random, shape).Positive();
        return random.NextInt(2) == 0 ? yes : yes.Affine(2, -1);
    }

    /// <summary>Away from 1 and −1, where an answer is right by just its margin.</summary>
    static Tensor Margins(RandomSource random, Tensor y) => GradientSubject.Away(y.Shape, 2, [-1, 1])(random);

    /// <summary>Errors that keep away from kinks.</summary>
    static Tensor Beside(RandomSource random, Tensor y, params double[] kinks) =>
        y.Add(GradientSubject.Away(y.Shape, 1, kinks)(random));

    static GradientReport Huber(int seed)
    {
        var delta = 0.3 + 2 * new RandomSource(seed).NextUniform();
        return Check(seed, new Huber(delta), Normal, (random, y) => Beside(random, y, -delta, delta));
    }

    /// <summary>Scores are drawn again until no two others lead together, and none leads by just the margin.</summary>
    static GradientReport CategoricalHinge(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 3).With(-1, 2 + random.NextInt(4));
        var K = shape[-1];
        var y = Tensor.Zeros(shape, DType.Float64);
        var p = Normal(random, shape);
        for (var start = 0; start < y.Size; start += K)
        {
            var right = random.NextInt(K);
            y.AsSpan<double>()[start + right] = 1;
            var scores = p.AsSpan<double>().Slice(start, K);
            while (IsNearKink(scores, right))
                foreach (ref var score in scores)
                    score = random.NextNormal();
        }
        return GradientCheck.Loss(new CategoricalHinge(), y, p, seed);
    }

    static bool IsNearKink(ReadOnlySpan<double> scores, int right)
    {
        double first = 0, second = double.NegativeInfinity; // of (1 − y)∘p, which is 0 for the right class
        for (var k = 0; k < scores.Length; k++)
            if (k != right)
                (first, second) = scores[k] > first ? (scores[k], first) : (first, Math.Max(second, scores[k]));
        return first - second < GradientSubject.Margin
            || Math.Abs(1 + first - scores[right]) < GradientSubject.Margin;
    }
}
