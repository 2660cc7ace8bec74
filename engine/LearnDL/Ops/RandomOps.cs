using System.Runtime.CompilerServices;
using LearnDL.Backends;
using LearnDL.Numbers;

namespace LearnDL.Tensors;

/// <summary>Ops that make random numbers: which ones, the <see cref="Draws"/> say.</summary>
public static class RandomOps
{
    /// <summary>
    /// A tensor (N, …) of numbers evenly distributed in [low, high). Its first axis are samples: number n is
    /// draws.FirstSample + n of the batch, and has the same numbers in whatever group of samples it is computed.
    /// Float32 has multiples of 2⁻²⁴ of the range, Float64 of 2⁻⁵³.
    /// </summary>
    /// <exception cref="HyperparameterException">A number in draws is out of range.</exception>
    public static Tensor Uniform(this in Draws draws, Shape shape, double low = 0, double high = 1,
        DType dtype = DType.Float32, Tensor into = default) => Draw(draws, shape, high - low, low, dtype, into);

    /// <summary>
    /// A tensor (N, …) of normally distributed numbers, each made of one that <see cref="Uniform"/> would draw in its
    /// place.
    /// </summary>
    /// <param name="draws">Which random numbers decide.</param>
    /// <param name="shape">(N, …), as for Uniform.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation.</param>
    /// <param name="dtype">Float32, or Float64.</param>
    /// <param name="into">Where it is written; a new tensor by default.</param>
    /// <exception cref="HyperparameterException">A number in draws is out of range.</exception>
    public static Tensor Normal(this in Draws draws, Shape shape, double mean = 0, double stddev = 1,
        DType dtype = DType.Float32, Tensor into = default)
    {
        var z = Draw(draws, shape, 1, -0.5, dtype, into);                                       // u − ½
        var least = dtype == DType.Float32 ? 1.0 / (1 << 25) : 1.0 / (1L << 54);
        Formula.Run(new NormalQuantile(mean, stddev, least), z, z);                             // mean + stddev·Φ⁻¹(u)
        return z;
    }

    /// <summary>
    /// What dropout multiplies by: 0 for a random share of the elements, 1 / (1 − rate) for the others, so that sums
    /// keep their size.
    /// </summary>
    /// <param name="draws">Which random numbers decide.</param>
    /// <param name="shape">(N, …), as for Uniform.</param>
    /// <param name="rate">The share that is dropped, in [0, 1).</param>
    /// <param name="dtype">Float32, or Float64.</param>
    /// <param name="into">Where it is written; a new tensor by default.</param>
    internal static Tensor DropoutMask(this in Draws draws, Shape shape, double rate, DType dtype,
        Tensor into = default)
    {
        var mask = Draw(draws, shape, -1, 1 - rate, dtype, into);  // 1 − rate − u, for u in [0, 1)
        Formula.Run(new Kept(1 / (1 - rate)), mask, mask);         // kept where u < 1 − rate
        return mask;
    }

    /// <summary>The scale where v is above 0, 0 elsewhere.</summary>
    readonly struct Kept(double scale) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V kept = scale, dropped = 0;
            for (var n = 0; n < at.Length; n += V.Count)
                at[0, n] = V.IfGreater(at[0, n], 0, kept, dropped);
        }
    }

    /// <summary>scale·u + shift, for u in [0, 1)</summary>
    static Tensor Draw(in Draws draws, Shape shape, double scale, double shift, DType dtype, Tensor into)
    {
        Check.IsFloat(nameof(Uniform), dtype);
        draws.Check(shape.Rank > 0 ? shape[0] : 1);
        var result = Check.Result(nameof(Uniform), into, shape, dtype);
        Backend.Current.Uniform(draws, scale, shift, result);
        return result;
    }
}
