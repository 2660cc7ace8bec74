using System.Collections;
using System.Text.Json.Nodes;

namespace LearnDL.Saving;

/// <summary>
/// What was fitted beside a model, and without which its answers mean nothing: scalers, a tokenizer, the names of the
/// classes, the means for gaps. It is saved with the model and there again when that is loaded:
/// <code>
/// model.Attachments["scaler"] = scaler;
/// model.Save("pima.safetensors");
/// …
/// var model = Model.Load("pima.safetensors");
/// var scaler = model.Attachments.Find&lt;Standardizer&gt;();
/// model.Predict(scaler.Apply(x));
/// </code>
/// </summary>
public sealed class Attachments : IReadOnlyCollection<KeyValuePair<string, IConfigurable>>
{
    readonly OrderedDictionary<string, IConfigurable> byName = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => byName.Count;

    /// <summary>Their names, in the order in which they were attached.</summary>
    public IReadOnlyList<string> Names => [.. byName.Keys];

    /// <summary>
    /// What is attached under a name: a <see cref="Data.Standardizer"/>, a <see cref="Data.MinMaxScaler"/>, a
    /// <see cref="Data.Tokenizer"/>, <see cref="Data.Categories"/> (names of classes, too),
    /// <see cref="Data.ColumnMeans"/>, or something of your own that was registered. What was there under that name is
    /// replaced.
    /// </summary>
    /// <exception cref="UnknownNameException">Nothing is attached under it.</exception>
    /// <exception cref="ConfigException">It is of a class that no file could name.</exception>
    public IConfigurable this[string name]
    {
        get => byName.TryGetValue(name, out var found) ? found : throw Unknown("attachment", name, Names);
        set
        {
            _ = (value ?? throw new ModelException($"Nothing was given to attach as '{name}'.", "a scaler, a tokenizer, …",
                "null", $"To take one away, call Remove(\"{name}\").")).Serialize();
            byName[name] = value;
        }
    }

    /// <summary>Whether something is attached under a name.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>Takes away what is attached under a name; false where nothing was.</summary>
    public bool Remove(string name) => byName.Remove(name);

    /// <summary>The only one of its kind, or the one of this name.</summary>
    /// <param name="name">Its name, where there are several of the kind.</param>
    /// <exception cref="UnknownNameException">There is none of this kind and name.</exception>
    /// <exception cref="ModelException">There are several, and no name was given; or nothing is attached.</exception>
    public T Find<T>(string? name = null) where T : IConfigurable
    {
        var found = byName.Where(one => one.Value is T && (name is null || one.Key == name)).ToList();
        if (found.Count == 0)
            throw Unknown($"attached {typeof(T).Name}", name ?? typeof(T).Name,
                [.. byName.Select(one => $"{one.Key} ({one.Value.GetType().Name})")]);
        return found.Count == 1 ? (T)found[0].Value : throw new ModelException(
            $"{found.Count} of the attachments are a {typeof(T).Name}.", "the name of one",
            string.Join(", ", found.Select(one => one.Key)), $"Find<{typeof(T).Name}>(\"{found[0].Key}\").");
    }

    static LearnDLException Unknown(string kind, string name, IReadOnlyList<string> known) => known.Count > 0
        ? NameList.Unknown(kind, name, known)
        : new ModelException("Nothing is attached to the model.", $"an {kind}, '{name}'", "nothing",
            "Attach it before the model is saved: model.Attachments[\"scaler\"] = scaler.");

    /// <summary>
    /// Lets files name a class of your own: <c>Attachments.Register("Mine", config => new Mine(config.Number("rate")))
    /// </c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, IConfigurable> make) =>
        KnownClasses.Attachments.Register(className, config => config.Read(make, className));

    /// <summary>
    /// The form of something of your own that is to be attached: <c>public Config Serialize() =>
    /// Attachments.Serialize(this)</c>.
    /// </summary>
    /// <exception cref="ConfigException">Its class is not registered.</exception>
    public static Config Serialize(IConfigurable attachment) =>
        KnownClasses.Attachments.Serialize(attachment.GetType().Name, attachment);

    /// <summary>All of them, by name.</summary>
    internal string ToJson()
    {
        var all = new Config();
        foreach (var (name, attachment) in byName)
            all.Add(name, attachment);
        return all.ToJson();
    }

    /// <summary>Takes those of a file.</summary>
    /// <exception cref="ConfigException">One has no class that is known, or wrong settings.</exception>
    internal void Read(string json)
    {
        foreach (var (name, node) in Config.Parse(json))
            byName[name] = KnownClasses.Attachments.Deserialize(node is JsonObject form ? new Config(form)
                : new Config(), $"The attachment '{name}'");
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IConfigurable>> GetEnumerator() => byName.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names and classes.</summary>
    public override string ToString() => byName.Count == 0 ? "nothing attached"
        : string.Join(", ", byName.Select(one => $"{one.Key}: {one.Value.GetType().Name}"));
}
