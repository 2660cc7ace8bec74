using System.Text.Encodings.Web;
using System.Text.Json;

namespace LearnDL.Site.Search;

/// <summary>
/// What can be found, as a script that hands it over: a browser reads no JSON from file://, but it runs scripts.
/// </summary>
static class SearchIndex
{
    /// <summary>Its address in the site.</summary>
    public const string Url = "search/index.js";

    static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Script(IEnumerable<SearchEntry> entries) =>
        $"learnDLSearch.load([\n{string.Join(",\n", entries.Select(Row))}\n])\n";

    static string Row(SearchEntry entry) => JsonSerializer.Serialize(new[]
    {
        entry.Kind.ToString(), entry.Url, entry.Title, entry.Within, entry.Text, entry.Names, entry.Words
    }, json);
}
