using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ ln cosh(p − y) / K: about ½e² for a small error e and |e| − ln 2 for a large one, with a smooth way between
/// the two. Small losses keep their digits, which Keras's formula e + softplus(−2e) − ln 2 rounds away.
/// </summary>
public sealed class LogCosh() : Loss("log_cosh")
{
    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => OutputLoss.Mean(default(Equation), y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        OutputLoss.MeanSlopes(default(Equation), y, p);

    readonly struct Equation : IOutputLoss
    {
        const double Ln2 = 0.69314718055994531;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V>
        {
            var a = V.Abs(p - y);
            var m = V.Expm1(-a);                                  // e⁻ᵃ − 1
            var small = V.Log1p(m * m / (2 * (1 + m)));           // cosh a − 1 = (1 − e⁻ᵃ)² / 2e⁻ᵃ
            var large = a + V.Log1p((1 + m) * (1 + m)) - Ln2;     // cosh a = eᵃ(1 + e⁻²ᵃ) / 2
            return V.IfAtMost(a, 1, small, large);
        }

        // dp = tanh(p − y)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V> => V.Tanh(p - y);
    }

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static LogCosh FromConfig(Config config) => Make(config, c => new LogCosh());
}
