using System.Numerics;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// Counts yes and no between thresholds: bucket b holds the predictions above threshold b − 1 and at most threshold b.
/// A prediction costs one addition, whatever the number of thresholds; how many lie above a threshold is a sum over the
/// buckets behind it.
/// </summary>
sealed class ThresholdBuckets
{
    readonly double[]? uneven; // sorted, with 0 − ε and 1 + ε at the ends; null where they are even
    readonly int lowest = 1;   // bucket of a prediction of 0, which lies above 0 − ε
    double[] yes = [], no = [];  // (label, bucket)

    /// <summary>Thresholds 0 − ε, 1/(T − 1), 2/(T − 1), …, 1 + ε, or others between the two ends.</summary>
    public ThresholdBuckets(int count, IReadOnlyList<double>? thresholds)
    {
        Count = thresholds is null ? count : thresholds.Count + 2;
        if (thresholds is null)
            return;
        double[] sorted = [0, .. thresholds.Select(t => Hyperparameter.Within(0, 1, t, "thresholds")).Order(), 1];
        if (AreEven(sorted))
            return;
        (sorted[0], sorted[^1]) = (-Settings.Epsilon, 1 + Settings.Epsilon);
        uneven = sorted;
    }

    /// <summary>Thresholds 0, 1/(T − 1), 2/(T − 1), …, 1: a prediction of 0 lies above none. A single one is 0.5.
    /// </summary>
    public ThresholdBuckets(int count) => (Count, uneven, lowest) = (count, count == 1 ? [0.5] : null, 0);

    /// <summary>T, the number of thresholds.</summary>
    public int Count { get; }

    /// <summary>How many outputs have counts of their own; 0 before the first batch.</summary>
    public int Labels { get; private set; }

    /// <summary>The weights of all that are a yes, by bucket, for one label.</summary>
    public ReadOnlySpan<double> Yes(int label) => yes.AsSpan(label * (Count + 1), Count + 1);

    /// <summary>The weights of all that are a no.</summary>
    public ReadOnlySpan<double> No(int label) => no.AsSpan(label * (Count + 1), Count + 1);

    /// <summary>As exactly as Keras asks before it computes a bucket from a prediction.</summary>
    static bool AreEven(double[] thresholds)
    {
        for (var i = 0; i < thresholds.Length; i++)
        {
            var even = (double)i / (thresholds.Length - 1);
            if (thresholds.Length < 3 || Math.Abs(thresholds[i] - even) > Settings.Epsilon + 1e-5 * even)
                return false;
        }
        return true;
    }

    public void Reset()
    {
        Array.Clear(yes);
        Array.Clear(no);
    }

    /// <summary>The counts.</summary>
    public void KeepState(TrainingState state)
    {
        state.Field("yes", ref yes);
        state.Field("no", ref no, yes.Length);
        state.Same("thresholds", $"{Count}");
        Labels = yes.Length % (Count + 1) == 0 ? yes.Length / (Count + 1) : throw new ConfigException(
            "The saved counts of a metric are not those of its thresholds.", $"a multiple of {Count + 1}",
            $"{yes.Length}", TrainingState.Again);
    }

    public void Add(Tensor y, Tensor p, Tensor weights, bool multiLabel, double[]? labelWeights)
    {
        var K = p.Shape[-1];
        var labels = multiLabel ? K : 1;
        if (Labels != labels)
            (Labels, yes, no) = (labels, new double[labels * (Count + 1)], new double[labels * (Count + 1)]);
        for (var i = 0; i < p.Size; i++)
        {
            var k = i % K;
            var bucket = p.DType == DType.Float32 ? Bucket(p.AsSpan<float>()[i]) : Bucket(p.AsSpan<double>()[i]);
            var weight = (weights.HasValue ? weights.ValueAt(i / K) : 1) * (labelWeights?[k] ?? 1);
            (y.ValueAt(i) != 0 ? yes : no)[(multiLabel ? k : 0) * (Count + 1) + bucket] += weight;
        }
    }

    /// <summary>How many thresholds lie below a prediction, found in its own type.</summary>
    int Bucket<T>(T p) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (uneven is null) // ⌈p(T − 1)⌉
        {
            var place = T.Clamp(p, T.Zero, T.One) * T.CreateTruncating(Count - 1);
            return Math.Max(lowest, int.CreateSaturating(T.Ceiling(place)));
        }
        var below = 0;
        while (below < Count && p > T.CreateTruncating(uneven[below]))
            below++;
        return below;
    }
}
