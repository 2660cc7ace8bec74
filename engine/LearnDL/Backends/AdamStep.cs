namespace LearnDL.Backends;

/// <summary>The numbers of one step of <see cref="Optimizers.Adam"/>: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − α·m / (√v + ε).</summary>
public readonly record struct AdamStep(double Beta1, double Beta2, double Alpha, double Epsilon);
