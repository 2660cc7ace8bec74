using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Where the channels of images stand: "channels_last", (N, H, W, C), or "channels_first", (N, C, H, W). For series (N,
/// T, C) or (N, C, T). Layers compute with the channels last and turn what comes otherwise on its way in and out.
/// </summary>
public sealed class DataFormat
{
    DataFormat(string name) => Name = name;

    /// <summary>(N, H, W, C)</summary>
    public static DataFormat ChannelsLast { get; } = new("channels_last");

    /// <summary>(N, C, H, W)</summary>
    public static DataFormat ChannelsFirst { get; } = new("channels_first");

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; }

    bool IsLast => this == ChannelsLast;

    /// <summary>The format of this name.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static implicit operator DataFormat(string name) => name.ToLowerInvariant() switch
    {
        "channels_last" => ChannelsLast,
        "channels_first" => ChannelsFirst,
        _ => throw NameList.Unknown("data format", name, ["channels_last", "channels_first"]),
    };

    /// <summary>The sizes of a shape in this format, channels last.</summary>
    public Shape ToLast(Shape shape) => IsLast ? shape : shape[..1].Concat(shape[2..]).Concat(shape[1..2]);

    /// <summary>The sizes of a shape with the channels last, in this format.</summary>
    public Shape FromLast(Shape shape) => IsLast ? shape : shape[..1].Concat(shape[^1..]).Concat(shape[1..^1]);

    /// <summary>The tensor with its channels last.</summary>
    public Tensor ToLast(Tensor x)
    {
        if (IsLast)
            return x;
        Span<int> order = stackalloc int[x.Rank]; // 0, 2, 3, …, 1
        for (var axis = 1; axis < order.Length; axis++)
            order[axis] = axis + 1;
        order[^1] = 1;
        return x.Transpose(order);
    }

    /// <summary>A tensor with its channels last, in this format.</summary>
    public Tensor FromLast(Tensor y)
    {
        if (IsLast)
            return y;
        Span<int> order = stackalloc int[y.Rank]; // 0, last, 1, 2, …
        for (var axis = 2; axis < order.Length; axis++)
            order[axis] = axis - 1;
        order[1] = y.Rank - 1;
        return y.Transpose(order);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
