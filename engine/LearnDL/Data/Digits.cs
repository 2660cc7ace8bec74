using System.Globalization;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Float32 where it keeps the digits that count, Float64 where it does not.</summary>
static class Digits
{
    const double ExactlyWhole = 1 << 24, ExactlyWholeInFloat64 = 1L << 53; // above them whole numbers are skipped

    /// <summary>The values (N, D) as a tensor of this type; null: of the smallest that keeps what counts.</summary>
    public static Tensor ToTensor(double[] values, int D, DType? dtype) =>
        (dtype ?? (Float32Loses(values, D) ? DType.Float64 : DType.Float32)) == DType.Float64
        ? Tensor.From<double>(values, [values.Length / D, D])
        : Tensor.From<float>(Array.ConvertAll(values, value => (float)value), [values.Length / D, D]);

    // Above 2^53 everything is whole: 1e30 is meant as it is written, 123456789012345678 loses its last ten digits.
    static bool IsAnother(float rounded, double value) => Math.Abs(value) <= ExactlyWholeInFloat64
        || double.Parse(rounded.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) != value;

    static bool Float32Loses(double[] values, int D)
    {
        var (minimum, maximum, worst) = (new double[D], new double[D], new double[D]);
        Array.Fill(minimum, double.PositiveInfinity);
        Array.Fill(maximum, double.NegativeInfinity);
        for (var (i, d) = (0, 0); i < values.Length; i++, d = d + 1 == D ? 0 : d + 1)
        {
            var value = values[i];
            var rounded = Math.Abs((float)value - value);
            if (rounded > 0 && Math.Abs(value) > ExactlyWhole && value == Math.Floor(value)
                && IsAnother((float)value, value))
                return true;
            minimum[d] = Math.Min(minimum[d], value);
            maximum[d] = Math.Max(maximum[d], value);
            worst[d] = Math.Max(worst[d], rounded);
        }
        for (var d = 0; d < D; d++)
            if (maximum[d] > minimum[d] && worst[d] > (maximum[d] - minimum[d]) * 1e-4)
                return true;
        return false;
    }
}
