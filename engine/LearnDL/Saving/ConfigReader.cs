using System.Text.Json.Nodes;
using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// Reads a <see cref="Config"/> for a constructor, setting by setting. A setting that is left out has the
/// constructor's default; one that nobody asked for is an error, as it would be lost.
/// </summary>
public sealed partial class ConfigReader
{
    readonly Config config;
    readonly string owner;
    readonly HashSet<string> read = [];
    int parts; // made so far

    internal ConfigReader(Config config, string owner) => (this.config, this.owner) = (config, owner);

    /// <summary>The name of the layer, loss, …; null where it has none.</summary>
    public string? Name => Text("name", null);

    /// <summary>A whole number that must be there.</summary>
    public int Int(string name) => Whole(name, Needed(name));

    /// <summary>A whole number; the fallback where the setting is left out or null.</summary>
    public int Int(string name, int fallback) => IntOrNull(name) ?? fallback;

    /// <summary>A whole number, or null.</summary>
    public int? IntOrNull(string name) => Find(name) is { } node ? Whole(name, node) : null;

    /// <summary>A number that must be there.</summary>
    public double Number(string name) => Double(name, Needed(name));

    /// <summary>A number; the fallback where the setting is left out or null.</summary>
    public double Number(string name, double fallback) => NumberOrNull(name) ?? fallback;

    /// <summary>A number, or null.</summary>
    public double? NumberOrNull(string name) => Find(name) is { } node ? Double(name, node) : null;

    /// <summary>True or false; the fallback where the setting is left out or null.</summary>
    public bool Bool(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        JsonValue value when value.TryGetValue<bool>(out var choice) => choice,
        var node => throw Wrong(name, "true or false", node),
    };

    /// <summary>A word; the fallback where the setting is left out, and null where it is null.</summary>
    public string? Text(string name, string? fallback) => !config.Contains(name) ? fallback : Find(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var node => throw Wrong(name, "a word", node),
    };

    /// <summary>Whole numbers; one alone counts as a list of it.</summary>
    public int[] Ints(string name) => IntsOrNull(name) ?? throw Missing(name);

    /// <summary>Whole numbers, or null.</summary>
    public int[]? IntsOrNull(string name) => Find(name) switch
    {
        null => null,
        JsonArray list => [.. list.Select(node => node is null ? Tensors.Shape.Unknown : Whole(name, node))],
        var node => [Whole(name, node)],
    };

    /// <summary>Numbers, or null; one alone counts as a list of it.</summary>
    public double[]? NumbersOrNull(string name) => Find(name) switch
    {
        null => null,
        JsonArray list => [.. list.Select(node => Double(name, node))],
        JsonObject tensor => TensorConfig.Read(tensor, name).Cast(DType.Float64).ToArray<double>(),
        var node => [Double(name, node)],
    };

    /// <summary>A text that must not be null; the fallback where the setting is left out.</summary>
    internal string TextOr(string name, string fallback) =>
        Text(name, fallback) ?? throw Wrong(name, "a text", null);

    /// <summary>Texts, which must be there.</summary>
    public string[] Texts(string name) => Needed(name) is not JsonArray list ? throw Wrong(name, "texts", Find(name))
        : [.. list.Select(node => node is JsonValue value && value.TryGetValue<string>(out var text) ? text
            : throw Wrong(name, "texts", node))];

    /// <summary>Finite numbers, which must be there.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <param name="count">How many; any number by default.</param>
    /// <param name="above">What all must lie above; nothing by default.</param>
    internal double[] FiniteNumbers(string name, int? count = null, double above = double.NegativeInfinity)
    {
        var numbers = NumbersOrNull(name) ?? throw Missing(name);
        return numbers.Length == (count ?? numbers.Length)
            && Array.TrueForAll(numbers, number => double.IsFinite(number) && number > above) ? numbers
            : throw Wrong(name, $"{(count is { } wanted ? $"{wanted} " : "")}finite numbers"
                + (double.IsFinite(above) ? $" above {above}" : ""), Find(name));
    }

    /// <summary>A shape; null is a size that may be any.</summary>
    public Shape Shape(string name) => Tensors.Shape.Of(Ints(name));

    /// <summary>A shape, or null.</summary>
    public Shape? ShapeOrNull(string name) => Find(name) is null ? null : Shape(name);

    /// <summary>A tensor; none where there is a number or nothing.</summary>
    public Tensor TensorOrNone(string name) =>
        Find(name) is JsonObject tensor ? TensorConfig.Read(tensor, name) : default;

    /// <summary>A learning rate: a number, or a schedule; null where it is left out.</summary>
    public LearningRate? LearningRate() => Find("learning_rate") switch
    {
        JsonObject => Part("learning_rate", KnownClasses.Schedules, null)!,
        null => null,
        var node => Double("learning_rate", node),
    };

    /// <summary>An activation by its name.</summary>
    public ActivationFunction? Activation(string name) => Find(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => ActivationFunction.Get(text),
        // a function that Keras exports: { "module": "builtins", "class_name": "function", "config": "relu" }
        JsonObject { } node when node["class_name"]?.ToString() == "function" && node["config"] is JsonValue function =>
            ActivationFunction.Get(function.ToString()),
        var node => throw Wrong(name, "the name of an activation", node),
    };

    /// <summary>An initializer, by its name or with settings; null where there is none.</summary>
    public Initializer? Initializer(string name) => Part(name, KnownClasses.Initializers, Initializers.Initializer.Get);

    /// <summary>A regularizer, by its name or with settings; null where there is none.</summary>
    public Regularizer? Regularizer(string name) => Part(name, KnownClasses.Regularizers, Regularizers.Regularizer.Get);

    /// <summary>A constraint, by its name or with settings; null where there is none.</summary>
    public Constraint? Constraint(string name) => Part(name, KnownClasses.Constraints, Constraints.Constraint.Get);

    /// <summary>A layer inside this one, which must be there.</summary>
    public Layer Layer(string name) => LayerOrNull(name) ?? throw Missing(name);

    /// <summary>A layer inside this one, or null.</summary>
    public Layer? LayerOrNull(string name) => Part(name, KnownClasses.Layers, null);

    /// <summary>A layer inside this one, read without a setting that this one decides on; or null.</summary>
    internal Layer? LayerWithout(string setting, string name)
    {
        if (Find(name) is not JsonObject form)
            return LayerOrNull(name);
        var less = new Config(new Config(form));
        (less["config"] as JsonObject)?.Remove(setting);
        return KnownClasses.Layers.Deserialize(less.WithSeed(NextSeed()), $"'{name}' of {owner}");
    }

    /// <summary>Something with settings of its own, or null.</summary>
    internal T? Part<T>(string name, ClassTable<T> classes, Func<string, T>? byName) where T : class, IConfigurable =>
        Find(name) switch
        {
            null => null,
            JsonValue value when byName is not null && value.TryGetValue<string>(out var text) => byName(text),
            JsonObject part => classes.Deserialize(new Config(part) { Seed = NextSeed() }, $"'{name}' of {owner}"),
            var node => throw Wrong(name, "a class_name with a config", node),
        };

    /// <summary>The entries of a list.</summary>
    internal IReadOnlyList<JsonObject> Objects(string name) => Find(name) is not JsonArray list ? throw Missing(name)
        : [.. list.Select(entry => entry as JsonObject ?? throw Wrong(name, "a list of layers", entry))];

    /// <summary>The layer of such an entry.</summary>
    internal Layer LayerAt(JsonObject entry, string where) =>
        KnownClasses.Layers.Deserialize(new Config(entry) { Seed = NextSeed() }, where);

    /// <summary>
    /// A setting that Keras has and LearnDL does not: only these values of it mean what LearnDL does. Left out, it is
    /// taken to have one of them.
    /// </summary>
    public void Only(string name, params JsonNode?[] values)
    {
        var given = Find(name);
        if (config.Contains(name) && !values.Any(value => JsonNode.DeepEquals(given, value)))
            throw Wrong(name, string.Join(" or ", values.Select(value => value?.ToJsonString() ?? "null"))
                + ", as LearnDL has no other", given);
    }

    /// <summary>Settings that change nothing that LearnDL computes.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            read.Add(name);
    }

    /// <summary>Whether somebody asked for the setting.</summary>
    internal bool WasRead(string name) => read.Contains(name);

    /// <summary>Whether the setting is there, and is null.</summary>
    internal bool IsNull(string name) => config.Contains(name) && config[name] is null;

    /// <summary>The setting itself, of whatever kind.</summary>
    internal JsonNode? Find(string name)
    {
        read.Add(name);
        return config[name];
    }

    /// <exception cref="ConfigException">Nobody asked for a setting, so that it would be lost.</exception>
    internal void CheckAllRead()
    {
        foreach (var (name, value) in config)
            if (!read.Contains(name))
                throw new ConfigException($"{owner} has no setting '{name}'.", string.Join(", ", read.Order()),
                    Config.Shortened($"{name}: {value?.ToJsonString() ?? "null"}"),
                    "Take it out of the config, or correct its name.");
    }

    /// <summary>
    /// A seed for the next part, as it may be a model: two models inside must not begin with equal weights.
    /// </summary>
    int? NextSeed() => config.Seed is { } seed ? unchecked((int)((uint)seed * 2654435761 + (uint)++parts)) : null;

    JsonNode Needed(string name) => Find(name) ?? throw Missing(name);

    int Whole(string name, JsonNode? node) =>
        node is JsonValue value && (value.TryGetValue<int>(out var number)
            || (value.TryGetValue<double>(out var real) && (number = (int)real) == real))
            ? number : throw Wrong(name, "a whole number", node);

    double Double(string name, JsonNode? node) => NumberIn(node) ?? throw Wrong(name, "a number", node);

    /// <summary>The number of a node, which was read from a text or made by a program; null where it is none.</summary>
    internal static double? NumberIn(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<double>(out var number) ? number : value.TryGetValue<int>(out var whole) ? whole : null;

    ConfigException Missing(string name) => new($"The config of {owner} lacks '{name}'.", $"a value for '{name}'",
        $"{string.Join(", ", config.Select(setting => setting.Key))}", $"Add it: config[\"{name}\"] = ….");

    internal ConfigException Wrong(string name, string expected, JsonNode? node) => new(
        $"'{name}' in the config of {owner} is not what it should be.", expected,
        Config.Shortened(node?.ToJsonString() ?? "null"), $"Give {expected.Split(',')[0]}, or leave '{name}' out.");
}
