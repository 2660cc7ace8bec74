using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// F = (1 + β²) · precision · recall / (β² · precision + recall): one figure for both, in which recall counts β times
/// as much (van Rijsbergen 1979). Each class has its own; the denominators have ε = 1e-7 added, as in Keras.
/// </summary>
/// <param name="average">How the classes' figures become one: "macro" their mean, "weighted" their mean by the number
/// of targets of each class, "micro" one count of all classes. By default each stays alone in Results, and the figure
/// in logs is their mean, as Keras's progress bar shows.</param>
/// <param name="beta">β, 1 by default.</param>
/// <param name="threshold">Above which an output is a yes; by default the largest of its row is the only one.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A setting is out of its range, or an unknown word.</exception>
public class FBetaScore(
    string? average = null, double beta = 1, double? threshold = null, string name = "fbeta_score") : Metric(name)
{
    readonly string? average = average is null or "micro" or "macro" or "weighted" ? average
        : throw new HyperparameterException($"Metric '{name}' does not know the average '{average}'.",
            "\"micro\", \"macro\", \"weighted\" or none", $"\"{average}\"", "\"macro\" is the mean over classes.");
    readonly double beta2 = Math.Pow(Hyperparameter.Positive(beta, "beta", "1 weighs both alike."), 2);
    readonly double? threshold = threshold is null or (> 0 and <= 1) ? threshold
        : throw new HyperparameterException($"Metric '{name}' has a threshold out of range.", "above 0, at most 1",
            $"{threshold}", "0.5 is usual for a sigmoid.");

    double[] tp = [], fp = [], fn = []; // rightly a yes, wrongly a yes, wrongly a no; of every class (K)

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <summary>The figure of the average that was chosen; the mean over classes where none was.</summary>
    public override double Result => average switch
    {
        "micro" => Score(tp.Sum(), fp.Sum(), fn.Sum()),
        "weighted" => Weighted(),
        _ => tp.Length == 0 ? 0 : Results.Average(),
    };

    /// <summary>The figure of every class.</summary>
    public override IReadOnlyList<double> Results =>
        [.. Enumerable.Range(0, tp.Length).Select(k => Score(tp[k], fp[k], fn[k]))];

    double Score(double tp, double fp, double fn)
    {
        double precision = tp / (tp + fp + Settings.Epsilon), recall = tp / (tp + fn + Settings.Epsilon);
        return (1 + beta2) * (precision * recall / (beta2 * precision + recall + Settings.Epsilon));
    }

    double Weighted()
    {
        var targets = tp.Sum() + fn.Sum();
        return Enumerable.Range(0, tp.Length)
            .Sum(k => Score(tp[k], fp[k], fn[k]) * (tp[k] + fn[k]) / (targets + Settings.Epsilon));
    }

    /// <inheritdoc/>
    public override void Reset() => (tp, fp, fn) = ([], [], []);

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        state.Field("true_positives", ref tp);
        state.Field("false_positives", ref fp, tp.Length);
        state.Field("false_negatives", ref fn, tp.Length);
    }

    /// <inheritdoc/>
    protected override void Add(Tensor y, Tensor p, Tensor weights)
    {
        var yes = Yes(p).Reshape(-1, p.Shape[-1]);                          // 1 or 0                     (R, K)
        y = y.Cast(p.DType).Reshape(yes.Shape);
        var right = yes.Multiply(y);                                        // TP = Σ yes∘y
        Accumulate(ref tp, right, weights);
        Accumulate(ref fp, yes.Subtract(right), weights);                   // FP = Σ yes∘(1 − y)
        Accumulate(ref fn, y.Subtract(right), weights);                     // FN = Σ (1 − yes)∘y
    }

    Tensor Yes(Tensor p)
    {
        if (threshold is { } t)
            return p.Shift(-t).Positive();
        var rows = p.Reshape(-1, p.Shape[-1]);
        var isLargest = rows.SubtractColumn(rows.Max(-1)).Equal(Tensor.Zeros(rows.Shape, p.DType));
        return isLargest.Multiply(rows.Abs().Shift(-1e-9).Positive());      // a row of zeros has no largest
    }

    static void Accumulate(ref double[] sums, Tensor values, Tensor weights)
    {
        var sum = (weights.HasValue ? values.MultiplyColumn(weights) : values).SumRows(); // (K)
        if (sums.Length != sum.Size)
            sums = new double[sum.Size];
        for (var k = 0; k < sums.Length; k++)
            sums[k] += sum.ValueAt(k);
    }

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsFull(y, p))
            throw Misfit(y, p, $"Give a yes or no for every output; class numbers become rows by y.OneHot({p[-1]}).");
    }

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) =>
        !TargetRows.AreYesOrNo(y) ? $"\"{Name}\" compares yes or no with targets that are neither 1 nor 0."
        : threshold is null && prediction[-1] == 1 ? $"\"{Name}\" takes the largest output of a row for its yes, and "
            + "there is one output: every answer is a yes. Use new F1Score(threshold: 0.5)."
        : threshold is not null && loss.FromLogits && Reader is null
            ? $"\"{Name}\" takes scores for probabilities, as {loss.Name} has fromLogits."
        : null;

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "average", average }, { "beta", beta }, { "threshold", threshold },
    };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static FBetaScore FromConfig(Config config) =>
        Make(config, c => new FBetaScore(c.Text("average", null), c.Number("beta", 1), c.NumberOrNull("threshold"),
            c.Name ?? "fbeta_score"));
}
