using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Saving;

// What the configs of layers for images hold: sizes, edges, words for how pixels are read.
public sealed partial class ConfigReader
{
    /// <summary>A height and a width, or one number for both.</summary>
    internal Size2D Size2D(string name) => Size2DOrNull(name) ?? throw Missing(name);

    internal Size2D Size2D(string name, int fallback) => Size2DOrNull(name) ?? fallback;

    internal Size2D? Size2DOrNull(string name) =>
        IntsOrNull(name) is not { } sizes ? null : sizes.Length switch
        {
            1 => sizes[0],
            2 => (sizes[0], sizes[1]),
            _ => throw Wrong(name, "one whole number, or two in a list", Find(name)),
        };

    /// <summary>A length, which Keras writes as a list of one.</summary>
    internal int Size1D(string name, int? fallback = null) => IntsOrNull(name) switch
    {
        null => fallback ?? throw Missing(name),
        [var size] => size,
        _ => throw Wrong(name, "one whole number", Find(name)),
    };

    internal int? Size1DOrNull(string name) => Find(name) is null ? null : Size1D(name);

    /// <summary>What is put before and behind a series, or cut off.</summary>
    internal Padding1D? Padding1D(string name) => Size2DOrNull(name) is { } edges ? (edges.Height, edges.Width) : null;

    /// <summary>Two whole numbers, or one for both.</summary>
    internal (int, int) Pair(string name) => Size2D(name) is var (first, second) ? (first, second) : default;

    internal Padding? Padding(string name) => Text(name, null) is { } word ? (Padding)word : null;

    internal DataFormat? DataFormat(string name) => Text(name, null) is { } word ? (DataFormat)word : null;

    internal FillMode? FillMode(string name) => Text(name, null) is { } word ? (FillMode)word : null;

    internal Interpolation? Interpolation(string name) => Text(name, null) is { } word ? (Interpolation)word : null;

    internal Factor Factor(string name) => FactorOrNull(name) ?? throw Missing(name);

    internal Factor? FactorOrNull(string name) =>
        NumbersOrNull(name) is not { } ends ? null : ends.Length switch
        {
            1 => ends[0],
            2 => (ends[0], ends[1]),
            _ => throw Wrong(name, "one number, or two in a list", Find(name)),
        };

    /// <summary>One number for all sides, two for both directions, or ((top, bottom), (left, right)).</summary>
    internal Padding2D? Padding2D(string name) => Find(name) switch
    {
        null => null,
        JsonArray { Count: 2 } pairs when pairs[0] is JsonArray { Count: 2 } rows
            && pairs[1] is JsonArray { Count: 2 } columns => ((Whole(name, rows[0]), Whole(name, rows[1])),
                (Whole(name, columns[0]), Whole(name, columns[1]))),
        JsonArray { Count: 2 } both => (Whole(name, both[0]), Whole(name, both[1])),
        var node => (Padding2D)Whole(name, node),
    };
}
