using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// Settings under Keras's names, as JSON: what <c>GetConfig</c> gives and <c>FromConfig</c> takes. They can be read and
/// changed in between: <c>config["units"] = 16</c>.
/// </summary>
public sealed class Config : IEnumerable<KeyValuePair<string, JsonNode?>>
{
    static readonly JsonSerializerOptions lines = new() { WriteIndented = true };

    // a name that is there twice is an error, and not the last of the two
    static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    readonly JsonObject settings;

    /// <summary>No settings yet.</summary>
    public Config() => settings = [];

    /// <summary>
    /// A copy, to which a class adds its own settings: <c>new(base.GetConfig()) { { "units", 8 } }</c>.
    /// </summary>
    public Config(Config other) => settings = (JsonObject)other.settings.DeepClone();

    internal Config(JsonObject settings) => this.settings = settings;

    /// <summary>The seed of the model that is made of it; those inside get others, which follow from it.</summary>
    internal int? Seed { get; init; }

    /// <summary>A setting; null where there is none of the name.</summary>
    public JsonNode? this[string name]
    {
        get => settings[name];
        set => settings[name] = Free(value);
    }

    /// <summary>Whether there is a setting of this name.</summary>
    public bool Contains(string name) => settings.ContainsKey(name);

    /// <summary>Takes a setting away.</summary>
    public void Remove(string name) => settings.Remove(name);

    /// <summary>A whole number; what is there already is replaced.</summary>
    public void Add(string name, int value) => settings[name] = value;

    /// <summary>A whole number, or null.</summary>
    public void Add(string name, int? value) => settings[name] = value;

    /// <summary>A number.</summary>
    public void Add(string name, double value) => settings[name] = value;

    /// <summary>A number, or null.</summary>
    public void Add(string name, double? value) => settings[name] = value;

    /// <summary>True or false.</summary>
    public void Add(string name, bool value) => settings[name] = value;

    /// <summary>A word, or null.</summary>
    public void Add(string name, string? value) => settings[name] = value;

    /// <summary>Any JSON.</summary>
    public void Add(string name, JsonNode? value) => this[name] = value;

    /// <summary>Something with settings of its own, such as an initializer.</summary>
    public void Add(string name, IConfigurable? part) => settings[name] = part?.Serialize().settings;

    /// <summary>Several parts with settings of their own.</summary>
    public void Add(string name, IEnumerable<IConfigurable> parts) =>
        settings[name] = new JsonArray([.. parts.Select(part => part.Serialize().settings)]);

    /// <summary>An activation, by its name.</summary>
    /// <exception cref="ConfigException">It has constants of its own, which a name cannot say.</exception>
    public void Add(string name, ActivationFunction? activation) =>
        settings[name] = activation is null || ActivationFunction.Get(activation.Name) == activation ? activation?.Name
            : throw new ConfigException($"The {activation.Name} of '{name}' has constants of its own.",
                "an activation that its name says all about", activation.Name,
                "Leave the activation out, and put a layer such as ReLU(negativeSlope: 0.1) behind.");

    /// <summary>A shape; a size that may be any (None) is null.</summary>
    public void Add(string name, Shape shape) =>
        settings[name] = new JsonArray([.. shape.Select(size => size < 0 ? null : (JsonNode)size)]);

    /// <summary>A shape, or null.</summary>
    public void Add(string name, Shape? shape)
    {
        if (shape is { } given)
            Add(name, given);
        else
            settings[name] = null;
    }

    /// <summary>Whole numbers, or null.</summary>
    public void Add(string name, int[]? numbers) =>
        settings[name] = numbers is null ? null : new JsonArray([.. numbers.Select(number => (JsonNode)number)]);

    /// <summary>Numbers.</summary>
    public void Add(string name, double[]? numbers) =>
        settings[name] = numbers is null ? null : new JsonArray([.. numbers.Select(number => (JsonNode)number)]);

    /// <summary>Texts.</summary>
    public void Add(string name, IEnumerable<string> texts) =>
        settings[name] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>A height and a width.</summary>
    internal void Add(string name, Size2D size) => Add(name, (int[])[size.Height, size.Width]);

    /// <summary>How much a picture is changed at least and at most.</summary>
    internal void Add(string name, Factor? factor) =>
        Add(name, factor is { } range ? [range.Low, range.High] : (double[]?)null);

    /// <summary>What is put around a picture.</summary>
    internal void Add(string name, Padding2D edges) => settings[name] = new JsonArray(
        new JsonArray(edges.Top, edges.Bottom), new JsonArray(edges.Left, edges.Right));

    /// <summary>Other settings, inside these.</summary>
    public void Add(string name, Config? config) => settings[name] = config?.settings.DeepClone();

    /// <summary>A node can stand in one place only.</summary>
    static JsonNode? Free(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();

    /// <summary>The settings of a JSON text.</summary>
    /// <exception cref="ConfigException">It is no JSON object.</exception>
    public static Config Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: strict) as JsonObject is { } settings && IsRead(settings)
                ? new Config(settings)
                : throw new ConfigException("A config is a JSON object.", "{ \"name\": value, … }", Shortened(json),
                    "Give what ToJson() wrote.");
        }
        catch (JsonException error)
        {
            throw new ConfigException("A config is not valid JSON.", "{ \"name\": value, … }", error.Message,
                "Give what ToJson() wrote, without changes by hand that break it.");
        }
    }

    /// <summary>Reads all names and texts once: half a character shows only then.</summary>
    static bool IsRead(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject settings => settings.All(setting => IsRead(setting.Value)),
                JsonArray list => list.All(IsRead),
                JsonValue value => !value.TryGetValue<string>(out var text) || text.Length >= 0,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            throw new ConfigException("A config has half a character in a text.", "whole characters of Unicode",
                "a surrogate that stands alone", "Give what ToJson() wrote.");
        }
    }

    internal static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>The same settings, for models with this seed.</summary>
    internal Config WithSeed(int? seed) => new(settings) { Seed = seed };

    /// <summary>The settings as a node that can stand anywhere.</summary>
    internal JsonObject ToJsonObject() => (JsonObject)settings.DeepClone();

    /// <summary>The JSON text, in one line or, for people, in several.</summary>
    public string ToJson(bool indented = false) => settings.ToJsonString(indented ? lines : null);

    /// <summary>The JSON text in several lines.</summary>
    public override string ToString() => ToJson(indented: true);

    /// <summary>Makes what the settings describe.</summary>
    /// <exception cref="ConfigException">A setting is missing, is of another kind, or is not known.</exception>
    internal T Read<T>(Func<ConfigReader, T> make, string? owner = null)
    {
        var reader = new ConfigReader(this, owner ?? typeof(T).Name);
        var made = make(reader);
        reader.CheckAllRead();
        return made;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonNode?>> GetEnumerator() => settings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
