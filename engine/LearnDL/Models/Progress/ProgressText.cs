using System.Globalization;
using System.Text;

namespace LearnDL.Models;

/// <summary>
/// Times, counts and figures as Keras 3 writes them, in any culture; appended without a string of their own.
/// </summary>
static class ProgressText
{
    /// <summary>" 7/40": as wide at the beginning as at the end.</summary>
    public static StringBuilder AppendCount(this StringBuilder line, int seen, int total)
    {
        for (var power = 10L; power <= total; power *= 10)
            if (seen < power)
                line.Append(' ');
        return line.AppendNumber(seen).Append('/').AppendNumber(total);
    }

    /// <summary>"      7/Unknown", where nobody knows how many there will be.</summary>
    public static StringBuilder AppendUnknown(this StringBuilder line, int seen)
    {
        for (var power = 10; power <= 1_000_000; power *= 10)
            if (seen < power)
                line.Append(' ');
        return line.AppendNumber(seen).Append("/Unknown");
    }

    /// <summary>The time since the beginning: "3s".</summary>
    public static StringBuilder AppendSeconds(this StringBuilder line, double seconds) =>
        line.AppendNumber(seconds, "0").Append('s');

    /// <summary>The time that is left, in whole seconds: "1:02:03", "2:03" or "3s".</summary>
    public static StringBuilder AppendEta(this StringBuilder line, double seconds)
    {
        var whole = (long)Math.Min(seconds, long.MaxValue / 2);
        if (seconds <= 60)
            return line.AppendNumber(whole).Append('s');
        if (seconds > 3600)
            line.AppendNumber(whole / 3600).Append(':').AppendNumber(whole % 3600 / 60, "00");
        else
            line.AppendNumber(whole / 60);
        return line.Append(':').AppendNumber(whole % 60, "00");
    }

    /// <summary>"3s/step", "3ms/step" or "3us/step".</summary>
    public static StringBuilder AppendPerStep(this StringBuilder line, double seconds)
    {
        var (amount, unit) = seconds is >= 1 or 0 ? (seconds, "s")
            : seconds >= 1e-3 ? (seconds * 1e3, "ms") : (seconds * 1e6, "us");
        return line.AppendNumber(amount, "0").Append(unit).Append("/step");
    }

    /// <summary>" - loss: 0.4312"; values of at most 0.001, and 0 too, as 4.3120e-04.</summary>
    public static StringBuilder AppendFigure(this StringBuilder line, string name, double value) =>
        line.Append(" - ").Append(name).Append(": ")
            .AppendNumber(value, Math.Abs(value) <= 1e-3 ? "0.0000e+00" : "0.0000");

    static StringBuilder AppendNumber<T>(this StringBuilder line, T number, string? format = null)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[320]; // 1.8e308 without an exponent has 309 digits
        return number.TryFormat(text, out var length, format, CultureInfo.InvariantCulture)
            ? line.Append(text[..length]) : line;
    }
}
