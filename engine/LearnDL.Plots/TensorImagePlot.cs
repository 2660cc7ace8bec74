using System.Globalization;
using System.Xml.Linq;
using LearnDL.Tensors;

namespace LearnDL.Plots;

/// <summary>
/// A tensor as a picture, as matplotlib's imshow draws it: (H, W) or (H, W, 1) in grey, (H, W, 3) in colours; (N, H, W)
/// and (N, H, W, C) are a grid of pictures. Three axes of which the last has 1 or 3 are one picture.
/// </summary>
public static class TensorImagePlot
{
    const int Letters = 13, LineHeight = 18, Gap = 8, Edge = 2;

    /// <summary>Draws it.</summary>
    /// <param name="title">The picture's name, for those who cannot see it.</param>
    /// <param name="description">What there is to see, for the same.</param>
    /// <param name="image">The numbers. Colours are 0 to 1, or whole numbers 0 to 255, as in matplotlib.</param>
    /// <param name="captions">A line below each picture; none by default.</param>
    /// <param name="columns">Pictures per row; by default as many as make a square.</param>
    /// <param name="range">The values that are black and white in grey pictures; by default the smallest and the
    /// largest of all. A number that is NaN is left empty.</param>
    /// <exception cref="ShapeException">There are not 2 to 4 axes, or not 1 or 3 colours.</exception>
    /// <exception cref="DataException">There is no pixel, a colour is not in its range, or there is not one caption per
    /// picture.</exception>
    /// <exception cref="HyperparameterException">The range's first end is not below its second, or there are no
    /// columns.</exception>
    public static string Draw(string title, string description, Tensor image, IReadOnlyList<string>? captions = null,
        int? columns = null, (double Low, double High)? range = null)
    {
        var (N, H, W, C) = SizesOf(image.Shape);
        PlotCheck.NotEmpty("TensorImagePlot", "pixels", image.Size);
        PlotCheck.Range("TensorImagePlot", range);
        PlotCheck.Paired("TensorImagePlot", captions?.Count ?? N, "captions", N, "pictures");
        var perRow = columns ?? (int)Math.Ceiling(Math.Sqrt(N));
        if (perRow < 1)
            throw new HyperparameterException("TensorImagePlot: a row needs a picture.", "columns from 1", $"{perRow}",
                "Leave it out.");
        perRow = Math.Min(perRow, N);
        var colours = C == 3 ? Coloured(image) : Grey(image, range);

        var width = (Sheet.Width - 2.0 * Edge - Gap * (perRow - 1)) / perRow;
        var height = width * H / W;
        var rowHeight = height + Gap + (captions is null ? 0 : LineHeight);
        var root = new XElement(SvgPage.Svg + "svg");
        for (var n = 0; n < N; n++)
        {
            var (left, top) = (Edge + n % perRow * (width + Gap), Edge + n / perRow * rowHeight);
            root.Add(new XElement(SvgPage.Svg + "image", At("x", left), At("y", top), At("width", width),
                At("height", height), new XAttribute("preserveAspectRatio", "none"),
                new XAttribute("style", "image-rendering:pixelated"),
                new XAttribute("href", "data:image/png;base64," + Convert.ToBase64String(Pixels(colours, n, H, W)))));
            if (captions is not null)
                root.Add(new XElement(SvgPage.Svg + "text", captions[n], At("x", left + width / 2),
                    At("y", top + height + 14), new XAttribute("text-anchor", "middle"),
                    new XAttribute("font-size", Letters), new XAttribute("font-family", EmbeddedFont.CssFamily),
                    new XAttribute("fill", Palette.Ink.ToHex())));
        }
        var rows = (N + perRow - 1) / perRow;
        return SvgPage.Finish(root, Sheet.Width, (int)Math.Ceiling(rows * rowHeight - Gap + 2 * Edge), title, description, "");
    }

    static (int N, int H, int W, int C) SizesOf(Shape shape) => shape.Rank switch
    {
        2 => (1, shape[0], shape[1], 1),
        3 when shape[2] is 1 or 3 => (1, shape[0], shape[1], shape[2]),
        3 => (shape[0], shape[1], shape[2], 1),
        4 when shape[3] is 1 or 3 => (shape[0], shape[1], shape[2], shape[3]),
        _ => throw new ShapeException("TensorImagePlot: these axes are no picture.",
            "(H, W), (H, W, 1), (H, W, 3), (N, H, W), (N, H, W, 1) or (N, H, W, 3)", $"{shape}",
            "Reshape it, or take one channel: x[.., 0]. Channels come last."),
    };

    static ScottPlot.Color[] Grey(Tensor image, (double Low, double High)? range)
    {
        var values = image.Cast(DType.Float64).ToArray<double>();
        double[] known = [.. values.Where(double.IsFinite).DefaultIfEmpty(0)];
        var (low, high) = range ?? (known.Min(), known.Max());
        return [.. values.Select(value => double.IsNaN(value) ? ScottPlot.Colors.Transparent
            : Of(high > low ? (value - low) / (high - low) : 0.5))];

        static ScottPlot.Color Of(double share) => new(Byte(share), Byte(share), Byte(share));
    }

    static ScottPlot.Color[] Coloured(Tensor image)
    {
        var whole = image.DType is not (DType.Float32 or DType.Float64);
        var values = image.Cast(DType.Float64).ToArray<double>();
        var full = whole ? 255.0 : 1.0;
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= 0 && values[i] <= full))
                throw new DataException("TensorImagePlot: a number is no share of a colour.",
                    whole ? "whole numbers 0 to 255" : "numbers 0 to 1", FormattableString.Invariant($"{values[i]} at {i}"),
                    whole ? "Look where it comes from." : "Divide by 255, or clip: x.Clip(0, 1).");
        var colours = new ScottPlot.Color[values.Length / 3];
        for (var i = 0; i < colours.Length; i++)
            colours[i] = new(Byte(values[3 * i] / full), Byte(values[3 * i + 1] / full), Byte(values[3 * i + 2] / full));
        return colours;
    }

    static byte Byte(double share) => (byte)Math.Round(255 * Math.Clamp(share, 0, 1));

    static byte[] Pixels(ScottPlot.Color[] colours, int picture, int H, int W)
    {
        var numbers = new double[H, W]; // of the colours
        for (var i = 0; i < H * W; i++)
            numbers[i / W, i % W] = picture * H * W + i;
        return PngImage.Of(numbers, number => colours[(int)number]);
    }

    static XAttribute At(string name, double value) =>
        new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
