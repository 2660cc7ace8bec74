using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = −Σ ŷ∘p̂ with ŷ = y / max(‖y‖, ε) and p̂ = p / max(‖p‖, ε), ε = 1e-7: minus the cosine of the angle between y
/// and p, −1 where they point the same way. Lengths do not count; a row of zeros gives 0. Along the last axis only
/// (Keras lets one choose). The metric of this name is the cosine itself, without the minus, as in Keras.
/// </summary>
public sealed class CosineSimilarity() : Loss("cosine_similarity")
{
    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) =>
        y.DivideColumn(Length(y)).Multiply(p.DivideColumn(Length(p))).Sum(-1).Negate();

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p)
    {
        var length = Length(p);                                                // max(‖p‖, ε)                   (R)
        Tensor yHat = y.DivideColumn(Length(y)), pHat = p.DivideColumn(length);
        var along = yHat.Multiply(pHat).Sum(-1).Multiply(IsFree(length));      // 0 where ε holds the length    (R)
        // dp = (p̂ Σ ŷ∘p̂ − ŷ) / ‖p‖: what of ŷ stands across p
        return pHat.MultiplyColumn(along).Subtract(yHat).DivideColumn(length);
    }

    /// <summary>max(‖x‖, ε) of every row.</summary>
    static Tensor Length(Tensor x)
    {
        var length = x.Square().Sum(-1).Sqrt();
        return length.Maximum(Tensor.Full(length.Shape, Settings.Epsilon, length.DType));
    }

    /// <summary>1 where a length is above ε.</summary>
    static Tensor IsFree(Tensor length) => length.Shift(-Settings.Epsilon).Positive();

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CosineSimilarity FromConfig(Config config) => Make(config, c => new CosineSimilarity());
}
