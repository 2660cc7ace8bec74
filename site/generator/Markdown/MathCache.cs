using System.Text.Json;
using System.Text.RegularExpressions;

namespace LearnDL.Site.Markdown;

/// <summary>
/// The formulas as MathML, written by math/render.mjs and committed, so that a build needs no JavaScript.
/// </summary>
public sealed partial class MathCache
{
    readonly IReadOnlyDictionary<string, string> inline, display;

    MathCache(IReadOnlyDictionary<string, string> inline, IReadOnlyDictionary<string, string> display) =>
        (this.inline, this.display) = (inline, display);


    public static MathCache Read(string path)
    {
        if (!File.Exists(path))
            return new MathCache(new Dictionary<string, string>(), new Dictionary<string, string>());
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return new MathCache(Formulas("inline"), Formulas("display"));

        Dictionary<string, string> Formulas(string mode) =>
            json.RootElement.GetProperty(mode).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }

    public string? Find(string tex, bool isDisplay) => (isDisplay ? display : inline).GetValueOrDefault(Key(tex));

    /// <summary>Line breaks and runs of spaces mean nothing in TeX, so they are one space in a key.</summary>
    public static string Key(string tex) => Spaces().Replace(tex.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
