using ScottPlot;
using SkiaSharp;

namespace LearnDL.Plots;

/// <summary>A table of values as a PNG, one pixel for each; translucent where its colours are.</summary>
static class PngImage
{
    internal static byte[] Of(double[,] values, Func<double, Color> colour)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var pixels = new Color[rows * columns];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = colour(values[i / columns, i % columns]);
        var isOpaque = Array.TrueForAll(pixels, c => c.A == byte.MaxValue);
        var isGrey = isOpaque && Array.TrueForAll(pixels, c => c.R == c.G && c.G == c.B);

        using var bitmap = new SKBitmap(new SKImageInfo(columns, rows,
            isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
        for (var i = 0; i < pixels.Length; i++)
            bitmap.SetPixel(i % columns, i / columns, new SKColor(pixels[i].R, pixels[i].G, pixels[i].B, pixels[i].A));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
