using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Regularizers;

/// <summary>
/// Both penalties at once (the elastic net of Zou, Hastie 2005): l1·Σ|w| + l2·Σw². At w = 0 the slope of |w| is taken
/// as 0. As in Keras 3, both are 0 by default.
/// </summary>
public class L1L2 : Regularizer
{
    readonly double l1, l2;

    /// <param name="l1">The rate of Σ|w|, at least 0; 0 by default.</param>
    /// <param name="l2">The rate of Σw², at least 0; 0 by default.</param>
    /// <exception cref="HyperparameterException">A rate is not a finite number of at least 0.</exception>
    public L1L2(double l1 = 0, double l2 = 0)
    {
        this.l1 = Hyperparameter.NotNegative(l1, $"{GetType().Name}: l1");
        this.l2 = Hyperparameter.NotNegative(l2, $"{GetType().Name}: l2");
    }

    /// <inheritdoc/>
    public sealed override double Of(Tensor w) =>
        (l1 > 0 ? l1 * w.Abs().Sum().Item() : 0) + (l2 > 0 ? l2 * w.Square().Sum().Item() : 0); // l1·Σ|w| + l2·Σw²

    /// <inheritdoc/>
    public sealed override void AddGradient(Tensor w, Tensor gradient, double share) =>
        Formula.Run(new Slope(share * l1, share * 2 * l2), gradient, w, gradient);

    /// <summary>The derivative of one number's penalty. Operands: 0 is w, 1 the gradient.</summary>
    readonly struct Slope(double l1, double twiceL2) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V ofAbs = l1, ofSquare = twiceL2;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V w = at[0, n];
                var dw = V.MultiplyAdd(ofSquare, w, ofAbs * Sign.Of(w));     // dw = l1·sign(w) + 2·l2·w
                at[1, n] = at[1, n] + dw;
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new() { { "l1", l1 }, { "l2", l2 } };

    /// <summary>A regularizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static L1L2 FromConfig(Config config) => Make(config, c => new L1L2(c.Number("l1", 0), c.Number("l2", 0)));
}
