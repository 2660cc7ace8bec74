using System.Text.Json;
using System.Text.Json.Nodes;
using LearnDL.Saving;

namespace LearnDL.Data;

// A tokenizer as its settings and counts, and back.
public sealed partial class Tokenizer
{
    /// <summary>
    /// The settings and what was counted, in the form of Keras's <c>to_json</c>: each table is a JSON text of its own.
    /// </summary>
    public Config GetConfig() => new()
    {
        { "num_words", numWords }, { "filters", filters }, { "lower", lower }, { "split", split },
        { "char_level", charLevel }, { "oov_token", oovToken }, { "document_count", DocumentCount },
        { "word_counts", Written(wordCounts) }, { "word_docs", Written(wordDocs) },
        { "index_docs", Written(wordDocs.Where(word => wordIndex.ContainsKey(word.Key))
            .Select(word => KeyValuePair.Create($"{wordIndex[word.Key]}", word.Value))) },
        { "index_word", new JsonObject(indexWord.Select(word =>
            KeyValuePair.Create($"{word.Key}", (JsonNode?)word.Value))).ToJsonString() },
        { "word_index", Written(wordIndex) },
    };

    static string Written(IEnumerable<KeyValuePair<string, int>> numbers) =>
        new JsonObject(numbers.Select(word => KeyValuePair.Create(word.Key, (JsonNode?)word.Value))).ToJsonString();

    /// <inheritdoc/>
    public Config Serialize() => Attachments.Serialize(this);

    /// <summary>One that was fitted before, also by Keras: what <c>json.loads(tokenizer.to_json())</c> has.</summary>
    /// <exception cref="ConfigException">A setting is missing or wrong, or the numbers of the words do not follow from
    /// their counts.</exception>
    public static Tokenizer FromConfig(Config config) => config.Read(c =>
    {
        var made = new Tokenizer(c.IntOrNull("num_words"), c.TextOr("filters", DefaultFilters), c.Bool("lower", true),
            c.TextOr("split", " "), c.Bool("char_level", false), c.Text("oov_token", null))
        {
            DocumentCount = c.Int("document_count"),
        };
        c.Ignore("index_docs", "index_word", "analyzer"); // they follow from the others
        Read(c, "word_counts", made.wordCounts.Add);
        Read(c, "word_docs", made.wordDocs.Add);
        if (made.DocumentCount < 0)
            throw c.Wrong("document_count", "a whole number from 0 up", c.Find("document_count"));
        if (made.DocumentCount > 0)
            made.Number();
        var given = new Dictionary<string, int>();
        Read(c, "word_index", given.Add);
        return given.Count == made.wordIndex.Count && given.All(word => made.wordIndex.GetValueOrDefault(word.Key)
            == word.Value) ? made : throw c.Wrong("word_index", "the most frequent word first", c.Find("word_index"));
    });

    static void Read(ConfigReader c, string name, Action<string, int> add)
    {
        var text = c.Text(name, null) ?? "{}";
        foreach (var (word, number) in Config.Parse(text))
            add(word, number is JsonValue value && value.TryGetValue<int>(out var count) && count >= 0 ? count
                : throw c.Wrong(name, "a whole number for every word", number));
    }
}
