using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// The area under a curve that shows yes-or-no answers at all thresholds at once. ROC: the share of yes that is found
/// over the share of no that is taken for one; 0.5 by chance, 1 at best (Hanley and McNeil 1982). PR: precision over
/// recall, between the thresholds as Davis and Goadrich (2006) say. Predictions are sorted into buckets between
/// thresholds, so the area is nearly that of all thresholds, and exactly Keras's.
/// </summary>
public sealed class AUC : Metric
{
    readonly AreaUnderCurve area;
    readonly ThresholdBuckets buckets;
    readonly bool multiLabel, fromLogits;
    readonly int numThresholds;
    readonly int? numLabels;
    readonly double[]? thresholds, labelWeights;

    /// <summary>Makes the metric.</summary>
    /// <param name="numThresholds">The number of thresholds, spaced evenly from 0 to 1; more than 1.</param>
    /// <param name="curve">"ROC" or "PR".</param>
    /// <param name="summationMethod">"interpolation", or "minoring" or "majoring" for a bound from below or above.
    /// </param>
    /// <param name="name">The key in logs.</param>
    /// <param name="thresholds">Thresholds in [0, 1] in place of even ones; 0 − ε and 1 + ε are added.</param>
    /// <param name="multiLabel">Whether every output has an area of its own, and the figure is their mean; otherwise
    /// all outputs count as answers of one kind.</param>
    /// <param name="numLabels">The number of outputs, only with multiLabel and only to be checked.</param>
    /// <param name="labelWeights">What each output counts.</param>
    /// <param name="fromLogits">Whether predictions are scores before the sigmoid.</param>
    /// <exception cref="HyperparameterException">A setting is out of its range, or an unknown word.</exception>
    public AUC(int numThresholds = 200, string curve = "ROC", string summationMethod = "interpolation",
        string name = "auc", IReadOnlyList<double>? thresholds = null, bool multiLabel = false, int? numLabels = null,
        IReadOnlyList<double>? labelWeights = null, bool fromLogits = false) : base(name)
    {
        (this.numThresholds, this.thresholds) = (numThresholds, thresholds?.ToArray());
        area = new AreaUnderCurve(curve, summationMethod);
        buckets = new ThresholdBuckets(Hyperparameter.AtLeast(2, numThresholds, "numThresholds"), thresholds);
        (this.multiLabel, this.numLabels, this.fromLogits) = (multiLabel, numLabels, fromLogits);
        this.labelWeights = labelWeights is null ? null
            : [.. labelWeights.Select(weight => Hyperparameter.NotNegative(weight, "labelWeights"))];
        if (numLabels is not null && !multiLabel)
            throw new HyperparameterException("AUC has labels only where multiLabel is true.", "multiLabel: true",
                $"numLabels: {numLabels}", "Leave numLabels out, or set multiLabel.");
    }

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <summary>The area so far; with multiLabel the mean of all outputs' areas, by their weights.</summary>
    public override double Result
    {
        get
        {
            var (sum, weights) = (0.0, 0.0);
            for (var label = 0; label < buckets.Labels; label++)
            {
                var weight = multiLabel ? labelWeights?[label] ?? 1 : 1;
                (sum, weights) = (sum + weight * area.Of(buckets, label), weights + weight);
            }
            return weights == 0 ? 0 : sum / weights;
        }
    }

    /// <inheritdoc/>
    public override void Reset() => buckets.Reset();

    /// <inheritdoc/>
    public override void KeepState(TrainingState state) => buckets.KeepState(state);

    /// <inheritdoc/>
    protected override void Add(Tensor y, Tensor p, Tensor weights) => buckets.Add(
        y, fromLogits ? p.Sigmoid() : p, weights, multiLabel, multiLabel ? null : labelWeights);

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsFull(y, p))
            throw Misfit(y, p, $"Give a yes or no for every output; class numbers become rows by y.OneHot({p[-1]}).");
        if ((numLabels ?? labelWeights?.Length ?? p[-1]) is var labels && labels != p[-1])
            throw new ShapeException($"Metric '{Name}' was made for another number of outputs.", $"{labels} outputs",
                $"{p[-1]}", "Give a number of labels, or of weights, as there are outputs.");
    }

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) =>
        !TargetRows.AreYesOrNo(y) ? $"\"{Name}\" takes every target but 0 for a yes, and there are others than 1 and 0."
        : loss.FromLogits && Reader is null && !fromLogits
            ? $"\"{Name}\" takes scores for probabilities, as {loss.Name} has fromLogits. Give it fromLogits: true."
        : null;

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config(base.GetConfig())
        {
            { "num_thresholds", numThresholds }, { "curve", area.Curve }, { "summation_method", area.Method },
            { "multi_label", multiLabel }, { "num_labels", numLabels }, { "label_weights", labelWeights },
            { "from_logits", fromLogits },
        };
        if (thresholds is not null) // in place of their number
            config.Add("thresholds", thresholds);
        return config;
    }

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static AUC FromConfig(Config config) =>
        Make(config, c => new AUC(c.Int("num_thresholds", 200), c.Text("curve", "ROC")!,
            c.Text("summation_method", "interpolation")!, c.Name ?? "auc", c.NumbersOrNull("thresholds"),
            c.Bool("multi_label", false), c.IntOrNull("num_labels"), c.NumbersOrNull("label_weights"),
            c.Bool("from_logits", false)));
}
