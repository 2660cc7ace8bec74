using LearnDL.Saving;
using LearnDL.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace LearnDL.Initializers;

/// <summary>
/// Rows or columns at right angles and of length gain, so that a product with it neither grows nor shrinks a signal
/// (Saxe and others 2013).
/// It is the Q of the QR decomposition of normal numbers, with the signs that make the diagonal of R positive; so every
/// orientation is equally likely.
/// All axes but the last count as rows.
/// </summary>
public sealed class Orthogonal(double gain = 1, int? seed = null) : Initializer(seed)
{
    readonly double gain = Hyperparameter.Finite(gain, nameof(gain));

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random)
    {
        if (shape.Rank < 2)
            throw new ShapeException(
                "Orthogonal needs a matrix.", "rank 2 or more", $"{shape}", "Use another initializer for vectors.");
        int rows = shape[..^1].Size, columns = shape[-1];
        var (tall, wide) = (Math.Max(rows, columns), Math.Min(rows, columns));
        var normal = random.Normal([tall, wide], 0, 1, DType.Float64).ToArray<double>();
        // three times as fast as Householder's QR, and the diagonal of R is positive
        var q = Matrix<double>.Build.Dense(tall, wide, (i, j) => normal[i * wide + j]).GramSchmidt().Q;
        var values = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var (row, column) = rows >= columns ? (i, j) : (j, i); // a wide matrix is a tall one transposed
                values[i * columns + j] = gain * q[row, column];
            }
        return Tensor.From(values, shape).Cast(dtype);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new() { { "gain", gain }, { "seed", Seed } };

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Orthogonal FromConfig(Config config) =>
        Make(config, c => new Orthogonal(c.Number("gain", 1), c.IntOrNull("seed")));
}
