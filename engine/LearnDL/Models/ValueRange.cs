using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The smallest and largest number of a tensor, how many are NaN or infinite, and where the first of those is: in one pass, without a copy.</summary>
readonly record struct ValueRange(double Min, double Max, int Bad, int FirstBad)
{
    public static ValueRange Of(Tensor x) => x.DType switch
    {
        DType.Float32 => Of<float>(x.AsSpan<float>()),
        DType.Float64 => Of<double>(x.AsSpan<double>()),
        DType.Int32 => Of<int>(x.AsSpan<int>()),
        _ => Of<byte>(x.AsSpan<byte>()),
    };

    static ValueRange Of<T>(ReadOnlySpan<T> values) where T : unmanaged, INumber<T>, IMinMaxValue<T>
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
