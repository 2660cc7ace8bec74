using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>Normally distributed, by default with mean 0 and standard deviation 0.05; the name "normal".</summary>
public sealed class RandomNormal(double mean = 0, double stddev = 0.05, int? seed = null) : Initializer(seed)
{
    readonly double mean = Hyperparameter.Finite(mean, nameof(mean)),
        stddev = Hyperparameter.NotNegative(stddev, nameof(stddev));

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) =>
        random.Normal(shape, mean, stddev, dtype);
}
