using System.Globalization;

namespace LearnDL.Site.Views;

/// <summary>A time as a sentence says it.</summary>
static class Duration
{
    internal static string Text(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, seconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} minutes");
}
