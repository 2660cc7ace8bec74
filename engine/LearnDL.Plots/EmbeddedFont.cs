using ScottPlot;
using SkiaSharp;

namespace LearnDL.Plots;

/// <summary>
/// DejaVu Sans, carried inside this assembly: every machine draws the same letters, fonts installed or not.
/// </summary>
sealed class EmbeddedFont : IFontResolver
{
    internal const string Family = "DejaVu Sans";

    /// <summary>
    /// What a browser falls back to. All are no wider than DejaVu Sans, so that no label grows out of its picture.
    /// </summary>
    internal const string CssFamily = "'DejaVu Sans', Verdana, system-ui, sans-serif";

    internal static readonly SKTypeface Typeface = Load();

    /// <summary>Makes ScottPlot use this font for everything; calling it again changes nothing.</summary>
    internal static void Register()
    {
        lock (Typeface)
        {
            if (Fonts.FontResolvers.Any(resolver => resolver is EmbeddedFont)) return;
            Fonts.FontResolvers.Insert(0, new EmbeddedFont());
            Fonts.Default = Family;
        }
    }

    internal static float WidthOf(string text, float size)
    {
        using var font = new SKFont(Typeface, size);
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? Load() : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? Load() : null;

    static SKTypeface Load()
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The assembly was built without its font, Fonts/DejaVuSans.ttf.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
