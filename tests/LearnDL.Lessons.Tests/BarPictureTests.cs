using System.Globalization;
using LearnDL.Plots;

namespace LearnDL.Lessons.Tests;

/// <summary>
/// Bars, cells, stairs and rooflines, read back out of their pictures: lengths, places, shades and directions.
/// </summary>
public sealed class BarPictureTests
{
    static double[] Drawn(int seed, int count, double scale)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Round((random.NextDouble() - 0.5) * scale, 2))];
    }

    [Theory]
    [InlineData(39.52, 47.01, 1.1)]
    [InlineData(2, 0.03, 0.9)]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 0.25, 0.125)]
    public void A_bar_of_a_ratio_goes_from_1_to_it_on_a_logarithmic_axis(double a, double b, double c)
    {
        double[] ratios = [a, b, c];
        string[] names = ["first", "second", "third"];
        var picture = new Drawing(RatioPlot.Draw("t", "d", "x", names, ratios));
        var one = picture.Lines(Drawing.Ink).SelectMany(line => line).First().X; // the line at 1
        var lengths = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var y = picture.Word(names[i]).Y;
            var label = Assert.Single(picture.Texts, words => Math.Abs(words.Y - y) < 1 && words.Text != names[i]);
            Assert.Equal(ratios[i], double.Parse(label.Text, CultureInfo.InvariantCulture), 0.006);
            Assert.True(label.Left >= picture.Area.Left && label.Right <= picture.Area.Right, $"{label.Text} is cut off");
            if (ratios[i] == 1) continue;
            var bar = Assert.Single(picture.Boxes(ratios[i] < 1 ? Drawing.Vermilion : Drawing.Blue),
                box => box.Top < y && box.Bottom > y);
            Assert.Equal(one, ratios[i] < 1 ? bar.Right : bar.Left, 0.6);
            lengths.Add((bar.Right - bar.Left) / Math.Abs(Math.Log(ratios[i]))); // half is as long as twice
        }
        Assert.All(lengths, length => Assert.Equal(1, length / lengths[0], 0.03));
    }

    [Fact]
    public void A_ratio_that_a_logarithmic_axis_has_no_place_for_is_refused() => Assert.Contains("'b' is 0",
        Assert.Throws<DataException>(() => RatioPlot.Draw("t", "d", "x", ["a", "b"], [1, 0])).Message);

    public static TheoryData<double[]> Lengths =>
    [
        new double[] { 5, 374 }, new double[] { -1, 2 }, new double[] { -1, -2 }, new double[] { -300000, -20 },
        new double[] { 0, 0 },
        new double[] { 0.03, 0.001 }, new double[] { 0, 4 }, new double[] { 12 }, Drawn(1, 5, 10), Drawn(2, 7, 2000),
        Drawn(3, 3, 0.4),
    ];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_bar_goes_from_0_to_its_value(double[] values)
    {
        string[] names = [.. values.Select((_, i) => $"name {(char)('a' + i)}")];
        var picture = new Drawing(BarPlot.Draw("t", "d", "x", names, values));
        var scale = Math.Max(0, values.Max()) - Math.Min(0, values.Min());
        for (var i = 0; i < values.Length; i++)
        {
            var y = picture.Word(names[i]).Y;
            if (scale > 0 && Math.Abs(values[i]) > scale / 1000)
            {
                var bar = Assert.Single(picture.Boxes(Drawing.Blue), box => box.Top < y && box.Bottom > y);
                Assert.Equal(Math.Min(0, values[i]), picture.XAt(bar.Left), scale * 0.005);
                Assert.Equal(Math.Max(0, values[i]), picture.XAt(bar.Right), scale * 0.005);
                Assert.InRange(bar.Left, picture.Area.Left - 0.01, picture.Area.Right);
                Assert.InRange(bar.Right, picture.Area.Left, picture.Area.Right + 0.01);
            }
            var label = Assert.Single(picture.Texts,
                words => Math.Abs(words.Y - y) < 1 && words.Left > picture.Area.Left - 1);
            Assert.Equal(values[i], double.Parse(label.Text, CultureInfo.InvariantCulture),
                Math.Max(0.006, Math.Abs(values[i]) * 0.05));
            Assert.True(label.Left >= picture.Area.Left && label.Right <= picture.Area.Right,
                $"'{label.Text}' is cut off");
            var end = picture.XAt(values[i] < 0 ? label.Right : label.Left);
            Assert.True(values[i] < 0 ? end < values[i] : end > values[i], $"'{label.Text}' covers its bar");
        }
        Assert.True(picture.Word(names[0]).Y <= picture.Word(names[^1]).Y, "the first bar is on top");
    }

    [Fact]
    public void Small_bars_are_not_called_0() =>
        Assert.Contains(new Drawing(BarPlot.Draw("t", "d", "x", ["a", "b"], [-0.00123, 0.045])).Texts,
            words => words.Text == "-0.0012");

    [Fact]
    public void A_confusion_matrix_has_what_is_true_in_rows_and_what_was_predicted_in_columns()
    {
        var counts = new[,] { { 50, 7, 3 }, { 1, 20, 4 }, { 9, 2, 0 } };
        string[] names = ["cat", "dog", "owl"];
        var picture = new Drawing(ConfusionMatrixPlot.Draw("t", "d", counts, names));
        var rows =
            names.Select(name => picture.Texts.Single(words => words.Text == name && words.Right < picture.Area.Left).Y)
                .ToArray();
        var columns =
            names.Select(name => picture.Texts.Single(words => words.Text == name && words.Y > picture.Area.Bottom).X)
                .ToArray();
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                var number = Assert.Single(picture.Texts,
                    words => Math.Abs(words.X - columns[j]) < 1 && Math.Abs(words.Y - rows[i]) < 1);
                Assert.Equal($"{counts[i, j]}", number.Text);
                var cell = Assert.Single(picture.Boxes(), box => box.Holds(columns[j], rows[i]));
                Assert.Equal(Palette.Sequential(counts[i, j] / (double)(counts[i, 0] + counts[i, 1] + counts[i, 2]))
                    .ToHex(), cell.Fill);
            }
        Assert.Equal(picture.Area.X, picture.Word("predicted").X, 1.0);
        Assert.True(rows[0] < rows[1] && columns[0] < columns[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_heat_map_shows_each_value_at_its_row_and_column(int sign)
    {
        double[,] values = sign switch
        {
            1 => new[,] { { 0.0, 1, 2 }, { 3, 4, 5 } },
            -1 => new[,] { { -9.0, -1, -2 }, { -3, -4, -5 } },
            _ => new[,] { { -4.0, 0, 2 }, { 1, double.NaN, -1 } },
        };
        var picture =
            new Drawing(HeatMapPlot.Draw("t", "d", values, ["r0", "r1"], ["c0", "c1", "c2"], value => $"v{value}"));
        var (low, high) = sign switch { 1 => (0, 5), -1 => (-9, -1), _ => (-4, 4) };
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++)
            {
                var (x, y) = (picture.Word($"c{j}").X, picture.Word($"r{i}").Y);
                var cell = Assert.Single(picture.Boxes(), box => box.Holds(x, y));
                var expected = double.IsNaN(values[i, j]) ? Palette.Grid
                    : sign == 0 ? Palette.Diverging(values[i, j] / 4)
                    : Palette.Sequential((values[i, j] - low) / (high - low));
                Assert.Equal(expected.ToHex(), cell.Fill);
                var number = picture.Word($"v{values[i, j]}");
                Assert.Equal(x, number.X, 0.1);
                Assert.Equal(y, number.Y, 0.1);
            }
    }

    [Fact]
    public void The_colours_of_a_heat_map_keep_to_a_range()
    {
        var picture = new Drawing(HeatMapPlot.Draw("t", "d", new[,] { { 0.5, 0.25 } }, range: (0, 1)));
        Assert.Equal([Palette.Sequential(0.5).ToHex(), Palette.Sequential(0.25).ToHex()],
            picture.Boxes().Select(cell => cell.Fill));
        Assert.Equal("#084587", Palette.Sequential(1).ToHex());
        Assert.Equal("#EEF4F9", Palette.Sequential(0).ToHex());
        Assert.Equal("#084587", Palette.Diverging(-1).ToHex());
        Assert.Equal("#A83F00", Palette.Diverging(1).ToHex());
        Assert.Equal("#F4F4F2", Palette.Diverging(0).ToHex());
    }

    [Fact]
    public void A_spread_is_the_deviation_of_a_sample_about_its_mean()
    {
        double[] a = [0.7, 0.8], b = [0.5, 0.6, 0.4];
        var picture = new Drawing(SpreadPlot.Draw("t", "d", "x", ("first", a), ("second", b)));
        foreach (var (name, values, colour) in new[] { ("first", a, Drawing.Blue), ("second", b, Drawing.Vermilion) })
        {
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
            var bar = Assert.Single(picture.Lines(colour));
            Assert.Equal([mean - deviation, mean + deviation], bar.Select(end => picture.XAt(end.X)),
                (x, y) => Math.Abs(x - y) < 0.002);
            Assert.All(bar, end => Assert.InRange(end.X, picture.Area.Left, picture.Area.Right));
            Assert.All(bar, end => Assert.Equal(picture.Word(name).Y, end.Y, 0.1));
            Assert.Equal(values, picture.Dots(colour, radius: 3).Select(dot => picture.XAt(dot.X)),
                (x, y) => Math.Abs(x - y) < 0.002);
        }
        Assert.Equal(0.75, picture.XAt(Assert.Single(picture.Dots(Drawing.Blue, radius: 6.5)).X), 0.002);
        Assert.True(picture.Word("first").Y < picture.Word("second").Y);

        var numbers = new Drawing(SpreadPlot.DrawNumbers("t", "d", "x", ("one", [1e-6])));
        Assert.Equal(1e-6, numbers.XAt(Assert.Single(numbers.Dots(Drawing.Blue, radius: 3)).X), 1e-8);
    }

    [Fact]
    public void A_step_begins_where_the_one_before_ended()
    {
        var picture =
            new Drawing(StaircasePlot.Draw("t", "d", "x", [("a", 2), ("b", 200), ("c", 50)], [("limit", 1000)]));
        foreach (var (name, from, to, colour) in new[] { ("b", 2.0, 200.0, Drawing.Blue),
            ("c", 50.0, 200.0, Drawing.Vermilion) })
        {
            var bar = Assert.Single(picture.Boxes(colour),
                box => box.Top < picture.Word(name).Y && box.Bottom > picture.Word(name).Y);
            Assert.Equal(from, picture.XAt(bar.Left, log: true), from * 0.01);
            Assert.Equal(to, picture.XAt(bar.Right, log: true), to * 0.01);
        }
        Assert.Equal(1000, picture.XAt(Assert.Single(picture.Lines(Drawing.Ink))[0].X, log: true), 10.0);
        Assert.Contains(picture.Texts, words => words.Text == "limit 1000");
        Assert.Equal(picture.Word("b").Y, picture.Texts.Single(words => words.Text == "200").Y, 0.1);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(123456)]
    [InlineData(0.5)]
    public void The_number_of_the_only_step_is_in_the_picture(double value)
    {
        var picture = new Drawing(StaircasePlot.Draw("t", "d", "x", [("a", value)], []));
        Assert.All(picture.Texts.Where(words => words.Y < picture.Area.Bottom && words.Left > picture.Area.Left),
            words => Assert.InRange(words.Right, 0, picture.Area.Right));
    }

    [Fact]
    public void A_roof_bends_where_memory_and_processor_meet_and_points_stand_where_they_were_measured()
    {
        var picture = new Drawing(RooflinePlot.Draw("t", "d", 200, 20,
            [new("slow", 0.1, 1.5), new("fast", 50, 400), new("low", 50, 0.02)]));
        var roof = Assert.Single(picture.Lines(Drawing.Ink));
        Assert.Equal(10, picture.XAt(roof[1].X, log: true), 0.1);
        Assert.Equal(200, picture.YAt(roof[1].Y, log: true), 2.0);
        Assert.Equal(200, picture.YAt(roof[2].Y, log: true), 2.0);
        Assert.Equal(20 * picture.XAt(roof[0].X, log: true), picture.YAt(roof[0].Y, log: true), 0.05);
        var slow = Assert.Single(picture.Dots(Drawing.Blue));
        Assert.Equal(0.1, picture.XAt(slow.X, log: true), 0.002);
        Assert.Equal(1.5, picture.YAt(slow.Y, log: true), 0.03);
        Assert.All([Drawing.Vermilion, Drawing.Green], colour =>
            Assert.Equal(50, picture.XAt(Assert.Single(picture.Boxes(colour)).X, log: true), 1.0));
        Assert.InRange(Assert.Single(picture.Boxes(Drawing.Vermilion)).Top, picture.Area.Top, picture.Area.Bottom);
        Assert.All(["slow", "fast", "low"],
            name => Assert.InRange(picture.Word(name).Y, picture.Area.Top + 6, picture.Area.Bottom - 6));
    }

    [Fact]
    public void A_tensor_is_drawn_row_by_row_with_the_cells_that_are_meant()
    {
        var picture = new Drawing(new TensorPlot()
            .Grid(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, "a", marked: (i, j) => i == 0 && j == 2).Sign("+")
            .Grid(new double[,] { { 7, 8 } }, "b", ghost: (_, j) => j == 1).ToSvg("t", "d"));
        Drawing.Words W(int n) => picture.Word($"{n}");
        Assert.True(W(1).X < W(2).X && W(2).X < W(3).X && W(3).X < picture.Word("+").X && picture.Word("+").X < W(7).X
            && W(7).X < W(8).X);
        Assert.True(W(1).Y < W(4).Y && W(4).Y == W(6).Y && W(3).X == W(6).X && W(6).Y < picture.Word("a").Y);
        string Fill(int n) => picture.Boxes().Single(box => box.Holds(W(n).X, W(n).Y)).Fill;
        Assert.Equal("#F6C38E", Fill(3));
        Assert.Equal(["#D6E8F4", "#D6E8F4", "#FEFEFE"], [Fill(6), Fill(7), Fill(8)]);
    }

    public static TheoryData<string> Wrong => [.. wrong.Keys];

    static readonly Dictionary<string, (Func<object> Draw, string Says)> wrong = new()
    {
        ["no bar"] = (() => BarPlot.Draw("t", "d", "x", [], []), "no values"),
        ["a bar without a name"] = (() => BarPlot.Draw("t", "d", "x", ["a"], [1, 2]), "1 names for 2 values"),
        ["a bar of NaN"] = (() => BarPlot.Draw("t", "d", "x", ["a", "b"], [1, double.NaN]), "a NaN at 1"),
        ["a bar of ∞"] = (() => BarPlot.Draw("t", "d", "x", ["a"], [double.NegativeInfinity]), "a -Infinity at 0"),
        ["no class"] = (() => ConfusionMatrixPlot.Draw("t", "d", new int[0, 0], []), "no classes"),
        ["fewer than none"] = (() => ConfusionMatrixPlot.Draw("t", "d", new[,] { { -3 } }, ["a"]), "-3"),
        ["no cell"] = (() => HeatMapPlot.Draw("t", "d", new double[0, 3]), "no cells"),
        ["names of rows"] = (() => HeatMapPlot.Draw("t", "d", new double[2, 3], ["a"]), "1 names for 2 rows"),
        ["names of columns"] = (() => HeatMapPlot.Draw("t", "d", new double[2, 3], columnNames: ["a"]),
            "1 names for 3 columns"),
        ["range"] = (() => HeatMapPlot.Draw("t", "d", new double[2, 3], range: (1, 0)), "(1, 0)"),
        ["no row"] = (() => SpreadPlot.Draw("t", "d", "x"), "no rows"),
        ["an empty row"] = (() => SpreadPlot.Draw("t", "d", "x", ("a", [])), "no values"),
        ["a row of NaN"] = (() => SpreadPlot.DrawNumbers("t", "d", "x", ("a", [double.NaN])), "a NaN at 0"),
        ["no step"] = (() => StaircasePlot.Draw("t", "d", "x", [], []), "no steps"),
        ["a step of ∞"] = (() => StaircasePlot.Draw("t", "d", "x", [("a", double.PositiveInfinity)], []),
            "'a' is Infinity"),
        ["no point"] = (() => RooflinePlot.Draw("t", "d", 1, 1, []), "no points"),
        ["an endless roof"] = (() => RooflinePlot.Draw("t", "d", double.PositiveInfinity, 1, [new("a", 1, 1)]),
            "'peak' is Infinity"),
        ["a point at 0"] = (() => RooflinePlot.Draw("t", "d", 1, 1, [new("a", 1, 0)]), "'a' is 0"),
        ["no grid"] = (() => new TensorPlot().ToSvg("t", "d"), "no grids"),
        ["an empty grid"] = (() => new TensorPlot().Grid(new double[0, 0]), "no cells"),
        ["an empty picture"] = (() => ImageGridPlot.Draw("t", "d", [new double[0, 0]], [""], 1), "no pixels"),
        ["a scale below 0"] = (() => ImageGridPlot.Draw("t", "d", [new double[1, 1]], [""], 1, high: -1), "-1"),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_has_no_place_is_refused(string name) =>
        Assert.Contains(wrong[name].Says, Assert.ThrowsAny<LearnDLException>(wrong[name].Draw).Message,
            StringComparison.Ordinal);
}
