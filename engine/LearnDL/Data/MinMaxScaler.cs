using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Brings every feature into a range, 0..1 if no other is named: z = low + (x − minimum)·(high − low) / (maximum − minimum). Named as in scikit-learn.
/// Fit it on the training part only and apply it to both: the test part's highest value is news that the training must not have.
/// Values of the test part may then lie outside the range, as they do in a series that grows.
/// <code>
/// var scale = MinMaxScaler.Fit(xTrain);
/// xTrain = scale.Apply(xTrain);
/// xTest = scale.Apply(xTest);
/// var passengers = scale.Invert(model.Predict(xTest));      // back to the unit of the data
/// </code>
/// A feature that never changes becomes low and is otherwise left unscaled.
/// </summary>
public sealed class MinMaxScaler
{
    readonly double[] minimum;
    readonly double[] maximum;
    readonly double[] factor; // (high − low) / (maximum − minimum)
    readonly double low;

    MinMaxScaler(double[] minimum, double[] maximum, double low, double high)
    {
        (this.minimum, this.maximum, this.low) = (minimum, maximum, low);
        factor = new double[minimum.Length];
        for (var d = 0; d < factor.Length; d++)
            factor[d] = (high - low) / (maximum[d] > minimum[d] ? maximum[d] - minimum[d] : 1);
    }

    /// <summary>The lowest value of each feature, Float64 (D).</summary>
    public Tensor Minimum => Tensor.From(minimum);

    /// <summary>The highest value of each feature, Float64 (D).</summary>
    public Tensor Maximum => Tensor.From(maximum);

    /// <summary>Measures the features, the last axis of x (N, …, D).</summary>
    /// <param name="x">The training part.</param>
    /// <param name="low">What the lowest value becomes.</param>
    /// <param name="high">What the highest value becomes: −1 and 1 suit a tanh.</param>
    /// <exception cref="DataException">x has no rows, or a NaN or infinity.</exception>
    /// <exception cref="HyperparameterException">The range is empty or turned round.</exception>
    public static MinMaxScaler Fit(Tensor x, double low = 0, double high = 1)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
            throw new HyperparameterException("A MinMaxScaler needs a range to scale to.", "finite numbers, low < high", $"low {low}, high {high}", "0 and 1 are the usual ones.");
        var values = Features.Read(x, nameof(MinMaxScaler));
        var D = x.Shape[-1];
        var (minimum, maximum) = (values[..D].ToArray(), values[..D].ToArray());
        for (var i = D; i < values.Length; i++)
        {
            minimum[i % D] = Math.Min(minimum[i % D], values[i]);
            maximum[i % D] = Math.Max(maximum[i % D], values[i]);
        }
        return new MinMaxScaler(minimum, maximum, low, high);
    }

    /// <summary>z = low + (x − minimum)·(high − low) / (maximum − minimum); Float64 stays Float64, everything else becomes Float32.</summary>
    public Tensor Apply(Tensor x) => Map(x, (value, d) => low + (value - minimum[d]) * factor[d]);

    /// <summary>x = minimum + (z − low)·(maximum − minimum) / (high − low).</summary>
    public Tensor Invert(Tensor z) => Map(z, (value, d) => minimum[d] + (value - low) / factor[d]);

    Tensor Map(Tensor x, Func<double, int, double> function) => Features.Map(x, minimum.Length, nameof(MinMaxScaler), function);
}
