using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LearnDL.Plots;

namespace LearnDL.Lessons.Tests;

public sealed partial class PlotTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";
    static readonly double[] values = [0.9, 0.7, 0.6, 0.55];

    static readonly Dictionary<string, Func<string>> pictures = new()
    {
        ["curve"] = () => LearningCurvePlot.Draw("A & B", "falls", "loss", new Curve("training", values),
            new Curve("held out", values)),
        ["one curve"] = () => LearningCurvePlot.Draw("Title", "falls", "loss", new Curve("training", [1])),
        ["confusion"] = () =>
            ConfusionMatrixPlot.Draw("Title", "text", new[,] { { 5, 1 }, { 2, 7 } }, ["healthy", "ill"]),
        ["heat"] = () => HeatMapPlot.Draw("Title", "text", new[,] { { -1.0, 0 }, { 0.5, double.NaN } }, ["a", "b"],
            ["c", "d"], v => v.ToString("0.0", CultureInfo.InvariantCulture)),
        ["bars"] = () => BarPlot.Draw("Title", "text", "rows", ["glucose", "pressure"], [5, 374]),
        ["spread"] = () => SpreadPlot.Draw("Title", "text", "accuracy", ("majority", new[] { 0.65, 0.65 }),
            ("network", new[] { 0.7, 0.8 })),
        ["spread of numbers"] = () => SpreadPlot.DrawNumbers("Title", "text", "RMSE", ("baseline", new[] { 15.6 }),
            ("network", new[] { 14.2, 17.9 })),
        ["series"] = () => SeriesPlot.Draw("Title", "text", "thousands", ["1949-11", "1949-12", "1950-01", "1950-02"],
            new Curve("truth", values), new Curve("forecast", [double.NaN, double.NaN, 0.5, 0.6])),
        ["decay"] = () => DecayPlot.Draw("Title", "text", "step", "size of dh", 1e-16,
            new Curve("plain", [1e-20, 1e-9, 1]), new Curve("bias 5", [30, 5, 1])),
        ["scatter"] = () => ScatterPlot.Draw("Title", "text", "cm", "cm", new PointGroup("setosa", values, values)),
        ["images"] = () => ImageGridPlot.Draw("Title", "text",
            [new[,] { { 0.0, 1 } }, new[,] { { 0.5 }, { double.NaN } }], ["5", "4 → 9\n98.7%"], columns: 5),
        ["signed images"] = () =>
            ImageGridPlot.DrawSigned("Title", "text", [new[,] { { -2.0, 0, 1 } }], ["unit 1"], columns: 2),
        ["heat over images"] = () => ImageGridPlot.DrawHeat("Title", "text", [new[,] { { 0.0, 1 }, { 1, 0 } }],
            [new[,] { { -1.0, double.NaN, 0.5 } }], ["3"], columns: 2),
        ["staircase"] = () => StaircasePlot.Draw("Title", "text", "GFLOP/s", [("1 triple loop", 1.4),
            ("2 loop order", 0.9), ("3 blocks", 200)], [("one processor's peak", 222), ("all processors", 444)]),
        ["roofline"] = () =>
            RooflinePlot.Draw("Title", "text", 222, 30, [new("a + b", 1 / 12.0, 2), new("batch 64", 31, 100)]),
        ["ratios"] = () => RatioPlot.Draw("Title", "text", "times as fast as another",
            ["pima", "airline", "product 1024"], [39.52, 47.01, 0.62]),
        ["words"] = () => WordMapPlot.Draw("Title", "text", new WordGroup("spam", [("free", 1, 2, true),
            ("money", 4, 3, true)]), new WordGroup("none", [("home", 2, 0, true)])),
        ["tensor"] = () => new TensorPlot().Grid(new double[,] { { 1, 2 } }, "a (2)").Sign("+")
            .Grid(new double[,] { { 3, 4 } }, ghost: (_, _) => true).ToSvg("Title", "text"),
    };

    public static TheoryData<string> Names => [.. pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_scales_and_can_be_read_aloud(string name)
    {
        var root = XElement.Parse(pictures[name]());
        Assert.Null(root.Attribute("width"));
        Assert.Null(root.Attribute("height"));
        Assert.Matches(@"^0 0 \d+ \d+$", root.Attribute("viewBox")!.Value);
        Assert.Equal("img", root.Attribute("role")!.Value);
        var ids = root.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(ids[0], root.Element(svg + "title")!.Attribute("id")!.Value);
        Assert.Equal(ids[1], root.Element(svg + "desc")!.Attribute("id")!.Value);
        Assert.NotEmpty(root.Element(svg + "desc")!.Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Letters_are_text_with_fallback_fonts_large_enough_and_inside_the_picture(string name)
    {
        var root = XElement.Parse(pictures[name]());
        var size = root.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
        var texts = root.Descendants(svg + "text").ToList();
        Assert.NotEmpty(texts);
        foreach (var text in texts)
        {
            Assert.EndsWith("sans-serif", text.Attribute("font-family")!.Value, StringComparison.Ordinal);
            var letters = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
            var onPhone = letters * 360 / size[2]; // a phone shows a picture from edge to edge
            Assert.True(onPhone >= 11, $"'{text.Value}' is {onPhone:0.0} px high on a phone");

            var width = EmbeddedFont.WidthOf(text.Value, letters);
            var x = double.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture);
            var left = text.Attribute("text-anchor")!.Value switch
            {
                "middle" => x - width / 2,
                "end" => x - width,
                _ => x
            };
            var move = Transform().Match(text.Attribute("transform")?.Value ?? "");
            var (right, down) = move.Success ? (Number(move.Groups["x"]), Number(move.Groups["y"])) : (0, 0);
            Assert.True(move.Groups["turned"].Success
                ? down - left - width >= 0 && down - left <= size[3]
                : right + left >= 0 && right + left + width <= size[2], $"'{text.Value}' is cut off");
        }

        static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_data_give_the_same_picture(string name) => Assert.Equal(pictures[name](), pictures[name]());

    [Fact]
    public void Pictures_on_one_page_share_no_ids()
    {
        var ids = pictures.Values.SelectMany(draw => XElement.Parse(draw()).DescendantsAndSelf().Attributes("id"))
            .Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_clip_names_a_path_that_is_there()
    {
        var root = XElement.Parse(pictures["curve"]());
        var ids = root.Descendants().Attributes("id").Select(id => $"url(#{id.Value})").ToHashSet();
        Assert.All(root.Descendants().Attributes("clip-path"), clip => Assert.Contains(clip.Value, ids));
    }

    [Fact]
    public void Names_of_axes_curves_and_classes_are_written()
    {
        var words = XElement.Parse(pictures["curve"]()).Descendants(svg + "text")
            .Select(text => text.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "epoch", "loss", "training", "held out" }, words);
        var classes = XElement.Parse(pictures["confusion"]()).Descendants(svg + "text")
            .Select(text => text.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "healthy", "ill", "predicted", "true", "5", "1", "2", "7" }, classes);
    }

    [Theory]
    [InlineData("#0072B2", "#D55E00", 0.5, 2.0)]
    [InlineData("#D55E00", "#0072B2", 2.0, 0.5)]
    public void A_step_down_the_stairs_has_a_colour_of_its_own(string last, string other, double first, double second)
    {
        var bars = XElement.Parse(StaircasePlot.Draw("Title", "text", "x",
            [("a", 1), ("b", first), ("c", second * first)], []))
            .Descendants().Attributes("fill").Select(fill => fill.Value)
            .Where(fill => fill == last || fill == other).ToArray();
        Assert.Equal(3, bars.Length);
        Assert.Equal(last, bars[^1]);
        Assert.Equal(other, bars[^2]);
    }

    [Fact]
    public void Steps_on_a_logarithmic_axis_are_as_long_as_their_factors()
    {
        var widths = XElement.Parse(StaircasePlot.Draw("Title", "text", "x", [("a", 1), ("b", 10), ("c", 1000)], []))
            .Descendants().Where(bar => bar.Attribute("fill")?.Value == "#0072B2").Select(Width).ToArray();
        Assert.Equal(2, widths[2] / widths[1], 2);

        static double Width(XElement bar)
        {
            if (bar.Attribute("width") is { } width) return double.Parse(width.Value, CultureInfo.InvariantCulture);
            var x = Coordinate().Matches(bar.Attribute("d")!.Value)
                .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
            return x.Max() - x.Min();
        }
    }

    [Fact]
    public void A_logarithmic_axis_refuses_what_it_cannot_show()
    {
        Assert.Contains("'b' is 0",
            Assert.Throws<DataException>(() => StaircasePlot.Draw("t", "d", "x", [("a", 1), ("b", 0)], [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("above 0",
            Assert.Throws<DataException>(() => RooflinePlot.Draw("t", "d", 1, double.NaN, [new("a", 1, 1)])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_names_its_januaries_and_leaves_out_what_has_no_value()
    {
        var root = XElement.Parse(pictures["series"]());
        Assert.Contains("1950", root.Descendants(svg + "text").Select(text => text.Value));
        Assert.DoesNotContain("NaN", root.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 values for 1 months", Assert.Throws<DataException>(() =>
            SeriesPlot.Draw("t", "d", "y", ["1949-01"], new Curve("c", [1, 2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decades_are_marked_sparsely_and_what_is_too_small_is_left_out()
    {
        var words = XElement.Parse(pictures["decay"]()).Descendants(svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("1", words);
        Assert.DoesNotContain("1E-20", words);
        Assert.InRange(words.Count(word => word.StartsWith("1E", StringComparison.Ordinal) || word is "1" or "10"
            or "0.0001" or "0.01"), 3, 8);
        Assert.Contains("'c' is 0", Assert.Throws<DataException>(() =>
            DecayPlot.Draw("t", "d", "x", "y", 1e-9, new Curve("c", [0, 1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_do_not_fit_the_classes_are_refused() =>
        Assert.Contains("(3, 3)", Assert.Throws<DataException>(() => ConfusionMatrixPlot.Draw("t", "d", new int[2, 2], [
            "a", "b", "c"])).Message, StringComparison.Ordinal);

    [GeneratedRegex(@"[ML]\s*(-?[\d.]+)")]
    private static partial Regex Coordinate();

    // Skia moves a label to its place, and turns that of the upright axis by a quarter: (x, y) becomes (y, -x).
    [GeneratedRegex(@"(translate\(|(?<turned>matrix\(0 -1 1 0 ))(?<x>-?[\d.]+) (?<y>-?[\d.]+)\)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Transform();
}
