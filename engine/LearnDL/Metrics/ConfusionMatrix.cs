using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>A table of what was taken for what: rows are the true classes, columns the predicted ones.</summary>
public static class ConfusionMatrix
{
    /// <summary>Counts how often each class was predicted for each true class.</summary>
    /// <param name="labels">The true classes (N), or (N, 1).</param>
    /// <param name="predictions">The predicted classes (N), or (N, 1), as PredictClasses gives them.</param>
    /// <param name="numClasses">K; by default one more than the largest class of both.</param>
    /// <param name="weights">What each sample counts (N); 1 by default.</param>
    /// <returns>(K, K), Int32; Float64 where there are weights.</returns>
    /// <exception cref="ShapeException">Labels, predictions and weights are not as many, or not one per sample.
    /// </exception>
    /// <exception cref="DataException">Some are not classes: whole numbers 0..K − 1.</exception>
    public static Tensor Of(Tensor labels, Tensor predictions, int? numClasses = null, Tensor weights = default)
    {
        IsOnePerSample("labels", labels, labels.Size);
        IsOnePerSample("predictions", predictions, labels.Size);
        if (weights.HasValue)
            IsOnePerSample("weights", weights, labels.Size);
        var K = numClasses ?? 1 + (int)Math.Max(Largest(labels), Largest(predictions));
        Hyperparameter.AtLeast(1, K, "numClasses");
        AreClasses("Labels", labels, K);
        AreClasses("Predictions", predictions, K);
        var counts = Tensor.Zeros([K, K], DType.Float64);
        for (var i = 0; i < labels.Size; i++)
            counts.AsSpan<double>()[(int)labels.ValueAt(i) * K + (int)predictions.ValueAt(i)] +=
                weights.HasValue ? weights.ValueAt(i) : 1;
        return weights.HasValue ? counts : counts.Cast(DType.Int32);
    }

    static double Largest(Tensor x)
    {
        var largest = -1.0;
        for (var i = 0; i < x.Size; i++)
            largest = Math.Max(largest, x.ValueAt(i));
        return Math.Min(largest, int.MaxValue - 1);
    }

    static void IsOnePerSample(string name, Tensor x, int samples)
    {
        if (x.Size != samples || x.Shape != (x.Rank == 2 ? [samples, 1] : [samples]))
            throw new ShapeException($"A confusion matrix wants one class per sample, and the {name} are others.",
                $"({samples},)", $"{x.Shape}",
                "Use PredictClasses, or ArgMax() where there is a column for each class.");
    }

    static void AreClasses(string name, Tensor x, int K)
    {
        for (var i = 0; i < x.Size; i++)
            if (!TargetRows.IsClass(x.ValueAt(i), K))
                throw new DataException($"{name} of a confusion matrix are not classes.", $"whole numbers 0..{K - 1}",
                    $"{x.ValueAt(i)} at row {i:N0}", "Count classes from 0, and give numClasses if there are more.");
    }
}
