using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ (½e² where |e| ≤ δ, else δ|e| − ½δ²) / K with e = p − y: a squared error for small errors and an absolute
/// one for large errors, so that single targets far off do not rule (Huber 1964).
/// </summary>
/// <param name="delta">δ, the size of an error from which on it counts linearly; 1 by default.</param>
/// <exception cref="HyperparameterException">δ is not a finite number above 0.</exception>
public sealed class Huber(double delta = 1) : Loss("huber")
{
    readonly Equation equation = new(Hyperparameter.Positive(delta, "delta", "1 is the default."));

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => OutputLoss.Mean(equation, y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) => OutputLoss.MeanSlopes(equation, y, p);

    readonly struct Equation(double delta) : IOutputLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V>
        {
            V e = p - y, size = V.Abs(e);
            return V.IfAtMost(size, delta, 0.5 * e * e, delta * size - 0.5 * delta * delta);
        }

        // dp = e, held within [−δ, δ]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V> => V.Min(V.Max(p - y, -delta), delta);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "delta", delta } };

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Huber FromConfig(Config config) => Make(config, c => new Huber(c.Number("delta", 1)));
}
