using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// A metric that is a mean over rows: Σ w∘value / Σ w over all rows seen, every weight w being 1 by default.
/// </summary>
public abstract class MeanMetric(string name) : Metric(name)
{
    double total, count;

    /// <summary>The mean so far; 0 before the first row.</summary>
    public override double Result => count == 0 ? 0 : total / count;

    /// <inheritdoc/>
    public override void Reset() => (total, count) = (0, 0);

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        state.Field("total", ref total);
        state.Field("count", ref count);
    }

    /// <inheritdoc/>
    protected override void Add(Tensor y, Tensor p, Tensor weights)
    {
        var values = RowValues(y, p);
        if (weights.HasValue)
            values = values.Cast(weights.DType).Multiply(weights);
        total += values.Sum().Item();
        count += weights.HasValue ? weights.Sum().Item() : values.Size;
    }

    /// <summary>The figure of every row of a batch, (R).</summary>
    protected abstract Tensor RowValues(Tensor y, Tensor p);
}
