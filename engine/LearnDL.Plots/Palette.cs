using ScottPlot;

namespace LearnDL.Plots;

/// <summary>
/// Colours that people with any kind of colour vision can tell apart (Okabe and Ito, 2008), and the two that
/// change with the reader's light or dark setting (see <see cref="SvgPage"/>).
/// </summary>
static class Palette
{
    internal static readonly Color Ink = Color.FromHex("#14171A");
    internal static readonly Color Paper = Color.FromHex("#FEFEFE");
    internal static readonly Color Grid = Color.FromHex("#D9DCE0");

    internal static readonly Color Blue = Color.FromHex("#0072B2");
    internal static readonly Color Vermilion = Color.FromHex("#D55E00");
    internal static readonly Color Green = Color.FromHex("#009E73");
    internal static readonly Color Purple = Color.FromHex("#B8608F");

    internal static readonly Color Olive = Color.FromHex("#8A7300");

    static readonly Color[] series = [Blue, Vermilion, Green, Purple, Olive];
    static readonly MarkerShape[] markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown,
    ];

    internal static Color Series(int i) => series[i % series.Length];

    // Shape says the same as colour, for whoever sees none.
    internal static MarkerShape Marker(int i) => markers[i % markers.Length];

    /// <summary>0 is nearly paper, 1 is deep blue.</summary>
    internal static Color Sequential(double share) => Mix(new(0xEE, 0xF4, 0xF9), new(0x08, 0x45, 0x87), share);

    /// <summary>−1 is deep blue, 0 nearly paper, +1 deep vermilion.</summary>
    internal static Color Diverging(double share) => share < 0
        ? Mix(new(0xF4, 0xF4, 0xF2), new(0x08, 0x45, 0x87), -share)
        : Mix(new(0xF4, 0xF4, 0xF2), new(0xA8, 0x3F, 0x00), share);

    /// <summary>The same for a dark page, where nothing is dark: 0 is nearly that page's paper.</summary>
    internal static Color DarkDiverging(double share) => share < 0
        ? Mix(new(0x23, 0x28, 0x2D), new(0x6F, 0xC6, 0xFF), -share)
        : Mix(new(0x23, 0x28, 0x2D), new(0xFF, 0xA1, 0x55), share);

    /// <summary>
    /// 0 is paper, 1 is ink, of a light or a dark page, without their tint: grey takes a third of the bytes.
    /// </summary>
    internal static Color Grey(double share, bool dark) =>
        dark ? Mix(new(0x19, 0x19, 0x19), new(0xEB, 0xEB, 0xEB), share)
            : Mix(new(0xFE, 0xFE, 0xFE), new(0x17, 0x17, 0x17), share);

    /// <summary>
    /// A layer over grey pictures, clear at 0: blue below it, vermilion above, never so dense that the picture is lost.
    /// </summary>
    internal static Color Heat(double share, bool dark)
    {
        var colour = (share < 0, dark) switch
        {
            (true, false) => Blue,
            (true, true) => Color.FromHex("#4AA8E0"),
            (false, false) => Vermilion,
            (false, true) => Color.FromHex("#F08A3C"),
        };
        return colour.WithAlpha((byte)Math.Round(190 * Math.Min(1, double.IsNaN(share) ? 0 : Math.Abs(share))));
    }

    /// <summary>Dark letters on light cells, light letters on dark ones.</summary>
    internal static Color LettersOn(Color cell) =>
        0.299 * cell.R + 0.587 * cell.G + 0.114 * cell.B > 140 ? new(0x10, 0x12, 0x14) : new(0xFD, 0xFD, 0xFD);

    static Color Mix(Color from, Color to, double share)
    {
        share = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
        return new(Between(from.R, to.R), Between(from.G, to.G), Between(from.B, to.B));

        byte Between(byte a, byte b) => (byte)Math.Round(a + (b - a) * share);
    }
}
