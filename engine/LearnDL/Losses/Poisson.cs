using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ (p − y ln(p + ε)) / K, ε = 1e-7: for targets that are counts, p the mean of a Poisson distribution. It is
/// minus the log-likelihood without the term that p does not change, so it may be negative. The prediction must not
/// be: let the last layer end in "exponential" or "softplus".
/// </summary>
public sealed class Poisson() : Loss("poisson")
{
    internal override bool TakesLogarithm => true;

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) =>
        OutputLoss.Mean(new Equation(Settings.Epsilon), y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        OutputLoss.MeanSlopes(new Equation(Settings.Epsilon), y, p);

    readonly struct Equation(double epsilon) : IOutputLoss
    {
        // ℓ = p − y ln(p + ε)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V> => p - y * V.Log(p + epsilon);

        // dp = 1 − y / (p + ε)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V> => 1 - y / (p + epsilon);
    }

    internal override string? Doubt(Tensor y) => TargetRows.Least(y) >= 0 ? null
        : $"{Name} is for counts, but some targets are negative. Use \"mse\" or \"mae\" for numbers of both signs.";

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Poisson FromConfig(Config config) => Make(config, c => new Poisson());
}
