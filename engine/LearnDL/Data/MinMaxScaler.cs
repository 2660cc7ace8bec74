using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Brings every feature into a range, 0..1 if no other is named: z = low + (x − minimum)·(high − low) / (maximum
/// − minimum). Named as in scikit-learn. Fit it on the training part only and apply it to both: the test part's
/// highest value is news that the training must not have. Values of the test part may then lie outside the
/// range, as they do in a series that grows.
/// <code>
/// var scale = MinMaxScaler.Fit(xTrain);
/// xTrain = scale.Apply(xTrain);
/// xTest = scale.Apply(xTest);
/// var passengers = scale.Invert(model.Predict(xTest));      // back to the unit of the data
/// var onlyOne = scale.Invert(model.Predict(xTest), column: 0); // where several features come in and one goes out
/// </code>
/// A feature that never changes becomes low and is otherwise left unscaled. Only equal numbers count as "never
/// changes"; scikit-learn also takes very small ranges for constant.
/// </summary>
public sealed class MinMaxScaler : IConfigurable
{
    readonly double[] minimum, maximum;
    readonly double low, high;
    readonly bool exact; // Float32 would lose how the values differ

    MinMaxScaler(double[] minimum, double[] maximum, double low, double high, bool exact) =>
        (this.minimum, this.maximum, this.low, this.high, this.exact) = (minimum, maximum, low, high, exact);

    /// <summary>The lowest value of each feature, Float64 (D).</summary>
    public Tensor Minimum => Tensor.From(minimum);

    /// <summary>The highest value of each feature, Float64 (D).</summary>
    public Tensor Maximum => Tensor.From(maximum);

    /// <summary>What the lowest value becomes.</summary>
    public double Low => low;

    /// <summary>What the highest value becomes.</summary>
    public double High => high;

    /// <summary>
    /// Whether Float32 could not tell apart the values it was fitted to; <c>Invert</c> then gives Float64.
    /// </summary>
    public bool NeedsFloat64 => exact;

    /// <summary>Measures the features, the last axis of x (N, …, D).</summary>
    /// <param name="x">The training part.</param>
    /// <param name="low">What the lowest value becomes.</param>
    /// <param name="high">What the highest value becomes: −1 and 1 suit a tanh.</param>
    /// <exception cref="DataException">x has no rows, or a NaN or infinity.</exception>
    /// <exception cref="HyperparameterException">The range is empty or reversed.</exception>
    public static MinMaxScaler Fit(Tensor x, double low = 0, double high = 1)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
            throw new HyperparameterException("A MinMaxScaler needs a range to scale to.", "finite numbers, low < high",
                $"low {low}, high {high}", "0 and 1 are the usual ones.");
        var values = Features.Read(x, nameof(MinMaxScaler));
        var D = x.Shape[-1];
        var (minimum, maximum) = (values[..D].ToArray(), values[..D].ToArray());
        for (var (i, d) = (D, 0); i < values.Length; i++, d = d + 1 == D ? 0 : d + 1)
        {
            minimum[d] = Math.Min(minimum[d], values[i]);
            maximum[d] = Math.Max(maximum[d], values[i]);
        }
        return new MinMaxScaler(minimum, maximum, low, high, Features.NeedFloat64(minimum, maximum));
    }

    /// <summary>
    /// z = low + (x − minimum)·(high − low) / (maximum − minimum); Float64 stays
    /// Float64, everything else becomes Float32.
    /// </summary>
    public Tensor Apply(Tensor x) => Features.Map(x, minimum.Length, nameof(MinMaxScaler), Scaled);

    /// <summary>
    /// The same for numbers of one feature, x (…) of any shape: the target of a forecast from several features.
    /// </summary>
    /// <param name="x">Values of that feature.</param>
    /// <param name="column">The feature's number, 0..D-1.</param>
    /// <exception cref="ShapeException">It was fitted to no such feature.</exception>
    public Tensor Apply(Tensor x, int column) => Features.Map(x,
        Features.Column(column, minimum.Length, nameof(MinMaxScaler)), Scaled);

    /// <summary>
    /// x = minimum + (z − low)·(maximum − minimum) / (high − low). Float64 stays Float64, everything else becomes
    /// Float32, unless Float32 could not tell apart the values it was fitted to (times in seconds, say): then Float64.
    /// </summary>
    public Tensor Invert(Tensor z) => Features.Map(z, minimum.Length, nameof(MinMaxScaler), Unscaled, exact);

    /// <summary>
    /// The same for numbers of one feature, z (…) of any shape: (N), (N, 1) or (N, steps), as a model predicts them.
    /// </summary>
    /// <param name="z">Scaled values of that feature.</param>
    /// <param name="column">The feature's number, 0..D-1.</param>
    /// <exception cref="ShapeException">It was fitted to no such feature.</exception>
    public Tensor Invert(Tensor z, int column) =>
        Features.Map(z, Features.Column(column, minimum.Length, nameof(MinMaxScaler)), Unscaled, exact);

    /// <summary>
    /// The scaler of some features only, in this order: for targets that are several of the features.
    /// </summary>
    /// <exception cref="ShapeException">It was fitted to no such feature, or no number is given.</exception>
    public MinMaxScaler Columns(params ReadOnlySpan<int> columns) =>
        new(Features.Pick(minimum, columns, nameof(MinMaxScaler)),
            Features.Pick(maximum, columns, nameof(MinMaxScaler)), low, high, exact);

    /// <summary>What was measured, and the range to scale to.</summary>
    public Config GetConfig() => new()
    {
        { "minimum", minimum }, { "maximum", maximum }, { "low", low }, { "high", high }, { "needs_float64", exact },
    };

    /// <inheritdoc/>
    public Config Serialize() => Attachments.Serialize(this);

    /// <summary>One that was measured before.</summary>
    /// <exception cref="ConfigException">A number is missing, or cannot be.</exception>
    public static MinMaxScaler FromConfig(Config config) => config.Read(c =>
    {
        var (minimum, low) = (c.FiniteNumbers("minimum"), c.Number("low", 0));
        var (maximum, high) = (c.FiniteNumbers("maximum", minimum.Length), c.Number("high", 1));
        for (var d = 0; d < minimum.Length; d++)
            if (maximum[d] < minimum[d])
                throw c.Wrong("maximum", $"{minimum[d]} or more at {d}", c.Find("maximum"));
        return double.IsFinite(low) && double.IsFinite(high) && low < high
            ? new MinMaxScaler(minimum, maximum, low, high, c.Bool("needs_float64", false))
            : throw c.Wrong("high", $"a finite number above low, {low}", c.Find("high"));
    });

    // Halves where a range is too wide for Float64; a quotient of halves is the same.
    double Scaled(double x, int d)
    {
        var (range, past) = (maximum[d] - minimum[d], x - minimum[d]);
        var t = range == 0 ? past : double.IsFinite(range) ? past / range :
            (x / 2 - minimum[d] / 2) / (maximum[d] / 2 - minimum[d] / 2);
        return Between(low, high, t);
    }

    double Unscaled(double z, int d)
    {
        var width = high - low;
        var t = double.IsFinite(width) ? (z - low) / width : (z / 2 - low / 2) / (high / 2 - low / 2);
        return maximum[d] > minimum[d] ? Between(minimum[d], maximum[d], t) : minimum[d] + t;
    }

    // from + t·(to − from), and exactly `to` at t = 1.
    static double Between(double from, double to, double t) =>
        t == 1 ? to : to - from is var width && double.IsFinite(width) ? from + t * width : from * (1 - t) + to * t;
}
