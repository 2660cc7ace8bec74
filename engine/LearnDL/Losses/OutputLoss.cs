using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>What one output costs: ℓ(y, p), and its slope dℓ/dp, for a target y and a prediction p.</summary>
interface IOutputLoss
{
    /// <summary>ℓ(y, p)</summary>
    V Loss<V>(V y, V p) where V : struct, INumbers<V>;

    /// <summary>dℓ/dp</summary>
    V Slope<V>(V y, V p) where V : struct, INumbers<V>;
}

/// <summary>
/// Losses whose outputs each cost something of their own: the loss of a row is the mean of them, or their sum.
/// </summary>
static class OutputLoss
{
    /// <summary>Σ ℓ(y, p) / K of every row: y and p (R, K) give (R).</summary>
    public static Tensor Mean<F>(F f, Tensor y, Tensor p) where F : struct, IOutputLoss => Losses(f, y, p).Mean(-1);

    /// <summary>Σ ℓ(y, p) of every row: y and p (R, K) give (R).</summary>
    public static Tensor Sum<F>(F f, Tensor y, Tensor p) where F : struct, IOutputLoss => Losses(f, y, p).Sum(-1);

    /// <summary>The gradient of the mean: dp = ℓ'(y, p) / K, (R, K).</summary>
    public static Tensor MeanSlopes<F>(F f, Tensor y, Tensor p) where F : struct, IOutputLoss
    {
        var slopes = Slopes(f, y, p);
        return slopes.Scale(1.0 / p.Shape[-1], into: slopes);
    }

    /// <summary>The gradient of the sum: dp = ℓ'(y, p), (R, K).</summary>
    public static Tensor Slopes<F>(F f, Tensor y, Tensor p) where F : struct, IOutputLoss
    {
        var slopes = Tensor.New(p.Shape, p.DType);
        Formula.Run(new Slope<F>(f), slopes, y, p, slopes);
        return slopes;
    }

    static Tensor Losses<F>(F f, Tensor y, Tensor p) where F : struct, IOutputLoss
    {
        var losses = Tensor.New(p.Shape, p.DType);
        Formula.Run(new Loss<F>(f), losses, y, p, losses);
        return losses;
    }

    // Operands: 0 is y, 1 p, 2 the result.
    readonly struct Loss<F>(F f) : IFormula where F : struct, IOutputLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                at[2, n] = f.Loss(at[0, n], at[1, n]);
        }
    }

    readonly struct Slope<F>(F f) : IFormula where F : struct, IOutputLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                at[2, n] = f.Slope(at[0, n], at[1, n]);
        }
    }
}
