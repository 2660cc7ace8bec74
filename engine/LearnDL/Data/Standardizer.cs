using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Gives every feature mean 0 and deviation 1: z = (x − mean) / deviation. Keras's layer for this is
/// <c>Normalization</c>. Fit it on the training part only and apply it to both: numbers of the test part
/// must not reach the training in any way.
/// <code>
/// var scale = Standardizer.Fit(xTrain);
/// xTrain = scale.Apply(xTrain);
/// xTest = scale.Apply(xTest);
/// </code>
/// Differs from Keras in one case: a feature that never changes becomes 0 and is otherwise left unscaled.
/// Keras divides it by 1e-7, and a small change in new data then counts in millions.
/// Only a feature whose lowest and highest value are equal counts as one that never changes; Keras's and
/// scikit-learn's fixed borders also catch features that change little.
/// </summary>
public sealed class Standardizer : IConfigurable
{
    // the mean is mean + rest: Float64 alone cannot stand between two neighbours
    readonly double[] mean, rest, deviation;
    readonly bool exact; // Float32 would lose how the values differ

    Standardizer(double[] mean, double[] rest, double[] deviation, bool exact) =>
        (this.mean, this.rest, this.deviation, this.exact) = (mean, rest, deviation, exact);

    /// <summary>The mean of each feature, Float64 (D).</summary>
    public Tensor Mean => Tensor.From(mean);

    /// <summary>
    /// What <see cref="Mean"/> rounds away, Float64 (D): it counts where values differ in their last digits only.
    /// </summary>
    public Tensor MeanRest => Tensor.From(rest);

    /// <summary>
    /// The standard deviation of each feature, √(Σ(x − mean)²/N), Float64 (D); 1 where a feature never changes.
    /// </summary>
    public Tensor Deviation => Tensor.From(deviation);

    /// <summary>
    /// Whether Float32 could not tell apart the values it was fitted to; <c>Invert</c> then gives Float64.
    /// </summary>
    public bool NeedsFloat64 => exact;

    /// <summary>Measures the features, the last axis of x (N, …, D).</summary>
    /// <exception cref="DataException">x has no rows, or a NaN or infinity.</exception>
    public static Standardizer Fit(Tensor x)
    {
        var values = Features.Read(x, nameof(Standardizer));
        var moments = new ColumnMoments(values, x.Shape[-1]);
        var deviation = moments.Deviations(values);
        for (var d = 0; d < deviation.Length; d++)
            deviation[d] = deviation[d] > 0 ? deviation[d] : 1;
        var exact = Features.NeedFloat64(moments.Minimum, moments.Maximum);
        return new Standardizer(moments.Mean, moments.Rest, deviation, exact);
    }

    /// <summary>z = (x − mean) / deviation; Float64 stays Float64, everything else becomes Float32.</summary>
    public Tensor Apply(Tensor x) => Features.Map(x, mean.Length, nameof(Standardizer), Scaled);

    /// <summary>
    /// The same for numbers of one feature, x (…) of any shape: the target of a forecast from several features.
    /// </summary>
    /// <param name="x">Values of that feature.</param>
    /// <param name="column">The feature's number, 0..D-1.</param>
    /// <exception cref="ShapeException">It was fitted to no such feature.</exception>
    public Tensor Apply(Tensor x, int column) => Features.Map(x,
        Features.Column(column, mean.Length, nameof(Standardizer)), Scaled);

    /// <summary>
    /// x = z·deviation + mean. Float64 stays Float64, everything else becomes Float32, unless Float32 could not tell
    /// apart the values it was fitted to (times in seconds, say): then Float64.
    /// </summary>
    public Tensor Invert(Tensor z) => Features.Map(z, mean.Length, nameof(Standardizer), Unscaled, exact);

    /// <summary>
    /// The same for numbers of one feature, z (…) of any shape: (N), (N, 1) or (N, steps), as a model predicts them.
    /// </summary>
    /// <param name="z">Scaled values of that feature.</param>
    /// <param name="column">The feature's number, 0..D-1.</param>
    /// <exception cref="ShapeException">It was fitted to no such feature.</exception>
    public Tensor Invert(Tensor z, int column) =>
        Features.Map(z, Features.Column(column, mean.Length, nameof(Standardizer)), Unscaled, exact);

    /// <summary>
    /// The scaler of some features only, in this order: for targets that are several of the features.
    /// </summary>
    /// <exception cref="ShapeException">It was fitted to no such feature, or no number is given.</exception>
    public Standardizer Columns(params ReadOnlySpan<int> columns) => new(
        Features.Pick(mean, columns, nameof(Standardizer)), Features.Pick(rest, columns, nameof(Standardizer)),
        Features.Pick(deviation, columns, nameof(Standardizer)), exact);

    /// <summary>What was measured.</summary>
    public Config GetConfig() => new()
    {
        { "mean", mean }, { "mean_rest", rest }, { "deviation", deviation }, { "needs_float64", exact },
    };

    /// <inheritdoc/>
    public Config Serialize() => Attachments.Serialize(this);

    /// <summary>One that was measured before.</summary>
    /// <exception cref="ConfigException">A number is missing, or cannot be.</exception>
    public static Standardizer FromConfig(Config config) => config.Read(c =>
    {
        var mean = c.FiniteNumbers("mean");
        return new Standardizer(mean, c.FiniteNumbers("mean_rest", mean.Length),
            c.FiniteNumbers("deviation", mean.Length, above: 0), c.Bool("needs_float64", false));
    });

    double Scaled(double x, int d)
    {
        var apart = x - mean[d] - rest[d];
        return double.IsFinite(apart) ? apart / deviation[d] : x / deviation[d] - mean[d] / deviation[d];
    }

    double Unscaled(double z, int d) => z * deviation[d] + rest[d] + mean[d];
}
