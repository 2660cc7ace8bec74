using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>
/// Mails as they can be shown on a page: some words of them, in lines of its width,
/// and none that a class should not read.
/// </summary>
static class Mails
{
    static readonly string[] unfit =
    [
        "sex", "porn", "xxx", "nude", "naked", "horny", "penis", "tits", "fuck", "milf", "whor", "webcam", "viagra",
        "erotic", "adult", "slut", "cum", "pussy", "teen", "girl"
    ];

    /// <summary>Whether a page may show it: much of the spam is crude.</summary>
    public static bool IsFit(string text) => !unfit.Any(part => text.Contains(part, StringComparison.Ordinal));

    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The first words of a mail.</summary>
    public static string First(string text, int count) => string.Join(' ', Words(text).Take(count));

    /// <summary>The last words of a mail.</summary>
    public static string Last(string text, int count) => string.Join(' ', Words(text).TakeLast(count));

    /// <summary>The first words, in lines that fit on a page.</summary>
    public static string Lines(string text, int words, string indent = "  ")
    {
        var all = Words(text);
        var (lines, line) = (new List<string>(), "");
        foreach (var word in all.Take(words).Append(all.Length > words ? "…" : ""))
        {
            if (indent.Length + line.Length + word.Length + 1 > Wrapped.Width)
            {
                lines.Add(indent + line);
                line = "";
            }
            line += (line.Length > 0 && word.Length > 0 ? " " : "") + word;
        }
        return string.Join('\n', lines.Append(indent + line));
    }
}
