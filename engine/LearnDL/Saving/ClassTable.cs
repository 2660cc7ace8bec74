using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace LearnDL.Saving;

/// <summary>
/// The classes of one kind that a config can name: the engine's, and those that the program has registered. The list is
/// closed: a config can make nothing else.
/// </summary>
/// <param name="kind">What they are called: "layer".</param>
/// <param name="module">Keras's module that has them: "keras.layers".</param>
/// <param name="own">The engine's classes under Keras's names.</param>
sealed class ClassTable<T>(string kind, string module, Dictionary<string, Func<Config, T>> own)
    where T : IConfigurable
{
    readonly ConcurrentDictionary<string, Func<Config, T>> registered = new(StringComparer.Ordinal);

    /// <summary>The names of the engine's classes.</summary>
    public IReadOnlyCollection<string> Names => own.Keys;

    /// <summary>The form in which Keras writes an object: where its class is from, its name, its settings.</summary>
    /// <exception cref="ConfigException">The class is the user's, and not registered.</exception>
    public Config Serialize(string className, T part)
    {
        if (own.ContainsKey(className) && part.GetType().Assembly == typeof(T).Assembly)
            return Form(module, className, part.GetConfig(), null);
        if (registered.ContainsKey(className)) // it may be called as one of the engine's
            return Form(null, className, part.GetConfig(), Registered + className);
        throw Unknown(className, "The config");
    }

    const string Registered = "Custom>"; // Keras's mark of a class that it does not have itself

    /// <summary>The four entries of Keras's form.</summary>
    public static Config Form(string? module, string className, Config config, string? registeredName) => new()
    {
        { "module", module }, { "class_name", className }, { "config", config }, { "registered_name", registeredName },
    };

    /// <summary>Makes what such a form describes.</summary>
    /// <param name="form">The form.</param>
    /// <param name="where">Where it stands, for errors.</param>
    /// <exception cref="ConfigException">It has no class name or no config, or the class is not known.</exception>
    public T Deserialize(Config form, string where)
    {
        if (form["class_name"] is not JsonValue value || !value.TryGetValue<string>(out var className)
            || form["config"] is not (JsonObject or null))
            throw new ConfigException($"{where} is no {kind}: it does not have the form of one.",
                "{ \"class_name\": …, \"config\": { … } }", Config.Shortened(form.ToJson()),
                $"Give what Serialize() of a {kind} gives.");
        var isOwn = form["registered_name"]?.ToString() != Registered + className;
        var make = (isOwn ? own.GetValueOrDefault(className) : null) ?? registered.GetValueOrDefault(className)
            ?? throw Unknown(className, where);
        return make(form["config"] is JsonObject config ? new Config(config) { Seed = form.Seed } : []);
    }

    /// <summary>Lets a config name a class of the program's own.</summary>
    public void Register(string className, Func<Config, T> make) => registered[className] = make;

    ConfigException Unknown(string className, string where) => new(
        $"{where} has a {kind} of the class '{className}', which LearnDL does not know.",
        string.Join(", ", own.Keys.Order(StringComparer.Ordinal).Concat(registered.Keys)), className,
        $"If it is a class of your own, say first how it is made: "
            + $"{typeof(T).Name}.Register(\"{className}\", config => new {className}(…)).");
}
