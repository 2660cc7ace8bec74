namespace LearnDL.Tensors;

/// <summary>What a window does at the edge of an image. Chosen by name: <c>padding: "same"</c>.</summary>
public sealed class Padding
{
    Padding(string name) => Name = name;

    /// <summary>"valid": the window stays inside the image, and the output is smaller than the input.</summary>
    public static Padding Valid { get; } = new("valid");

    /// <summary>
    /// "same": zeros around the image make the output as large as the input (divided by the stride). Where their number
    /// is odd, the extra one is at the end.
    /// </summary>
    public static Padding Same { get; } = new("same");

    /// <summary>"causal", for series: zeros at the front only, so that no output sees what comes later.</summary>
    public static Padding Causal { get; } = new("causal");

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; }

    /// <summary>The padding of this name.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static implicit operator Padding(string name) => name.ToLowerInvariant() switch
    {
        "valid" => Valid,
        "same" => Same,
        "causal" => Causal,
        _ => throw NameList.Unknown("padding", name, ["valid", "same", "causal"]),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
