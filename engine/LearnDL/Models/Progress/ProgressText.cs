using System.Globalization;
using System.Text;

namespace LearnDL.Models;

/// <summary>Times, counts and figures as Keras 3 writes them, in any culture; appended without a string of their own.
/// </summary>
static class ProgressText
{
    /// <summary>" 7/40": as wide at the beginning as at the end.</summary>
    public static StringBuilder AppendCount(this StringBuilder line, int seen, int total)
    {
        for (var power = 10L; power <= total; power *= 10)
            if (seen < power)
                line.Append(' ');
        return line.Append(CultureInfo.InvariantCulture, $"{seen}/{total}");
    }

    /// <summary>The time that is left: "1:02:03", "2:03" or "3s", in whole seconds begun.</summary>
    public static StringBuilder AppendEta(this StringBuilder line, double seconds)
    {
        var whole = (long)Math.Min(seconds, long.MaxValue / 2);
        return seconds > 3600
            ? line.Append(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole % 3600 / 60:00}:{whole % 60:00}")
            : seconds > 60 ? line.Append(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}")
            : line.Append(CultureInfo.InvariantCulture, $"{whole}s");
    }

    /// <summary>"3s/step", "3ms/step" or "3us/step".</summary>
    public static StringBuilder AppendPerStep(this StringBuilder line, double seconds)
    {
        var (amount, unit) = seconds is >= 1 or 0 ? (seconds, "s")
            : seconds >= 1e-3 ? (seconds * 1e3, "ms") : (seconds * 1e6, "us");
        return line.Append(CultureInfo.InvariantCulture, $"{amount:0}{unit}/step");
    }

    /// <summary>
    /// " - loss: 0.4312"; values of at most 0.001, and 0 too, as 4.3120e-04.
    /// </summary>
    public static StringBuilder AppendFigure(this StringBuilder line, string name, double value)
    {
        line.Append(" - ").Append(name).Append(": ");
        return Math.Abs(value) <= 1e-3
            ? line.Append(CultureInfo.InvariantCulture, $"{value:0.0000e+00}")
            : line.Append(CultureInfo.InvariantCulture, $"{value:0.0000}");
    }
}
