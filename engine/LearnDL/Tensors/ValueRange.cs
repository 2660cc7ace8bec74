using System.Numerics;

namespace LearnDL.Tensors;

/// <summary>
/// The smallest and largest number of a tensor, how many are NaN or infinite, and where the first of those is: in one
/// pass, without a copy.
/// </summary>
readonly record struct ValueRange(double Min, double Max, int Bad, int FirstBad)
{
    public static ValueRange Of(Tensor x) => x.DType switch
    {
        DType.Float32 => Of<float>(x.AsSpan<float>()),
        DType.Float64 => Of<double>(x.AsSpan<double>()),
        DType.Int32 => Of<int>(x.AsSpan<int>()),
        _ => Of<byte>(x.AsSpan<byte>()),
    };

    static ValueRange Of<T>(ReadOnlySpan<T> values) where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        OfFinite(values) ?? OfAny(values);

    /// <summary>
    /// Vector by vector: the range, or null where a number is NaN or infinite. Those make v − v something else than 0.
    /// </summary>
    static ValueRange? OfFinite<T>(ReadOnlySpan<T> values) where T : unmanaged, INumber<T>
    {
        if (values.Length < Vector<T>.Count)
            return null;
        var min = new Vector<T>(values);
        var (max, bad) = (min, Vector<T>.Zero);
        for (var i = 0; i < values.Length; i += Vector<T>.Count)
        {
            // the last vector reaches back
            var v = new Vector<T>(values[Math.Min(i, values.Length - Vector<T>.Count)..]);
            (min, max, bad) = (Vector.Min(min, v), Vector.Max(max, v), bad | (v - v));
        }
        if (bad != Vector<T>.Zero)
            return null;
        var (low, high) = (min[0], max[0]);
        for (var i = 1; i < Vector<T>.Count; i++)
            (low, high) = (T.Min(low, min[i]), T.Max(high, max[i]));
        return new ValueRange(double.CreateChecked(low), double.CreateChecked(high), 0, -1);
    }

    static ValueRange OfAny<T>(ReadOnlySpan<T> values) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var (min, max) = (T.MaxValue, T.MinValue);
        var (bad, firstBad) = (0, -1);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (!T.IsFinite(value))
            {
                firstBad = bad++ == 0 ? i : firstBad;
                continue;
            }
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        return new ValueRange(double.CreateChecked(min), double.CreateChecked(max), bad, firstBad);
    }
}
