using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// The best that one figure of yes-or-no answers can be, over thresholds spaced evenly from 0 to 1, where another
/// figure is at least what is asked for; 0 where it never is: <see cref="SensitivityAtSpecificity"/>,
/// <see cref="SpecificityAtSensitivity"/>, <see cref="PrecisionAtRecall"/>, <see cref="RecallAtPrecision"/>.
/// </summary>
public abstract class BestThreshold : Metric
{
    readonly ThresholdBuckets buckets;
    readonly string what; // must be reached
    readonly double least;
    readonly int? classId;

    private protected BestThreshold(double least, string what, int numThresholds, int? classId, string name)
        : base(name)
    {
        this.what = what;
        this.least = Hyperparameter.Within(0, 1, least, $"{name}: {what}");
        buckets = new ThresholdBuckets(Hyperparameter.AtLeast(1, numThresholds, $"{name}: numThresholds"));
        this.classId = classId is { } k ? Hyperparameter.AtLeast(0, k, $"{name}: classId") : null;
    }

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <summary>The best so far.</summary>
    public override double Result
    {
        get
        {
            if (buckets.Labels == 0)
                return 0;
            ReadOnlySpan<double> yes = buckets.Yes(0), no = buckets.No(0);
            var (allYes, allNo) = (Sum(yes), Sum(no));
            double best = 0, tp = 0, fp = 0;
            for (var threshold = buckets.Count - 1; threshold >= 0; threshold--)
            {
                (tp, fp) = (tp + yes[threshold + 1], fp + no[threshold + 1]); // all above the threshold
                var (bound, figure) = At(tp, fp, tn: allNo - fp, fn: allYes - tp);
                if (bound >= least)
                    best = Math.Max(best, figure);
            }
            return best;
        }
    }

    /// <summary>The figure that must be large enough, and the one that is looked for.</summary>
    private protected abstract (double Bound, double Figure) At(double tp, double fp, double tn, double fn);

    /// <summary>a / (a + b), 0 where both are 0.</summary>
    private protected static double Share(double a, double b) => a + b == 0 ? 0 : a / (a + b);

    static double Sum(ReadOnlySpan<double> counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += count;
        return sum;
    }

    /// <inheritdoc/>
    public override void Reset() => buckets.Reset();

    /// <inheritdoc/>
    public override void KeepState(TrainingState state) => buckets.KeepState(state);

    /// <inheritdoc/>
    protected override void Add(Tensor y, Tensor p, Tensor weights)
    {
        if (classId is { } k)
            (y, p) = (Column(y, k, p.Shape[-1]), Column(p, k, p.Shape[-1]));
        buckets.Add(y, p, weights, multiLabel: false, labelWeights: null);
    }

    static Tensor Column(Tensor x, int k, int K) => x.Reshape(-1, K)[.., k..(k + 1)];

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
        : loss.FromLogits ? $"\"{Name}\" takes scores for probabilities, as {loss.Name} has fromLogits. For its sake, "
            + "let the last layer apply its activation, and leave fromLogits out."
        : null;

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { what, least }, { "num_thresholds", buckets.Count }, { "class_id", classId },
    };
}
