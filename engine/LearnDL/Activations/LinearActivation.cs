using LearnDL.Tensors;

namespace LearnDL.Activations;

/// <summary>y = z: nothing is computed.</summary>
sealed class LinearActivation() : ActivationFunction("linear", needsZ: false)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor z) => z;

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, Tensor z, Tensor y) => dy;

    internal override void Forward(Columns z, Columns y) => y.CopyFrom(z);

    internal override void Backward(Columns dy, Columns z, Columns y, Columns dz) => dz.CopyFrom(dy);
}
