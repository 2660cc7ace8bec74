using ScottPlot;
using SkiaSharp;

namespace LearnDL.Plots;

/// <summary>A model drawn as a PNG, light, with so many dots per inch.</summary>
sealed class PngCanvas : IGraphCanvas, IDisposable
{
    readonly SKBitmap bitmap;
    readonly SKCanvas canvas;
    readonly SKFont font = new(EmbeddedFont.Typeface, GraphStyle.Letters);

    /// <exception cref="HyperparameterException">The picture would be too large.</exception>
    internal PngCanvas(double width, double height, int dpi)
    {
        var scale = dpi / 96.0; // CSS pixels per inch
        var (w, h) = (Math.Ceiling(width * scale), Math.Ceiling(height * scale));
        if (w * h > 250e6)
            throw new HyperparameterException("PlotModel: the picture would be too large.",
                "250 million pixels or fewer", FormattableString.Invariant($"{w} x {h} at {dpi} dpi"),
                "Give a smaller dpi, or a file that ends in .svg.");
        bitmap = new SKBitmap((int)w, (int)h);
        canvas = new SKCanvas(bitmap);
        canvas.Clear(Of(Palette.Paper));
        canvas.Scale((float)scale);
    }

    public void Begin(string kind, string name) { }

    public void End() { }

    public void Rectangle(double x, double y, double width, double height, Color? fill, Color stroke,
        bool isDashed = false)
    {
        var place = SKRect.Create((float)x, (float)y, (float)width, (float)height);
        using var paint = new SKPaint { IsAntialias = true };
        if (fill is { } colour)
        {
            paint.Color = Of(colour);
            canvas.DrawRect(place, paint);
        }
        using var dashes = isDashed ? SKPathEffect.CreateDash([5, 4], 0) : null;
        (paint.Color, paint.Style, paint.StrokeWidth, paint.PathEffect) = (Of(stroke), SKPaintStyle.Stroke, 1, dashes);
        canvas.DrawRect(place, paint);
    }

    public void Text(string text, double x, double middle, Color colour, bool isCentred = true)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Of(colour) };
        canvas.DrawText(text, (float)x, (float)(middle + 0.36 * GraphStyle.Letters),
            isCentred ? SKTextAlign.Center : SKTextAlign.Left, font, paint);
    }

    public void Edge(string from, string to, IReadOnlyList<(double X, double Y)> points, bool hasHead)
    {
        using var line = SKPath.ParseSvgPathData(EdgePath.Of(points, hasHead));
        using var paint = new SKPaint
        {
            IsAntialias = true,
            Color = Of(Palette.Ink),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = EdgePath.LineWidth,
        };
        canvas.DrawPath(line, paint);
        if (!hasHead)
            return;
        using var head = SKPath.ParseSvgPathData(EdgePath.Head(points));
        paint.Style = SKPaintStyle.Fill;
        canvas.DrawPath(head, paint);
    }

    internal byte[] Finish()
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose()
    {
        canvas.Dispose();
        bitmap.Dispose();
        font.Dispose();
    }

    static SKColor Of(Color colour) => new(colour.R, colour.G, colour.B, colour.A);
}
