using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>
/// Random weights whose variance shrinks as the number of connections grows, so that signals keep their size from layer
/// to layer: variance = scale / n, with n chosen by the subclass.
/// </summary>
public abstract class VarianceScaling(double scale, bool normal, int? seed) : Initializer(seed)
{
    /// <summary>The standard deviation that is left of 1 when a normal distribution is cut at ±2.</summary>
    const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>The n of scale / n, from the numbers of inputs and outputs.</summary>
    protected abstract double Connections(double fanIn, double fanOut);

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random)
    {
        var (fanIn, fanOut) = Fans(shape);
        var variance = scale / Math.Max(1, Connections(fanIn, fanOut));
        var limit = Math.Sqrt(3 * variance); // U(−limit, limit) has the variance limit² / 3
        return normal
            ? random.TruncatedNormal(shape, 0, Math.Sqrt(variance) / TruncatedDeviation, dtype)
            : random.Uniform(shape, -limit, limit, dtype);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new() { { "seed", Seed } };

    /// <summary>An initializer of this kind.</summary>
    private protected static T Make<T>(Config config, Func<ConfigReader, T> make) => config.Read(c =>
    {
        c.Only("input_axes", [null]);
        c.Only("output_axes", [null]);
        return make(c);
    });
}
