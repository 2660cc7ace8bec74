using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What layers ask of the shape of images (N, H, W, C) or series (N, T, C) before they take it.</summary>
static class ImageShape
{
    /// <summary>The shape with its channels last, after a look at its rank and, where they are known, at its channels.</summary>
    /// <param name="layer">The layer that asks.</param>
    /// <param name="given">The shape as it was given.</param>
    /// <param name="rank">The axes a window moves along: 1 for series, 2 for images.</param>
    /// <param name="format">Where the channels stand in the given shape.</param>
    /// <param name="channels">The channels the layer was built for, if it is built.</param>
    /// <exception cref="ShapeException">Another rank, unknown channels, or others than the layer was built for.</exception>
    public static Shape Of(Layer layer, Shape given, int rank, DataFormat format, int? channels = null)
    {
        if (given.Rank != rank + 2)
            throw new ShapeException($"{layer} takes {(rank == 1 ? "series" : "images")}.", Wanted(rank, format, "channels"), $"{given}",
                given.Rank == rank + 1 ? $"There is no channel axis. Where a {(rank == 1 ? "time step" : "pixel")} is one number, put new Reshape([{string.Join(", ", given[1..])}, 1]) in front of the layer."
                : "Check what comes before it: after a Flatten or a Dense, for instance, there is no window to move.");
        var shape = format.ToLast(given);
        if (shape[-1] == Shape.Unknown)
            throw new ShapeException($"{layer} needs to know the number of channels.", Wanted(rank, format, "channels"), $"{given}", "Give them, Input([28, 28, 1]) for instance.");
        if (channels is { } built && shape[-1] != built)
            throw new ShapeException($"{layer} was built for {built} channel{(built == 1 ? "" : "s")}.", Wanted(rank, format, $"{built}"), $"{given}", Mend(given, format, built));
        return shape;
    }

    /// <summary>The places of a window along an axis.</summary>
    /// <exception cref="ShapeException">It does not fit into the image.</exception>
    public static int Places(Layer layer, WindowAxis axis, Shape given) => axis.Places >= 1 ? axis.Places :
        throw new ShapeException($"The window of {layer} does not fit into its input.", $"at least {axis.Reach} {(given.Rank == 3 ? "time steps" : "pixels")} along each axis", $"{given}",
            "Use padding: \"same\", a smaller window, or remove a pooling before it.");

    static string Wanted(int rank, DataFormat format, string channels) =>
        (rank, format == DataFormat.ChannelsLast) switch
        {
            (1, true) => $"(batch, time, {channels})",
            (1, false) => $"(batch, {channels}, time)",
            (_, true) => $"(batch, height, width, {channels})",
            (_, false) => $"(batch, {channels}, height, width)",
        };

    static string Mend(Shape given, DataFormat format, int channels)
    {
        var last = format == DataFormat.ChannelsLast;
        if (given[last ? 1 : -1] != channels)
            return "Check the channels: is the image grey where the model was made for colours, or the other way round?";
        var order = (given.Rank, last) switch { (3, _) => "0, 2, 1", (_, true) => "0, 2, 3, 1", (_, false) => "0, 3, 1, 2" };
        return $"It looks like {(last ? "channels_first" : "channels_last")}. Turn the data with x.Transpose({order}), or give the layer that dataFormat.";
    }
}
