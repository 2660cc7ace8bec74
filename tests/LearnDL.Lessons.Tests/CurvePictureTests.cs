using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Plots;
using LearnDL.Tensors;

namespace LearnDL.Lessons.Tests;

/// <summary>Curves, read back out of their pictures: every value stands at its place.</summary>
public sealed class CurvePictureTests
{
    const int Digits = 2;

    static Curve C(params double[] values) => new("c", values);

    static void At((double X, double Y)[] expected, IEnumerable<(double X, double Y)> drawn, double within = 0.02)
    {
        var found = drawn.ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].X, found[i].X, within);
            Assert.Equal(expected[i].Y, found[i].Y, within * Math.Max(1, Math.Abs(expected[i].Y)));
        }
    }

    static IEnumerable<(double X, double Y)> Values(Drawing picture, (double X, double Y)[] line, bool log = false) =>
        line.Select(corner => (picture.XAt(corner.X), picture.YAt(corner.Y, log)));

    [Fact]
    public void A_learning_curve_begins_at_epoch_1()
    {
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", new Curve("training", [4, 2, 1]),
            new Curve("held out", [5, 3, 2.5])));
        At([(1, 4), (2, 2), (3, 1)], Values(picture, picture.Lines(Drawing.Blue)[0]));
        At([(1, 5), (2, 3), (3, 2.5)], Values(picture, picture.Lines(Drawing.Vermilion)[0]));
        var epoch1 = picture.Texts.Where(words => words.Text == "1").MaxBy(words => words.Y)!; // a loss may be 1, too
        Assert.Equal(epoch1.X, picture.Lines(Drawing.Blue)[0][0].X, Digits);
    }

    [Fact]
    public void What_is_measured_now_and_then_stands_at_its_epochs()
    {
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", C(6, 5, 4, 3, 2, 1),
            new Curve("val", [2, 2.5], [3, 6])));
        At([(3, 2), (6, 2.5)], Values(picture, picture.Lines(Drawing.Vermilion)[0]));
        var later = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", new Curve("c", [2, 1], [11, 12])));
        At([(11, 2), (12, 1)], Values(later, later.Lines(Drawing.Blue)[0]));
        Assert.Contains(later.Texts, words => words.Text == "11");
    }

    [Fact]
    public void A_history_is_drawn_by_its_epochs()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([1]), new Dense(1, useBias: false, kernelInitializer: "zeros")
        };
        model.Compile("sgd", "mse");
        var (x, y) = (Tensor.From(new float[,] { { 1 }, { 2 } }), Tensor.Of(1, 2));
        var history = model.Fit(x, y, epochs: 6, verbose: 0, validationData: (x, y), validationFreq: 3);
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", history, "loss", "val_loss"));
        At([.. history["loss"].Select((loss, i) => (i + 1.0, loss))], Values(picture, picture.Lines(Drawing.Blue)[0]));
        At([(3, history["val_loss"][0]), (6, history["val_loss"][1])],
            Values(picture, picture.Lines(Drawing.Vermilion)[0]));
        Assert.Equal([3, 6], Curve.Of(history, "val_loss").Epochs!);
        Assert.Equal("held out", Curve.Of(history, "val_loss", "held out").Name);
        Assert.Throws<UnknownNameException>(() => LearningCurvePlot.Draw("t", "d", "loss", history, "accuracy"));

        var later = new Drawing(LearningCurvePlot.Draw("t", "d", "loss",
            model.Fit(x, y, epochs: 5, initialEpoch: 3, verbose: 0), "loss"));
        Assert.Equal([4, 5], later.Lines(Drawing.Blue)[0].Select(corner => Math.Round(later.XAt(corner.X), 2)));
    }

    [Fact]
    public void A_range_is_the_ends_of_the_axis()
    {
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", (0, 2), C(1, 0.5)));
        Assert.Equal(0, picture.YAt(picture.Area.Bottom), Digits);
        Assert.Equal(2, picture.YAt(picture.Area.Top), Digits);
    }

    [Fact]
    public void A_gap_breaks_the_line_and_a_value_alone_is_a_dot()
    {
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss",
            C(1, 2, double.NaN, 3, double.PositiveInfinity, 5, 6)));
        var lines = picture.Lines(Drawing.Blue);
        Assert.Equal(2, lines.Count);
        At([(1, 1), (2, 2)], Values(picture, lines[0]));
        At([(6, 5), (7, 6)], Values(picture, lines[1]));
        At([(4, 3)], Values(picture, [.. picture.Dots(Drawing.Blue)]));
        Assert.Single(new Drawing(LearningCurvePlot.Draw("t", "d", "loss", C(5))).Dots(Drawing.Blue));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(-3e8)]
    [InlineData(7)]
    [InlineData(0)]
    public void Values_that_are_all_alike_can_be_read(double value)
    {
        var within = value == 0 ? 1e-4 : Math.Abs(value) / 50;
        var curve = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", C(value, value)));
        Assert.All(curve.Lines(Drawing.Blue)[0], corner => Assert.Equal(value, curve.YAt(corner.Y), within));
        var series = new Drawing(SeriesPlot.Draw("t", "d", "y", ["1949-01", "1950-01"], C(value, value)));
        Assert.All(series.Lines(Drawing.Blue)[0], corner => Assert.Equal(value, series.YAt(corner.Y), within));
        var point = new Drawing(ScatterPlot.Draw("t", "d", "x", "y", new PointGroup("p", [value], [value])));
        Assert.All(point.Dots(Drawing.Blue), dot => Assert.Equal(value, point.XAt(dot.X), within));
        Assert.All(point.Dots(Drawing.Blue), dot => Assert.Equal(value, point.YAt(dot.Y), within));
    }

    [Fact]
    public void Any_curve_can_be_read_back()
    {
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var scale = Math.Pow(10, random.Next(-3, 4));
            double[] values = [.. Enumerable.Range(0, random.Next(2, 30))
                .Select(_ => (random.NextDouble() - 0.5) * scale)];
            int[] epochs = [.. values.Select((_, i) => 3 * i + random.Next(1, 3))];
            var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "y", new Curve("c", values, epochs)));
            var line = Values(picture, picture.Lines(Drawing.Blue)[0]).ToArray();
            Assert.Equal(values.Length, line.Length);
            for (var i = 0; i < line.Length; i++)
            {
                Assert.Equal(epochs[i], line[i].X, 0.3);
                Assert.Equal(values[i], line[i].Y, 0.005 * scale);
            }
        }
    }

    [Fact]
    public void The_name_in_the_key_stands_beside_its_curve()
    {
        var curves = LearningCurvePlot.Draw("t", "d", "loss", new Curve("training", [4, double.NaN, 2, 1]),
            new Curve("held out", [5, 3, 2.5, 2]));
        foreach (var (name, colour) in new[] { ("training", Drawing.Blue), ("held out", Drawing.Vermilion) })
        {
            var key = new Drawing(curves).Word(name);
            Assert.Contains(new Drawing(curves).KeyLines(colour),
                line => line.Max(corner => corner.X) is var end && end < key.Left && key.Left - end < 10);
        }
    }

    [Fact]
    public void Decay_draws_only_what_reaches_the_least_value()
    {
        var picture = new Drawing(DecayPlot.Draw("t", "d", "step", "size", 1e-6, C(1e-9, 1e-6, 1e-3, 10)));
        At([(2, 1e-6), (3, 1e-3), (4, 10)], Values(picture, picture.Lines(Drawing.Blue)[0], log: true));
        var broken = new Drawing(DecayPlot.Draw("t", "d", "step", "size", 1e-6, C(1, 0.1, 1e-9, 1, 10)));
        Assert.Equal([2, 2], broken.Lines(Drawing.Blue).Select(line => line.Length));
        Assert.Throws<DataException>(() => DecayPlot.Draw("t", "d", "step", "size", 1, C(0.5, 0.1)));
    }

    [Fact]
    public void Decay_draws_every_value_at_its_epoch()
    {
        var picture = new Drawing(DecayPlot.Draw("t", "d", "epoch", "size", 1e-6,
            new Curve("c", [10, 1, 0.1], [3, 5, 9]), C(1, 10)));
        At([(3, 10), (5, 1), (9, 0.1)], Values(picture, picture.Lines(Drawing.Blue)[0], log: true));
        At([(1, 1), (2, 10)], Values(picture, picture.Lines(Drawing.Vermilion)[0], log: true));
        var later = new Drawing(DecayPlot.Draw("t", "d", "epoch", "size", 1e-6, new Curve("c", [10, 1], [11, 13])));
        Assert.Equal(["11", "12", "13"], later.Texts.Select(words => words.Text)
            .Where(text => text is "1" or "11" or "12" or "13").Take(3));
    }

    [Theory]
    [InlineData(1e-13)]
    [InlineData(3e-20)]
    [InlineData(1)]
    public void Marks_of_a_small_axis_are_not_all_0(double size)
    {
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", C(-size, size, 2 * size)));
        var line = picture.Lines(Drawing.Blue)[0];
        Assert.Equal(2 * size, picture.YAt(line[2].Y), size / 20);
        Assert.Contains(picture.Texts, words => words.Text == "0");
    }

    [Theory]
    [InlineData(2, 4, 5)]
    [InlineData(0.011, 0.012, 0.013)]
    [InlineData(20, 2000, 70)]
    public void An_axis_of_one_decade_or_more_has_marks_that_can_be_read(double a, double b, double c)
    {
        var picture = new Drawing(DecayPlot.Draw("t", "d", "step", "size", 1e-9, C(a, b, c)));
        var marks = picture.Texts.Where(words => words.X < picture.Area.Left
            && words.Y > picture.Area.Top - 1 && words.Y < picture.Area.Bottom + 1
            && double.TryParse(words.Text, out _))
            .ToList();
        Assert.NotEmpty(marks);
        if (marks.Count > 1) At([(1, a), (2, b), (3, c)], Values(picture, picture.Lines(Drawing.Blue)[0], log: true));
    }

    [Fact]
    public void A_value_of_a_series_stands_above_its_month()
    {
        string[] months = ["1949-12", "1950-01", "1950-02", "1951-01"];
        var picture = new Drawing(SeriesPlot.Draw("t", "d", "y", months, C(10, 20, 30, 40),
            new Curve("f", [double.NaN, double.NaN, 25, 35])));
        var line = picture.Lines(Drawing.Blue)[0];
        Assert.Equal([10, 20, 30, 40], line.Select(corner => Math.Round(picture.YAt(corner.Y), 1)));
        Assert.Equal(picture.Word("1950").X, line[1].X, Digits);
        Assert.Equal(picture.Word("1951").X, line[3].X, Digits);
        Assert.Equal([line[2].X, line[3].X], picture.Lines(Drawing.Vermilion)[0].Select(corner => corner.X));
        var spring = new Drawing(SeriesPlot.Draw("t", "d", "y", ["1949-03", "1949-04"], C(1, 2)));
        Assert.Equal(spring.Lines(Drawing.Blue)[0][0].X, spring.Word("1949-03").X, Digits);
    }

    public static TheoryData<string> Wrong => [.. wrong.Keys];

    static readonly Dictionary<string, (Func<object> Draw, string Says)> wrong = new()
    {
        ["no curve"] = (() => LearningCurvePlot.Draw("t", "d", "y"), "no curves"),
        ["no value"] = (() => LearningCurvePlot.Draw("t", "d", "y", C()), "no values"),
        ["all NaN"] = (() => LearningCurvePlot.Draw("t", "d", "y", C(double.NaN, double.NaN)), "the first NaN"),
        ["no epochs"] = (() => LearningCurvePlot.Draw("t", "d", "y", new Curve("c", [1, 2], [1])),
            "2 values for 1 epochs"),
        ["range"] = (() => LearningCurvePlot.Draw("t", "d", "y", (1, 1), C(1, 2)), "(1, 1)"),
        ["decay of nothing"] = (() => DecayPlot.Draw("t", "d", "x", "y", 1e-9), "no curves"),
        ["decay of ∞"] = (() => DecayPlot.Draw("t", "d", "x", "y", 1e-9, C(1, double.PositiveInfinity)),
            "'c' is Infinity"),
        ["decay of −1"] = (() => DecayPlot.Draw("t", "d", "x", "y", 1e-9, C(1, -1)), "'c' is -1"),
        ["decay of other epochs"] = (() => DecayPlot.Draw("t", "d", "x", "y", 1e-9, new Curve("c", [1, 2], [1])),
            "2 values for 1 epochs"),
        ["series of epochs"] = (() => SeriesPlot.Draw("t", "d", "y", ["1949-01"], new Curve("c", [1], [7])),
            "has epochs"),
        ["series of nothing"] = (() => SeriesPlot.Draw("t", "d", "y", ["1949-01"]), "no curves"),
        ["series of NaN"] = (() => SeriesPlot.Draw("t", "d", "y", ["1949-01"], C(double.NaN)), "the first NaN"),
        ["series of no month"] = (() => SeriesPlot.Draw("t", "d", "y", [], C()), "no values"),
        ["no group"] = (() => ScatterPlot.Draw("t", "d", "x", "y"), "no groups"),
        ["no point"] = (() => ScatterPlot.Draw("t", "d", "x", "y", new PointGroup("p", [], [])), "no points"),
        ["no y"] = (() => ScatterPlot.Draw("t", "d", "x", "y", new PointGroup("p", [1, 2], [1])), "2 x for 1 y"),
        ["NaN point"] = (() => ScatterPlot.Draw("t", "d", "x", "y", new PointGroup("p", [1, 2], [1, double.NaN])),
            "'p' has a NaN at 1"),
        ["no word"] = (() => WordMapPlot.Draw("t", "d"), "no values"),
        ["∞ word"] = (() => WordMapPlot.Draw("t", "d", new WordGroup("g", [("w", double.PositiveInfinity, 0, true)])),
            "Infinity at 0"),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_has_no_place_is_refused(string name) =>
        Assert.Contains(wrong[name].Says, Assert.ThrowsAny<LearnDLException>(wrong[name].Draw).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Points_and_words_stand_at_their_places()
    {
        var points = new Drawing(ScatterPlot.Draw("t", "d", "x", "y", new PointGroup("a", [1, 4], [10, 40]),
            new PointGroup("b", [2], [-20])));
        At([(1, 10), (4, 40)], Values(points, [.. points.Dots(Drawing.Blue)]));
        var triangle = Assert.Single(points.Boxes(Drawing.Vermilion));
        Assert.Equal(2, points.XAt(triangle.X), 0.05);
        Assert.Equal(-20, points.YAt(triangle.Y), 1.5);

        var words = new Drawing(WordMapPlot.Draw("t", "d",
            new WordGroup("g", [("up", 0.1, 0.9, true), ("down", 0.8, 0.1, true), ("mute", 0.5, 0.5, false)])));
        At([(0.1, 0.9), (0.8, 0.1), (0.5, 0.5)], Values(words, [.. words.Dots(Drawing.Blue)]));
        foreach (var (word, dot) in new[] { ("up", 0), ("down", 1) })
        {
            Assert.Equal(words.Dots(Drawing.Blue)[dot].X, words.Word(word).X, 0.5);
            Assert.InRange(words.Dots(Drawing.Blue)[dot].Y - words.Word(word).Y, 5, 15);
        }
        Assert.DoesNotContain(words.Texts, text => text.Text == "mute");
    }
}
