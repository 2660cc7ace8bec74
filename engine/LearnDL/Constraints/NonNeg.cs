using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>No number below 0: w ← max(w, 0).</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override void Apply(Tensor w) => w.ReLU(into: w);

    /// <summary>A constraint with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static NonNeg FromConfig(Config config) => Make(config, c => new NonNeg());
}
