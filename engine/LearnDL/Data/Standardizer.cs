using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Gives every feature mean 0 and deviation 1: z = (x − mean) / deviation. Keras's layer for this is <c>Normalization</c>.
/// Fit it on the training part only and apply it to both: numbers of the test part must not reach the training in any way.
/// <code>
/// var scale = Standardizer.Fit(xTrain);
/// xTrain = scale.Apply(xTrain);
/// xTest = scale.Apply(xTest);
/// </code>
/// Differs from Keras in one case: a feature that never changes becomes 0 and is otherwise left unscaled.
/// Keras divides it by 1e-7, and a small change in new data then counts in millions.
/// </summary>
public sealed class Standardizer
{
    readonly double[] mean;
    readonly double[] deviation;

    Standardizer(double[] mean, double[] deviation) => (this.mean, this.deviation) = (mean, deviation);

    /// <summary>The mean of each feature, Float64 (D).</summary>
    public Tensor Mean => Tensor.From(mean);

    /// <summary>The standard deviation of each feature, √(Σ(x − mean)²/N), Float64 (D); 1 where a feature never changes.</summary>
    public Tensor Deviation => Tensor.From(deviation);

    /// <summary>Measures the features, the last axis of x (N, …, D).</summary>
    /// <exception cref="DataException">x has no rows, or a NaN or infinity.</exception>
    public static Standardizer Fit(Tensor x)
    {
        var values = Features.Read(x, nameof(Standardizer));
        var D = x.Shape[-1];
        var N = x.Size / D;
        var (mean, deviation) = (new double[D], new double[D]);
        for (var i = 0; i < values.Length; i++)
            mean[i % D] += values[i] / N;
        for (var i = 0; i < values.Length; i++)
            deviation[i % D] += (values[i] - mean[i % D]) * (values[i] - mean[i % D]) / N; // the variance
        for (var d = 0; d < D; d++)
            deviation[d] = Math.Sqrt(deviation[d]) is var root && root > 1e-12 * Math.Abs(mean[d]) ? root : 1; // below it is rounding only
        return new Standardizer(mean, deviation);
    }

    /// <summary>z = (x − mean) / deviation; Float64 stays Float64, everything else becomes Float32.</summary>
    public Tensor Apply(Tensor x) => Map(x, (value, d) => (value - mean[d]) / deviation[d]);

    /// <summary>x = z·deviation + mean.</summary>
    public Tensor Invert(Tensor z) => Map(z, (value, d) => value * deviation[d] + mean[d]);

    Tensor Map(Tensor x, Func<double, int, double> function) => Features.Map(x, mean.Length, nameof(Standardizer), function);
}
