using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// A figure of yes-or-no answers at one or more thresholds: <see cref="Precision"/>, <see cref="Recall"/>, and what
/// they are made of, such as <see cref="TruePositives"/>. Every target but 0 is a yes.
/// </summary>
public abstract class ThresholdMetric : Metric
{
    /// <summary>Takes the place of a threshold where only topK decides, as in Keras.</summary>
    const double BelowAll = -1e10;

    readonly double[] thresholds;
    readonly double[]? given; // as the constructor had them
    readonly int? classId;

    private protected ThresholdMetric(IReadOnlyList<double>? thresholds, int? topK, int? classId, string name)
        : base(name)
    {
        this.thresholds = thresholds is null ? [topK is null ? 0.5 : BelowAll]
            : [.. thresholds.Select(threshold => Hyperparameter.Within(0, 1, threshold, "thresholds"))];
        (given, TopK) = (thresholds is null ? null : this.thresholds, topK);
        if (this.thresholds.Length == 0)
            throw new HyperparameterException(
                $"Metric '{name}' has no threshold.", "at least one", "an empty list", "Leave thresholds out for 0.5.");
        this.classId = classId is { } k ? Hyperparameter.AtLeast(0, k, "classId") : null;
        Counts = new ThresholdCounts(
            this.thresholds, topK is { } most ? Hyperparameter.AtLeast(1, most, "topK") : null, classId);
    }

    private protected ThresholdCounts Counts { get; }

    /// <summary>How many of the largest outputs count as a yes; null for all above a threshold.</summary>
    private protected int? TopK { get; }

    /// <summary>The only class that counts; null for all.</summary>
    private protected int? ClassId => classId;

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <summary>The figure; with several thresholds the mean of their figures, as Keras's progress bar shows.</summary>
    public override double Result
    {
        get
        {
            var sum = 0.0;
            for (var t = 0; t < thresholds.Length; t++)
                sum += ResultAt(t);
            return sum / thresholds.Length;
        }
    }

    /// <summary>The figure at every threshold.</summary>
    public override IReadOnlyList<double> Results => [.. Enumerable.Range(0, thresholds.Length).Select(ResultAt)];

    private protected abstract double ResultAt(int threshold);

    /// <summary>a / (a + b), 0 where both are 0.</summary>
    private protected static double Share(double a, double b) => a + b == 0 ? 0 : a / (a + b);

    /// <inheritdoc/>
    public override void Reset() => Counts.Reset();

    /// <inheritdoc/>
    public override void KeepState(TrainingState state) => Counts.KeepState(state);

    /// <inheritdoc/>
    protected override void Add(Tensor y, Tensor p, Tensor weights) => Counts.Add(y, p, weights);

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsFull(y, p))
            throw Misfit(y, p, $"Give a yes or no for every output; class numbers become rows by y.OneHot({p[-1]}).");
        if (classId >= p[-1])
            throw new HyperparameterException($"Metric '{Name}' looks at an output that is not there.",
                $"classId from 0 to {p[-1] - 1}", $"{classId}", "Classes are counted from 0.");
    }

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) =>
        !TargetRows.AreYesOrNo(y) ? $"\"{Name}\" takes every target but 0 for a yes, and there are others than 1 and 0."
        : loss.FromLogits && Reader is null && Array.Exists(thresholds, threshold => threshold > 0)
            ? $"\"{Name}\" takes scores for probabilities, as {loss.Name} has fromLogits. Give it thresholds: 0."
        : null;

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "thresholds", given } };
}
