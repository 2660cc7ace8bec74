namespace LearnDL.Site.Views;

/// <summary>A time as a sentence says it.</summary>
static class Duration
{
    internal static string Text(double seconds) => seconds < 90
        ? $"{Math.Max(1, seconds):0} s"
        : $"{seconds / 60:0} minutes";
}
