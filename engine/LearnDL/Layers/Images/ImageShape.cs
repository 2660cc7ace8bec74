using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What layers ask of the shape of images (N, H, W, C), or of series (N, T, C), before they take it.</summary>
static class ImageShape
{
    /// <summary>
    /// The shape with its channels last, if it has the axes of images; for <paramref name="axes"/> 1, those of series.
    /// </summary>
    /// <param name="layer">The layer that asks.</param>
    /// <param name="format">Where the channels stand in the given shape.</param>
    /// <param name="given">The shape as it was given.</param>
    /// <param name="axes">The axes a window moves along: 2 for images, 1 for series.</param>
    /// <exception cref="ShapeException">It has other axes.</exception>
    public static Shape Last(Layer layer, DataFormat format, Shape given, int axes = 2) =>
        given.Rank == axes + 2 ? format.ToLast(given) :
            throw new ShapeException($"{layer} takes {(axes == 2 ? "images" : "series")}.",
                Wanted(format, axes), $"{given}",
                given.Rank == 4 && axes == 1 ? $"For images, use {layer.GetType().Name.Replace("1D", "2D")}."
                : given.Rank > axes + 2 ? "One axis too many. Does Input name the number of samples, too? "
                    + $"It names one sample: Input([{string.Join(", ", given[2..].Select(size => $"{size}"))}])."
                : given.Rank == axes + 1 && axes == 2 && given[1] == Shape.Unknown
                    ? "Input names one sample, without the number of samples: Input([28, 28, 1]) for images. "
                        + "Rows of a table have no height and width: let them begin with a Dense."
                : given.Rank == axes + 1 ? AddChannel(format, given, axes)
                : "Put it before the Flatten() or GlobalAveragePooling2D(), "
                    + "where the images still have rows and columns.");

    /// <summary>The way to an axis for the one channel.</summary>
    static string AddChannel(DataFormat format, Shape given, int axes)
    {
        var sample = format.FromLast(given.Concat([1]))[1..].Select(size => $"{size}");
        return $"{(axes == 2 ? "Grey images" : "A series of numbers")} without an axis for the one channel? "
            + $"Put new Reshape([{string.Join(", ", sample)}]) before it, "
            + $"or use x.ExpandDims({(format == DataFormat.ChannelsLast ? -1 : 1)}).";
    }

    /// <summary>A series (N, T, C) as an image of one row, (N, 1, T, C); images as they are.</summary>
    /// <param name="axes">2 for images, 1 for series.</param>
    public static Tensor AsImages(Tensor x, int axes) => axes == 2 ? x : x.ExpandDims(1);

    /// <summary>(N, 1, T, C) as (N, T, C); images as they are.</summary>
    public static Tensor AsGiven(Tensor x, int axes) =>
        axes == 2 ? x : x.Reshape(x.Shape[..1].Concat(x.Shape[2..]));

    /// <summary>The places of a window along an axis of the given shape.</summary>
    /// <param name="size">The whole window.</param>
    /// <exception cref="ShapeException">It does not fit.</exception>
    public static int Places(Layer layer, DataFormat format, WindowAxis window, Size2D size, Shape given) =>
        window.Places >= 1 ? window.Places :
            throw new ShapeException(
                $"{layer}: its window of {(given.Rank == 4 ? $"{size} pixels" : $"{size.Width} time steps")} reaches "
                    + $"over {window.Reach}, and does not fit into {window.Size}.",
                $"{(given.Rank == 4 ? "images" : "series")} that it fits into, {Wanted(format, given.Rank - 2)}",
                $"{given}",
                ChannelsElsewhere(format, given) ?? "Use padding \"same\" or remove a pooling before it.");

    /// <summary>The padding, unless it is "causal", which makes sense for series only.</summary>
    public static Padding? NotCausal(Padding? padding, string who, int axes = 2) =>
        padding != Padding.Causal ? padding : throw new HyperparameterException(
            axes == 2 ? $"{who}: an image has no before and after." : $"{who} looks to both sides.",
            "padding \"valid\" or \"same\"", "\"causal\"", "Causal padding is for Conv1D.");

    /// <summary>"(batch, height, width, channels)"</summary>
    public static string Wanted(DataFormat format, int axes = 2, string channels = "channels") =>
        (axes, format == DataFormat.ChannelsLast) switch
        {
            (1, true) => $"(batch, time, {channels})",
            (1, false) => $"(batch, {channels}, time)",
            (_, true) => $"(batch, height, width, {channels})",
            (_, false) => $"(batch, {channels}, height, width)",
        };

    /// <summary>
    /// Where the channels seem to stand in another place than the format says, the way
    /// to put them there; otherwise nothing.
    /// </summary>
    /// <param name="channels">The number of channels to look for; where it is not known,
    /// square images of 1 or 3.</param>
    public static string? ChannelsElsewhere(DataFormat format, Shape given, int? channels = null)
    {
        var isLast = format == DataFormat.ChannelsLast;
        var (here, there) = isLast ? (given[-1], given[1]) : (given[1], given[-1]);
        if (channels is { } wanted ? there != wanted || here == wanted
            : there is not (1 or 3) || given.Rank != 4 || given[2] <= 4 || given[2] != here)
            return null;
        var order = (given.Rank, isLast) switch
        {
            (3, _) => "0, 2, 1",
            (_, true) => "0, 2, 3, 1",
            (_, false) => "0, 3, 1, 2"
        };
        return isLast ? $"The images look channels-first: use x.Transpose({order}), or dataFormat: \"channels_first\"."
            : $"The images look channels-last: use x.Transpose({order}), or dataFormat: \"channels_last\".";
    }
}
