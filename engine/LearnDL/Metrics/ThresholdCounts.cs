using System.Numerics;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// How many outputs that are a yes, or none, were predicted as a yes, for one or more thresholds; each counts its
/// weight. Above a threshold means yes, at it still no.
/// </summary>
/// <param name="thresholds">The thresholds.</param>
/// <param name="topK">Only the k largest outputs of a row can be a yes, of equal ones the first; all by
/// default.</param>
/// <param name="classId">The only output of a row that is looked at; all by default.</param>
sealed class ThresholdCounts(double[] thresholds, int? topK, int? classId)
{
    /// <summary>Rightly a yes, wrongly a yes, wrongly a no, rightly a no, for each threshold.</summary>
    public double[] TruePositives { get; } = new double[thresholds.Length];

    /// <inheritdoc cref="TruePositives"/>
    public double[] FalsePositives { get; } = new double[thresholds.Length];

    /// <inheritdoc cref="TruePositives"/>
    public double[] FalseNegatives { get; } = new double[thresholds.Length];

    /// <inheritdoc cref="TruePositives"/>
    public double[] TrueNegatives { get; } = new double[thresholds.Length];

    public void Reset()
    {
        Array.Clear(TruePositives);
        Array.Clear(FalsePositives);
        Array.Clear(FalseNegatives);
        Array.Clear(TrueNegatives);
    }

    /// <summary>The counts.</summary>
    public void KeepState(TrainingState state)
    {
        Keep(state, "true_positives", TruePositives);
        Keep(state, "false_positives", FalsePositives);
        Keep(state, "false_negatives", FalseNegatives);
        Keep(state, "true_negatives", TrueNegatives);
    }

    static void Keep(TrainingState state, string name, double[] counts)
    {
        var kept = counts;
        state.Field(name, ref kept, counts.Length);
        kept.CopyTo(counts, 0);
    }

    public void Add(Tensor y, Tensor p, Tensor weights)
    {
        if (p.DType == DType.Float32)
            Add<float>(y, p, weights);
        else
            Add<double>(y, p, weights);
    }

    void Add<T>(Tensor y, Tensor p, Tensor weights) where T : unmanaged, INumber<T>
    {
        var all = p.AsSpan<T>();
        var K = p.Shape[-1];
        for (var row = 0; row < all.Length / K; row++)
        {
            var outputs = all.Slice(row * K, K);
            var weight = weights.HasValue ? weights.ValueAt(row) : 1;
            for (var k = classId ?? 0; k <= (classId ?? K - 1); k++)
                Count(y.ValueAt(row * K + k) != 0, outputs[k], topK is not { } most || IsTop(outputs, k, most), weight);
        }
    }

    void Count<T>(bool isYes, T output, bool isTop, double weight) where T : unmanaged, INumber<T>
    {
        for (var t = 0; t < thresholds.Length; t++)
        {
            var saysYes = isTop && output > T.CreateTruncating(thresholds[t]); // compared in the type of the outputs
            if (saysYes)
                (isYes ? TruePositives : FalsePositives)[t] += weight;
            else
                (isYes ? FalseNegatives : TrueNegatives)[t] += weight;
        }
    }

    /// <summary>Whether fewer than k outputs come before this one: larger ones, and equal ones to its left.</summary>
    static bool IsTop<T>(ReadOnlySpan<T> outputs, int at, int k) where T : unmanaged, INumber<T>
    {
        var before = 0;
        for (var i = 0; i < outputs.Length; i++)
            if (outputs[i] > outputs[at] || (outputs[i] == outputs[at] && i < at))
                before++;
        return before < k;
    }
}
