using System.Globalization;
using System.Xml.Linq;
using LearnDL.Plots;
using SkiaSharp;

namespace LearnDL.Lessons.Tests;

public sealed class ImageGridTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";
    static readonly double[,] one = { { 0, 0.5, 1 }, { 2, -1, double.NaN } };

    static List<XElement> Pictures(string drawing, string shownBy) =>
        [.. XElement.Parse(drawing).Descendants(svg + "image")
            .Where(image => image.Attribute("class")!.Value == shownBy)];

    static SKBitmap Decoded(XElement image)
    {
        const string Start = "data:image/png;base64,";
        var href = image.Attribute("href")!.Value;
        Assert.StartsWith(Start, href, StringComparison.Ordinal);
        return SKBitmap.Decode(Convert.FromBase64String(href[Start.Length..]));
    }

    static byte[] Reds(string drawing, string shownBy)
    {
        using var bitmap = Decoded(Assert.Single(Pictures(drawing, shownBy)));
        return [.. bitmap.Pixels.Select(pixel => pixel.Red)];
    }

    [Fact]
    public void Zero_is_paper_and_high_is_ink_by_day_and_by_night()
    {
        var grey = ImageGridPlot.Draw("t", "d", [one], [""], columns: 1);
        Assert.Equal([0xFE, 0x8A, 0x17, 0x17, 0xFE, 0xFE], Reds(grey, "day"));
        Assert.Equal([0x19, 0x82, 0xEB, 0xEB, 0x19, 0x19], Reds(grey, "night"));

        var half = ImageGridPlot.Draw("t", "d", [one], [""], columns: 1, high: 2);
        Assert.Equal([0xFE, 0xC4, 0x8A, 0x17, 0xFE, 0xFE], Reds(half, "day"));
    }

    [Fact]
    public void Signs_have_colours_of_their_own_and_zero_is_in_the_middle()
    {
        foreach (var shownBy in new[] { "day", "night" })
        {
            using var bitmap = Decoded(Assert.Single(Pictures(
                ImageGridPlot.DrawSigned("t", "d", [new[,] { { -2.0, -1, 0, 1, 2 } }], [""], columns: 1), shownBy)));
            var p = bitmap.Pixels;
            Assert.True(p[0].Blue > p[0].Red && p[1].Blue > p[1].Red, "below zero it is blue");
            Assert.True(p[4].Red > p[4].Blue && p[3].Red > p[3].Blue, "above zero it is vermilion");
            Assert.InRange(Math.Abs(p[2].Red - p[2].Blue), 0, 10);
            Assert.True(Distance(p[0], p[2]) > Distance(p[1], p[2]) && Distance(p[4], p[2]) > Distance(p[3], p[2]),
                "larger is deeper");
        }

        static int Distance(SKColor a, SKColor b) =>
            Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);
    }

    [Theory]
    [InlineData("day", 0xFE)]
    [InlineData("night", 0x19)]
    public void Heat_lies_over_the_picture_and_lets_it_through(string shownBy, int paper)
    {
        var layers = Pictures(ImageGridPlot.DrawHeat("t", "d", [new double[4, 4]], [new[,] { { -2.0, 0 }, { 1, 2 } }],
            ["3"], columns: 1), shownBy);
        Assert.Equal(2, layers.Count);
        // 2 x 2 over 4 x 4
        Assert.All(["x", "y", "width", "height"],
            place => Assert.Equal(layers[0].Attribute(place)!.Value, layers[1].Attribute(place)!.Value));
        using SKBitmap picture = Decoded(layers[0]), heat = Decoded(layers[1]);
        Assert.All(picture.Pixels, pixel => Assert.Equal(new SKColor((byte)paper, (byte)paper, (byte)paper), pixel));

        var p = heat.Pixels;
        Assert.Equal([190, 0, 95, 190], p.Select(pixel => (int)pixel.Alpha));
        Assert.True(p[0].Blue > p[0].Red, "below zero it is blue");
        Assert.True(p[2].Red > p[2].Blue && p[3].Red > p[3].Blue, "above zero it is vermilion");
    }

    [Fact]
    public void Heat_maps_share_one_scale_unless_it_is_named()
    {
        double[][,] images = [new double[1, 1], new double[1, 1]], heats = [new[,] { { 1.0 } }, new[,] { { 4.0 } }];
        int Alpha(double? hottest)
        {
            using var heat = Decoded(
                Pictures(ImageGridPlot.DrawHeat("t", "d", images, heats, ["", ""], 2, hottest: hottest), "day")[1]);
            return heat.Pixels[0].Alpha;
        }

        Assert.Equal(48, Alpha(hottest: null)); // a quarter of 190, rounded
        Assert.Equal(190, Alpha(hottest: 1));
        Assert.Contains("2 pictures and 1 heat maps",
            Assert.Throws<DataException>(() => ImageGridPlot.DrawHeat("t", "d", images, [heats[0]], ["",
                ""], 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_pictures_share_one_scale_unless_it_is_named()
    {
        var images = new[] { new[,] { { 1.0 } }, new[,] { { 4.0 } } };
        byte Red(double? high)
        {
            using var bitmap =
                Decoded(Pictures(ImageGridPlot.DrawSigned("t", "d", images, ["", ""], 2, high), "day")[0]);
            return bitmap.Pixels[0].Blue;
        }

        Assert.Equal(0, Red(high: 1));
        Assert.True(Red(high: null) > 150);
    }

    [Fact]
    public void Pictures_stand_in_rows_and_keep_their_proportions()
    {
        double[,] wide = new double[2, 4];
        var drawing = ImageGridPlot.Draw("t", "d", [wide, wide, wide], ["a", "b", "c"], columns: 2);
        var places = Pictures(drawing, "day").Select(image =>
            (X: Number(image, "x"), Y: Number(image, "y"), W: Number(image, "width"), H: Number(image, "height")))
            .ToArray();
        Assert.All(places, place => Assert.Equal(place.W / 2, place.H, 0.02));
        Assert.Equal(places[0].Y, places[1].Y);
        Assert.Equal(places[0].X, places[2].X);
        Assert.True(places[1].X > places[0].X + places[0].W && places[2].Y > places[0].Y + places[0].H);
        Assert.Equal(["a", "b", "c"], XElement.Parse(drawing).Descendants(svg + "text").Select(text => text.Value));

        static double Number(XElement element, string name) =>
            double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Only_one_of_the_two_is_shown_and_pixels_stay_sharp()
    {
        var drawing = ImageGridPlot.Draw("t", "d", [one], ["5"], columns: 1);
        var style = XElement.Parse(drawing).Element(svg + "style")!.Value;
        Assert.Contains(".night{display:none}", style, StringComparison.Ordinal);
        Assert.Contains(
            "(prefers-color-scheme:dark){.learndl-plot .night{display:inline}.learndl-plot .day{display:none}}", style,
            StringComparison.Ordinal);
        Assert.All(XElement.Parse(drawing).Descendants(svg + "image"),
            image => Assert.Contains("pixelated", image.Attribute("style")!.Value, StringComparison.Ordinal));
        Assert.Contains("[stroke=\"" + XElement.Parse(drawing).Element(svg + "rect")!.Attribute("stroke")!.Value
            + "\"]", style, StringComparison.Ordinal);
        Assert.Contains("[fill=\"" + XElement.Parse(drawing).Element(svg + "text")!.Attribute("fill")!.Value + "\"]",
            style, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caption_for_each_picture()
    {
        Assert.Contains("1 pictures and 2 captions",
            Assert.Throws<DataException>(() => ImageGridPlot.Draw("t", "d", [one], ["a", "b"], 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ImageGridPlot.Draw("t", "d", [], [], 1));
        Assert.Throws<HyperparameterException>(() => ImageGridPlot.Draw("t", "d", [one], ["a"], 0));
    }
}
