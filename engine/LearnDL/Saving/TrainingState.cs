using System.Text.Json;
using System.Text.Json.Nodes;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// What a training has gathered beside the weights, so that it can go on in another process as if nothing had happened:
/// what the optimizer keeps, where the random numbers are, how long an EarlyStopping has waited. Each part names its
/// fields once, and that serves both ways: <c>state.Field("wait", ref wait)</c> writes the field down while a training
/// is saved, and sets it while one is resumed.
/// </summary>
public sealed class TrainingState
{
    /// <summary>The way out where a saved training does not fit.</summary>
    internal const string Again = "Go on with the model, the data and the callbacks that the training began with; or delete the "
        + "file, and it starts again.";

    readonly JsonObject fields;
    readonly Dictionary<string, Tensor> tensors;
    readonly HashSet<string> read;
    readonly string path;

    TrainingState(JsonObject fields, Dictionary<string, Tensor> tensors, HashSet<string> read, string path, bool loads)
    {
        (this.fields, this.tensors, this.read, this.path) = (fields, tensors, read, path);
        IsLoading = loads;
    }

    /// <summary>An empty one, to be filled.</summary>
    internal TrainingState() : this([], [], [], "", loads: false)
    {
    }

    /// <summary>Whether a training is being resumed: fields are set then; otherwise they are written down.</summary>
    public bool IsLoading { get; }

    /// <summary>The tensors, under the path of their part: "optimizer/slot_0/3".</summary>
    internal IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>All but the tensors.</summary>
    internal string ToJson() => fields.ToJsonString();

    /// <summary>The state of a file.</summary>
    /// <exception cref="ConfigException">The text is no JSON object.</exception>
    internal static TrainingState Of(string json, Dictionary<string, Tensor> tensors) =>
        new(Config.Parse(json).ToJsonObject(), tensors, [], "", loads: true);

    /// <summary>The same, to be read, with tensors that stay as they are now.</summary>
    internal TrainingState Copy() => Of(ToJson(), tensors.ToDictionary(one => one.Key, one => one.Value.Keep()));

    /// <summary>The fields of a part, under a name of their own.</summary>
    /// <exception cref="ConfigException">A file has no such part.</exception>
    public TrainingState Part(string name)
    {
        if (!IsLoading && !fields.ContainsKey(name))
            fields[name] = new JsonObject();
        return new(Needed(name) as JsonObject ?? throw Wrong(name, "fields of its own"), tensors, read,
            $"{path}{name}/", IsLoading);
    }

    /// <summary>Whether a part or a field of this name was written down.</summary>
    public bool Contains(string name) => fields.ContainsKey(name) || tensors.ContainsKey(path + name);

    /// <summary>A number, finite or not.</summary>
    /// <exception cref="ConfigException">The file has none of this name; so for all others.</exception>
    public void Field(string name, ref double field)
    {
        if (IsLoading)
            field = Number(name, Needed(name));
        else
            fields[name] = Json(field);
    }

    /// <summary>A number, or none.</summary>
    public void Field(string name, ref double? field)
    {
        if (!IsLoading)
            fields[name] = field is { } value ? Json(value) : null;
        else
            field = Found(name) is { } node ? Number(name, node) : null;
    }

    /// <summary>A whole number.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="field">The number.</param>
    /// <param name="least">The smallest that can be; any by default.</param>
    public void Field(string name, ref int field, int least = int.MinValue)
    {
        long value = field;
        Field(name, ref value);
        field = value >= least && value <= int.MaxValue ? (int)value
            : throw Wrong(name, $"a whole number from {least} to {int.MaxValue}");
    }

    /// <summary>A whole number, or none.</summary>
    public void Field(string name, ref int? field)
    {
        var has = field is not null;
        var value = field ?? 0;
        Field($"has_{name}", ref has);
        Field(name, ref value);
        field = has ? value : null;
    }

    /// <summary>A whole number.</summary>
    public void Field(string name, ref long field)
    {
        if (!IsLoading)
            fields[name] = field;
        else if (Needed(name) is not JsonValue node || !node.TryGetValue(out field))
            throw Wrong(name, "a whole number");
    }

    /// <summary>Yes or no.</summary>
    public void Field(string name, ref bool field)
    {
        if (!IsLoading)
            fields[name] = field;
        else if (Needed(name) is not JsonValue node || !node.TryGetValue(out field))
            throw Wrong(name, "true or false");
    }

    /// <summary>A text.</summary>
    public void Field(string name, ref string field)
    {
        if (!IsLoading)
            fields[name] = field;
        else
            field = Needed(name) is JsonValue node && node.TryGetValue<string>(out var text) ? text
                : throw Wrong(name, "a text");
    }

    /// <summary>Numbers, finite or not. The array is replaced.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="field">The numbers.</param>
    /// <param name="length">How many there must be; any number by default.</param>
    public void Field(string name, ref double[] field, int? length = null)
    {
        if (!IsLoading)
            fields[name] = new JsonArray([.. field.Select(Json)]);
        else
            field = Needed(name) is JsonArray list && list.Count == (length ?? list.Count)
                ? [.. list.Select(node => Number(name, node))]
                : throw Wrong(name, length is { } many ? $"a list of {many} numbers" : "a list of numbers");
    }

    /// <summary>Whole numbers. The array is replaced.</summary>
    public void Field(string name, ref int[] field)
    {
        if (!IsLoading)
            tensors[path + name] = Tensor.From(field);
        else
            field = Stored(name) is { DType: DType.Int32 } stored ? stored.ToArray<int>()
                : throw Wrong(name, "whole numbers");
    }

    /// <summary>A tensor whose numbers are overwritten: it keeps its shape and its type.</summary>
    /// <exception cref="ConfigException">The file's has another shape or type, or there is none.</exception>
    public void Field(string name, Tensor tensor)
    {
        if (!IsLoading)
            tensors[path + name] = tensor;
        else if (Stored(name) is var stored && stored.Shape == tensor.Shape && stored.DType == tensor.DType)
            tensor.CopyFrom(stored);
        else
            throw new ConfigException($"'{path}{name}' of the saved training has another shape.",
                $"{tensor.DType} {tensor.Shape}", $"{stored.DType} {stored.Shape}", Again);
    }

    /// <summary>Any number of tensors, or none. They are replaced.</summary>
    public void Field(string name, ref IReadOnlyList<Tensor>? field)
    {
        var count = field?.Count ?? -1;
        Field($"{name}_count", ref count);
        if (!IsLoading)
            for (var i = 0; i < count; i++)
                tensors[$"{path}{name}_{i}"] = field![i];
        else if (count > tensors.Count)
            throw Wrong($"{name}_count", $"{tensors.Count} tensors at most");
        else
            field = count < 0 ? null : [.. Enumerable.Range(0, count).Select(i => Stored($"{name}_{i}").Keep())];
    }

    /// <summary>
    /// Something that must be as it was, such as the number of samples: a training that is resumed with another is
    /// another training.
    /// </summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">What it is now, in words.</param>
    /// <exception cref="ConfigException">It was different.</exception>
    public void Same(string name, string value)
    {
        var then = value;
        Field(name, ref then);
        if (then != value)
            throw new ConfigException($"The saved training had another {name}.", then, value, Again);
    }

    /// <summary>Looks for tensors that nobody has asked for.</summary>
    /// <exception cref="ConfigException">There is one: this training has no place for it.</exception>
    internal void CheckAllRead()
    {
        if (tensors.Keys.Except(read).FirstOrDefault() is { } left)
            throw new ConfigException($"The saved training has '{left}', and this one has no place for it.",
                "the same model, optimizer and callbacks", "others", Again);
    }

    Tensor Stored(string name)
    {
        read.Add(path + name);
        return tensors.TryGetValue(path + name, out var found) ? found : throw Missing(name);
    }

    JsonNode Needed(string name) => Found(name) ?? throw Missing(name);

    JsonNode? Found(string name) => fields.TryGetPropertyValue(name, out var node) ? node : throw Missing(name);

    static JsonNode Json(double value) => double.IsFinite(value) ? value
        : double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity"; // JSON has no such numbers

    double Number(string name, JsonNode? node) => node is JsonValue value
        ? value.TryGetValue<double>(out var number) ? number
            : value.ToString() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => throw Wrong(name, "a number"),
            }
        : throw Wrong(name, "a number");

    ConfigException Missing(string name) => new($"The saved training lacks '{path}{name}'.",
        "the same model, optimizer and callbacks",
        Config.Shortened(string.Join(", ", fields.Select(field => field.Key))), Again);

    ConfigException Wrong(string name, string expected) => new(
        $"'{path}{name}' of the saved training has the wrong type.", expected,
        Config.Shortened(fields[name]?.ToJsonString() ?? "null"), Again);
}
