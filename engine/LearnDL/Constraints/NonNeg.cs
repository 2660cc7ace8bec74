using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>No number below 0: w ← max(w, 0).</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override void Apply(Tensor w) => w.ReLU(into: w);
}
