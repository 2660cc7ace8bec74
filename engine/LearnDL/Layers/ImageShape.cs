using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What layers of images ask of the shape they get.</summary>
static class ImageShape
{
    /// <summary>The shape with its channels last, if it is one of images.</summary>
    /// <exception cref="ShapeException">It is not.</exception>
    public static Shape Last(Layer layer, DataFormat format, Shape input) => input.Rank == 4 ? format.ToLast(input) :
        throw new ShapeException($"{layer} takes images.", Wanted(format), $"{input}", input.Rank == 3
            ? $"Grey images without an axis for their one channel? Put Reshape([{string.Join(", ", format.FromLast(input.Concat([1]))[1..])}]) before it, or use x.ExpandDims({(format == DataFormat.ChannelsLast ? -1 : 1)})."
            : "Put it before the Flatten() or GlobalAveragePooling2D(), where the images still have rows and columns.");

    /// <summary>"(batch, height, width, channels)"</summary>
    public static string Wanted(DataFormat format) => format == DataFormat.ChannelsLast ? "(batch, height, width, channels)" : "(batch, channels, height, width)";

    /// <summary>Where square images of 1 or 3 channels seem to have them in another place than the format says, the way to put them there; otherwise nothing.</summary>
    public static string? Turned(DataFormat format, Shape input)
    {
        var isLast = format == DataFormat.ChannelsLast;
        int first = input[1], middle = input[2], last = input[3];
        return isLast && first is 1 or 3 && middle > 4 && middle == last ? "The images look channels-first: use x.Transpose(0, 2, 3, 1), or dataFormat: \"channels_first\"."
            : !isLast && last is 1 or 3 && middle > 4 && first == middle ? "The images look channels-last: use x.Transpose(0, 3, 1, 2), or dataFormat: \"channels_last\"."
            : null;
    }
}
