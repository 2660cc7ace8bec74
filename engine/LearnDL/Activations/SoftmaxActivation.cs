using LearnDL.Tensors;

namespace LearnDL.Activations;

/// <summary>
/// yₖ = e^(zₖ − m) / Σ e^(zⱼ − m) along the last axis; taking the largest m away first keeps e from overflowing.
/// </summary>
sealed class SoftmaxActivation() : ActivationFunction("softmax", needsZ: false)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor z)
    {
        var e = z.SubtractColumn(z.Max(-1)).Exp();
        return e.DivideColumn(e.Sum(-1));
    }

    /// <summary>Every output depends on every input: dzₖ = yₖ(dyₖ − Σⱼ dyⱼyⱼ).</summary>
    public override Tensor Backward(Tensor dy, Tensor z, Tensor y) =>
        y.Multiply(dy.SubtractColumn(dy.Multiply(y).Sum(-1)));

    internal override void Forward(Tensor z, Tensor y) => y.CopyFrom(Forward(z));

    internal override void Backward(Tensor dy, Tensor z, Tensor y, Tensor dz) => dz.CopyFrom(Backward(dy, z, y));

    internal override R Use<R>(IActivationUser<R> user) =>
        throw new InvalidOperationException("Softmax is no function of one number: ActivationPair.Of says so first.");
}
