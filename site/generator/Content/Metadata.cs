using System.Globalization;
using YamlDotNet.Serialization;

namespace LearnDL.Site.Content;

/// <summary>
/// The keys of a front matter or a _directory.yml. Names are compared as Statiq does, without regard to case.
/// </summary>
public sealed class Metadata
{
    static readonly IDeserializer Yaml = new DeserializerBuilder().Build();
    readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public bool Has(string key) => values.ContainsKey(key);

    public string Text(string key) => values.GetValueOrDefault(key, "");

    public int Number(string key) =>
        int.TryParse(Text(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public Metadata Add(string yaml)
    {
        foreach (var (key, value) in Yaml.Deserialize<Dictionary<string, object?>>(yaml) ?? [])
            values[key] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return this;
    }

    /// <summary>The YAML between the first line "---" and the next one; empty when a text has none.</summary>
    public static string FrontMatterOf(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != "---") return "";
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");
        return end < 0 ? "" : string.Join('\n', lines[1..end]);
    }
}
