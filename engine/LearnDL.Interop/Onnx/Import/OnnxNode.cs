using LearnDL.Data;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// A node while it is read: its settings by name. One that nobody asks for is an error, as what it says would be lost.
/// </summary>
sealed class OnnxNode
{
    readonly Dictionary<string, AttributeProto> settings = [];
    readonly HashSet<string> read = [];

    public OnnxNode(NodeProto proto, string file, long opset)
    {
        (Proto, Opset) = (proto, opset);
        var name = proto.Name.Length > 0 ? proto.Name : proto.Output.FirstOrDefault("?");
        Who = $"'{file}': node '{OnnxText.Short(name)}' ({OnnxText.Short(proto.OpType)})";
        foreach (var setting in proto.Attribute)
            if (!settings.TryAdd(setting.Name, setting))
                throw Damaged("settings with different names", $"'{OnnxText.Short(setting.Name)}' twice");
    }

    public NodeProto Proto { get; }

    /// <summary>The version of the operators.</summary>
    public long Opset { get; }

    /// <summary>What errors call it.</summary>
    public string Who { get; }

    public bool Has(string name) => settings.ContainsKey(name);

    public long Int(string name, long fallback) => Find(name, AttributeProto.Types.AttributeType.Int)?.I ?? fallback;

    public double Float(string name, double fallback) =>
        Find(name, AttributeProto.Types.AttributeType.Float)?.F ?? fallback;

    public string Text(string name, string fallback) =>
        Find(name, AttributeProto.Types.AttributeType.String)?.S.ToStringUtf8() ?? fallback;

    public string[] Texts(string name) =>
        Find(name, AttributeProto.Types.AttributeType.Strings) is { } setting
            ? [.. setting.Strings.Select(text => text.ToStringUtf8())] : [];

    public TensorProto? Tensor(string name) => Find(name, AttributeProto.Types.AttributeType.Tensor)?.T;

    /// <summary>Whole numbers, such as axes; null where they are not there.</summary>
    public long[]? Whole(string name) => Find(name, AttributeProto.Types.AttributeType.Ints) is { } setting
        ? [.. setting.Ints] : null;

    /// <summary>As many sizes as there are axes, from the least on; the fallback for each where they are not there.
    /// </summary>
    public int[] Sizes(string name, int axes, int least, int? fallback = null)
    {
        if (Whole(name) is not { } sizes)
            return fallback is { } size ? [.. Enumerable.Repeat(size, axes)] : throw Damaged($"'{name}'", "none");
        if (sizes.Length != axes || sizes.Any(size => size < least || size > OnnxLimits.Size))
            throw Damaged($"'{name}' with {axes} numbers from {least} to {OnnxLimits.Size:N0}",
                OnnxText.List(sizes));
        return [.. sizes.Select(size => (int)size)];
    }

    /// <summary>A setting that LearnDL has not: only this value of it means what LearnDL does.</summary>
    public void Only(string name, long value)
    {
        if (Int(name, value) is var given && given != value)
            throw Unsupported($"{name} = {value}", $"{name} = {given}");
    }

    public void Only(string name, double value)
    {
        if (Float(name, value) is var given && Math.Abs(given - value) > 1e-6)
            throw Unsupported($"{name} = {value}", $"{name} = {given}");
    }

    /// <summary>Settings that change nothing that is computed.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            read.Add(name);
    }

    /// <exception cref="OnnxException">Nobody asked for a setting.</exception>
    public void CheckAllRead()
    {
        foreach (var name in settings.Keys)
            if (!read.Contains(name))
                throw Unsupported(read.Count == 0 ? "no settings" : string.Join(", ", read.Order()),
                    $"a setting '{OnnxText.Short(name)}'");
    }

    AttributeProto? Find(string name, AttributeProto.Types.AttributeType type)
    {
        read.Add(name);
        if (!settings.TryGetValue(name, out var setting))
            return null;
        return setting.Type == type || setting.Type == AttributeProto.Types.AttributeType.Undefined ? setting
            : throw Damaged($"'{name}' of type {type}", $"{setting.Type}");
    }

    public DamagedFileException Damaged(string expected, string got) =>
        new($"{Who} is not as ONNX has it.", expected, got, "Write the model again where it comes from.");

    public OnnxException Unsupported(string expected, string got) => new($"{Who} cannot be said by LearnDL's layers.",
        expected, got, "Write the model again without it, or run it in ONNX Runtime.");
}
