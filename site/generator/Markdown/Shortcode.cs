using System.Text.RegularExpressions;

namespace LearnDL.Site.Markdown;

/// <summary>
/// A dynamic part of a page, written as in Statiq: &lt;?# Name key="value" /?&gt;, or a pair around some Markdown.
/// </summary>
public sealed partial record Shortcode(string Name, ShortcodeForm Form, IReadOnlyDictionary<string, string> Arguments)
{
    public const string Start = "<?#";
    public const string End = "?>";

    /// <summary>Those that stand alone on their lines; the others live inside a sentence.</summary>
    public static readonly IReadOnlySet<string> Blocks =
        new HashSet<string>
        {
            "Code", "Output", "Picture", "Record", "GradientReport", "Exercise", "LessonList", "ThroughTime", "Api",
            "KerasIndex"
        };

    public bool IsBlock => Blocks.Contains(Name);

    /// <summary>
    /// Reads the shortcode that begins at a place of a text; null when there is none that can be read.
    /// </summary>
    public static Shortcode? Read(string text, int start, int end, out int length)
    {
        var match = Syntax().Match(text, start, end - start);
        length = match.Length;
        if (!match.Success || match.Index != start) return null;
        var closes = match.Groups["close"].Length > 0;
        var form =
            closes ? ShortcodeForm.Close : match.Groups["self"].Length > 0 ? ShortcodeForm.Alone : ShortcodeForm.Open;
        var arguments = new Dictionary<string, string>();
        for (var i = 0; i < match.Groups["key"].Captures.Count; i++)
            arguments[match.Groups["key"].Captures[i].Value] = match.Groups["value"].Captures[i].Value;
        return new Shortcode(match.Groups["name"].Value, form, arguments);
    }

    [GeneratedRegex(
        """<\?#(?<close>/)?\s*(?<name>[A-Za-z]+)(?:\s+(?<key>[A-Za-z]+)="(?<value>[^"]*)")*\s*(?<self>/)?\?>""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Syntax();
}
