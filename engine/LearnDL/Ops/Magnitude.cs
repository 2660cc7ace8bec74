using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LearnDL.Tensors;

/// <summary>
/// How large the numbers of a tensor are, floats only. Both questions are answered in one pass, without a copy.
/// </summary>
static class Magnitude
{
    /// <summary>Squares of Float64 numbers beyond these would overflow, or vanish.</summary>
    const double Huge = 1e140, Tiny = 1e-140;

    /// <summary>
    /// max |xᵢ|; NaN where one of them is, else infinite where one of them is; 0 of nothing. The bits of positive
    /// floats, read as whole numbers, have the order of the floats, with infinity behind them and NaN at the end: so
    /// one comparison finds all three.
    /// </summary>
    public static double Largest(Tensor x)
    {
        Check.IsFloat(nameof(Largest), x);
        return x.DType == DType.Float32
            ? BitConverter.Int32BitsToSingle(LargestBits(MemoryMarshal.Cast<float, int>(x.AsSpan<float>()),
                int.MaxValue))
            : BitConverter.Int64BitsToDouble(LargestBits(MemoryMarshal.Cast<double, long>(x.AsSpan<double>()),
                long.MaxValue));
    }

    /// <summary>The largest of the numbers without their sign bits.</summary>
    static T LargestBits<T>(ReadOnlySpan<T> bits, T withoutSign) where T : unmanaged, IBinaryInteger<T>
    {
        var largest = T.Zero;
        var last = bits.Length - Vector<T>.Count;
        if (last < 0)
        {
            foreach (var one in bits)
                largest = T.Max(largest, one & withoutSign);
            return largest;
        }
        ref var first = ref MemoryMarshal.GetReference(bits);
        var mask = new Vector<T>(withoutSign);
        var a = Vector.LoadUnsafe(ref first, (nuint)last) & mask; // the last vector reaches back
        var b = Vector<T>.Zero;
        for (var i = 0; i < last; i += 2 * Vector<T>.Count)
        {
            a = Vector.Max(a, Vector.LoadUnsafe(ref first, (nuint)i) & mask);
            b = Vector.Max(b, Vector.LoadUnsafe(ref first, (nuint)Math.Min(i + Vector<T>.Count, last)) & mask);
        }
        a = Vector.Max(a, b);
        for (var lane = 0; lane < Vector<T>.Count; lane++)
            largest = T.Max(largest, a[lane]);
        return largest;
    }

    /// <summary>
    /// ‖x‖ = √Σ xᵢ², summed in Float64; infinite only where the norm itself is, NaN where a number is.
    /// </summary>
    public static double Norm(Tensor x)
    {
        var largest = Largest(x);
        var scale = Scale(largest);
        return double.IsFinite(largest) ? Math.Sqrt(SumOfSquares(x, scale)) / scale : largest;
    }

    /// <summary>
    /// What numbers up to this one are multiplied by so that their squares fit into Float64: 1 for all ordinary ones,
    /// else a power of 2, which rounds nothing.
    /// </summary>
    public static double Scale(double largest) =>
        largest is 0 or (>= Tiny and <= Huge) || !double.IsFinite(largest) ? 1
            : Math.ScaleB(1, Math.Min(1023, -Math.ILogB(largest)));

    /// <summary>Σ (scale·xᵢ)² in Float64, in one fixed order.</summary>
    public static double SumOfSquares(Tensor x, double scale = 1) =>
        x.DType == DType.Float32 ? SumOfSquares(x.AsSpan<float>(), scale) : SumOfSquares(x.AsSpan<double>(), scale);

    static double SumOfSquares(ReadOnlySpan<float> x, double scale)
    {
        var sums = new EightSums(scale);
        var i = 0;
        for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(x.Slice(i, Vector256<float>.Count)));
            sums.Add(low, high);
        }
        var rest = 0.0;
        for (; i < x.Length; i++)
            rest += scale * x[i] * (scale * x[i]);
        return sums.Total + rest;
    }

    static double SumOfSquares(ReadOnlySpan<double> x, double scale)
    {
        var sums = new EightSums(scale);
        var i = 0;
        for (; i <= x.Length - 2 * Vector256<double>.Count; i += 2 * Vector256<double>.Count)
            sums.Add(Vector256.Create(x.Slice(i, Vector256<double>.Count)),
                Vector256.Create(x.Slice(i + Vector256<double>.Count, Vector256<double>.Count)));
        var rest = 0.0;
        for (; i < x.Length; i++)
            rest += scale * x[i] * (scale * x[i]);
        return sums.Total + rest;
    }

    /// <summary>
    /// Eight sums of squares side by side: number i goes to sum i mod 8, whatever vectors the processor has.
    /// </summary>
    ref struct EightSums(double scale)
    {
        readonly Vector256<double> scale = Vector256.Create(scale);
        Vector256<double> low, high;

        public void Add(Vector256<double> first, Vector256<double> second)
        {
            first *= scale;
            second *= scale;
            low += first * first;
            high += second * second;
        }

        public readonly double Total => Of(low) + Of(high);

        static double Of(Vector256<double> four) => four[0] + four[2] + (four[1] + four[3]);
    }
}
