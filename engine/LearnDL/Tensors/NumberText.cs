using System.Globalization;

namespace LearnDL.Tensors;

/// <summary>
/// Single numbers as NumPy writes them: as few digits as tell the number from its neighbours (Steele, White 1990), at
/// most 8 after the point; where digits are cut off, the exact binary value is rounded, a tie to the even digit.
/// </summary>
static class NumberText
{
    const int Precision = 8;

    /// <summary>More digits than any number near a tie has, so that rounding them rounds the exact value.</summary>
    const string ExactFixed = "F20", ExactScientific = "E25";

    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Whole(double v) => v.ToString("0", Invariant);

    public static string Special(double v) => double.IsNaN(v) ? "nan" : v > 0 ? "inf" : "-inf";

    /// <summary>A tensor of rank 0: 0.7795139, 3.0, 1e-05.</summary>
    public static string Alone(double v, DType dtype)
    {
        if (!double.IsFinite(v))
            return Special(v);
        if (v == 0 || Math.Abs(v) is >= 1e-4 and < 1e16)
            return Sign(v) + Decimal(Shortest(v, dtype)).ToString("0.0###########################", Invariant);
        var (mantissa, exponent) = Rounded(v, Digits(v, dtype) - 1);
        return Sign(v) + mantissa.ToString(Invariant) + Exponent(exponent, 2);
    }

    /// <summary>With a point and at most 8 digits after it: 0.1, 3., 0.33333333.</summary>
    public static string Fixed(double v, DType dtype)
    {
        var digits = Math.Min(Precision, (int)Decimal(Shortest(v, dtype)).Scale);
        var shown = decimal.Round(Decimal(Math.Abs(v).ToString(ExactFixed, Invariant)), digits);
        return Sign(v) + shown.ToString("0.########", Invariant) + (shown == decimal.Truncate(shown) ? "." : "");
    }

    /// <summary>With this many digits after the point and an exponent: 1.50e-05.</summary>
    public static string Scientific(double v, int digits, int exponentDigits = 2)
    {
        var (mantissa, exponent) = Rounded(v, digits);
        return Sign(v) + mantissa.ToString($"F{digits}", Invariant) + (digits == 0 ? "." : "")
            + Exponent(exponent, exponentDigits);
    }

    /// <summary>How many digits after the point the scientific form needs, at most 8.</summary>
    public static int DigitsNeeded(double v, DType dtype)
    {
        var mantissa = Rounded(v, Math.Min(Precision, Digits(v, dtype) - 1)).Mantissa.ToString("0.########", Invariant);
        return Math.Max(0, mantissa.Length - 2); // without the digit before the point, and the point
    }

    /// <summary>|v| = mantissa·10^exponent with one digit before the point and this many after it.</summary>
    static (decimal Mantissa, int Exponent) Rounded(double v, int digits)
    {
        var parts = Math.Abs(v).ToString(ExactScientific, Invariant).Split('E');
        var (mantissa, exponent) = (decimal.Round(Decimal(parts[0]), digits), int.Parse(parts[1], Invariant));
        return mantissa >= 10 ? (mantissa / 10, exponent + 1) : (mantissa, exponent);
    }

    /// <summary>The fewest digits that read back as |v|.</summary>
    static string Shortest(double v, DType dtype) =>
        dtype == DType.Float32 ? MathF.Abs((float)v).ToString(Invariant) : Math.Abs(v).ToString(Invariant);

    /// <summary>How many those are, without zeros at either end.</summary>
    static int Digits(double v, DType dtype) =>
        Math.Max(1, Shortest(v, dtype).Split('E')[0].Replace(".", "").Trim('0').Length);

    static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.Float, Invariant);

    static string Exponent(int exponent, int digits) =>
        (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString($"D{digits}", Invariant);

    static string Sign(double v) => double.IsNegative(v) ? "-" : "";
}
