using LearnDL.Tensors;

namespace LearnDL.Losses;

// Losses on numbers: Keras's loss(y, p), the same figures as in a training.
public abstract partial class Loss
{
    /// <summary>
    /// The mean loss, as Keras's <c>MeanSquaredError()(y, p)</c>: <c>new MeanSquaredError().Apply(y, p)</c>. It is
    /// Σ (weight · loss of the row) / number of rows.
    /// </summary>
    /// <param name="y">The targets.</param>
    /// <param name="p">The predictions (N, …, K), or (K) of a single sample; whole numbers will do.</param>
    /// <param name="sampleWeight">A weight for every sample (N), or for every row (N, …); all 1 by default.</param>
    /// <exception cref="LearnDLException">The targets or weights do not suit the predictions.</exception>
    public double Apply(Tensor y, Tensor p, Tensor sampleWeight = default)
    {
        p = Predictions(y, p);
        return Value(y, p, sampleWeight.HasValue ? RowWeights(Fitting(sampleWeight, p), p) : default);
    }

    /// <summary>
    /// A loss for every sample, as Keras's function <c>mean_squared_error(y, p)</c> gives them:
    /// <c>new MeanSquaredError().PerSample(y, p)</c>.
    /// </summary>
    /// <param name="y">The targets.</param>
    /// <param name="p">The predictions (N, …, K), or (K) of a single sample; whole numbers will do.</param>
    /// <returns>(N, …): the shape of the predictions without its last axis.</returns>
    /// <exception cref="LearnDLException">The targets do not suit the predictions.</exception>
    public Tensor PerSample(Tensor y, Tensor p)
    {
        p = Predictions(y, p);
        return RowLosses(y, p).Reshape(p.Shape.WithoutLast);
    }

    /// <summary>p in a type to compute with; (N) beside targets (N, 1) are N samples of one output.</summary>
    static Tensor Predictions(Tensor y, Tensor p)
    {
        p = p.IsFloat ? p : p.Cast(Settings.FloatX);
        if (p.Rank == 0)
            throw new ShapeException("A loss compares rows, and the prediction is a single number.", "(N, K), or (K)",
                $"{p.Shape}", "Put it in brackets: Tensor.Of(p).");
        return p.Rank == 1 && y.Rank == 2 && y.Shape[1] == 1 ? p.ExpandDims() : p;
    }

    Tensor Fitting(Tensor weights, Tensor p)
    {
        var rows = p.Shape.WithoutLast;
        var isPerSample = rows.Rank > 0 && (weights.Shape == rows[..1] || weights.Shape == rows[..1].Concat([1]));
        return isPerSample || weights.Shape == rows || weights.Shape == rows.Concat([1]) ? weights :
            throw new ShapeException($"{Name} was given weights that do not suit the samples.",
                $"{(rows.Rank > 1 ? rows[..1] : rows)}", $"{weights.Shape}", "Give one weight for every sample.");
    }
}
