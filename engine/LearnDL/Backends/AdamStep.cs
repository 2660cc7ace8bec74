namespace LearnDL.Backends;

/// <summary>The numbers of one step of <see cref="Optimizers.Adam"/>: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − α·m / (√v + ε).</summary>
public readonly record struct AdamStep(double Beta1, double Beta2, double Alpha, double Epsilon)
{
    /// <summary>Its numbers by name.</summary>
    public override string ToString() =>
        $"AdamStep {{ Beta1 = {Beta1}, Beta2 = {Beta2}, Alpha = {Alpha}, Epsilon = {Epsilon} }}";
}
