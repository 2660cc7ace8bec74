using System.Xml.Linq;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Plots;
using LearnDL.Tensors;
using SkiaSharp;

namespace LearnDL.Lessons.Tests;

/// <summary>What PlotModel draws: all layers, all arrows, nothing on top of anything else.</summary>
public sealed class ModelPlotTests
{
    internal static Model Mail()
    {
        Input subject = new([8], "subject"), body = new([8], "body"), habits = new([3], "habits");
        var shared = new Dense(4, "tanh", name: "shared");
        var half = new Input([8], "half");
        var inside = new Model(half, new Dense(5, "relu", name: "deep").Apply(half) + new Dense(5, name: "flat").Apply(half),
            name: "inside");
        var text = inside.Apply(new Concatenate(name: "both").Apply(shared.Apply(subject), shared.Apply(body)));
        var topic = new Dense(4, "softmax", name: "topic").Apply(text);
        var spam = new Dense(1, "sigmoid", name: "spam").Apply(new Concatenate(name: "all").Apply(text, habits));
        return new Model([subject, body, habits], [spam, topic], name: "mail");
    }

    static DrawnModel Drawn(Model model, string rankdir = "TB", bool expandNested = false) =>
        new(model.PlotModel(null, rankdir: rankdir, expandNested: expandNested));

    [Fact]
    public void Every_layer_has_a_box_and_every_connection_an_arrow()
    {
        var drawn = Drawn(Mail());
        Assert.Equal(["all", "body", "both", "habits", "inside", "shared", "spam", "subject", "topic"],
            drawn.Boxes.Select(box => box.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["all → spam", "body → shared", "both → inside", "habits → all", "inside → all", "inside → topic",
            "shared → both", "subject → shared"], drawn.Edges.Select(edge => edge.Name).Order(StringComparer.Ordinal));
        Assert.All(drawn.Edges, edge => Assert.True(edge.HasHead));
    }

    /// <summary>An input stands right above what reads it, an end right below what it reads.</summary>
    [Fact]
    public void Rows_are_near_to_each_other()
    {
        var drawn = Drawn(Mail());
        Assert.True(drawn["habits"].Area.Top > drawn["shared"].Area.Bottom);
        Assert.Equal(drawn["habits"].Area.Top, drawn["inside"].Area.Top);
        Assert.Equal(drawn["topic"].Area.Top, drawn["all"].Area.Top);
    }

    [Fact]
    public void A_model_inside_is_a_box_or_a_frame()
    {
        Assert.Contains("Functional", Drawn(Mail())["inside"].Texts[0], StringComparison.Ordinal);

        var drawn = Drawn(Mail(), expandNested: true);
        var frame = Assert.Single(drawn.Frames);
        Assert.Equal(["inside"], frame.Texts);
        foreach (var box in drawn.Boxes)
            Assert.Equal(box.Name is "half" or "deep" or "flat" or "add", frame.Area.Contains(box.Area));
        Assert.Contains(drawn.Edges, edge => edge.Name == " → half" && edge.HasHead);
        Assert.Contains(drawn.Edges, edge => edge.Name == "both → inside" && !edge.HasHead); // goes on inside
    }

    /// <summary>Where an edge ends at a frame, one begins inside.</summary>
    [Theory]
    [InlineData("TB")]
    [InlineData("LR")]
    public void Edges_go_on_through_a_frame_without_a_gap(string rankdir)
    {
        var drawn = Drawn(Mail(), rankdir, expandNested: true);
        var (outside, inside) = (Way("both → inside")[^1], Way(" → half")[0]);
        Assert.Equal(outside.X, inside.X, 0.02);
        Assert.Equal(outside.Y, inside.Y, 0.02);
        var (end, begin) = (Way("add → ")[^1], Way("inside → topic")[0]);
        Assert.Equal(end.X, begin.X, 0.02);
        Assert.Equal(end.Y, begin.Y, 0.02);

        IReadOnlyList<(double X, double Y)> Way(string name) => drawn.Edges.First(edge => edge.Name == name).Points;
    }

    [Fact]
    public void Left_to_right()
    {
        var drawn = Drawn(Mail(), "LR");
        Assert.True(drawn["shared"].Area.Right < drawn["both"].Area.Left);
        Assert.True(drawn.Width > drawn.Height);
        Drawings.NothingOverlaps(drawn);
    }

    [Fact]
    public void A_layer_that_reads_itself_and_one_that_comes_back()
    {
        var (shared, other, input) = (new Dense(4, name: "shared"), new Dense(4, name: "other"), new Input([4], "x"));
        var model = new Model(input, shared.Apply(other.Apply(shared.Apply(shared.Apply(input)))));
        foreach (var rankdir in new[] { "TB", "LR" })
        {
            var drawn = Drawn(model, rankdir);
            Assert.Equal(["x → shared", "shared → shared", "shared → other", "other → shared"],
                drawn.Edges.Select(edge => edge.Name));
            Drawings.NothingOverlaps(drawn);
            Drawings.EndsTouch(drawn);
        }
    }

    [Fact]
    public void What_a_box_says()
    {
        static string Texts(string layer, Model model, bool shapes = false, bool dtype = false, bool names = false,
            bool activations = false, bool trainable = false) => string.Join('|', new DrawnModel(model.PlotModel(null,
                shapes, dtype, names, showLayerActivations: activations, showTrainable: trainable))[layer].Texts);

        var model = Mail();
        model.GetLayer("topic").Trainable = false;
        Assert.Equal("Dense", Texts("topic", model));
        Assert.Equal("topic (Dense)|Activation: softmax|Input: (None, 5)|Output: (None, 4)|Output dtype: float32"
            + "|○ Non-trainable", Texts("topic", model, true, true, true, true, true));
        Assert.Equal("Dense|● Trainable", Texts("spam", model, trainable: true));
        Assert.Equal("InputLayer|Output: (None, 3)", Texts("habits", model, shapes: true, trainable: true));
        Assert.Equal("Concatenate|Input: (None, 4)|(None, 4)|Output: (None, 8)", Texts("both", model, shapes: true));
        Assert.Equal("Dense|Input: (None, 8)|Output: (None, 4)", Texts("shared", model, shapes: true));
        Assert.Equal("Functional", Texts("inside", model, activations: true)); // has none of its own

        var input = new Input([-1, 4]);
        var lstm = new Model(input, new LSTM(3, name: "lstm").Apply(input), dtype: DType.Float64);
        Assert.Equal("LSTM|Activation: tanh|Output dtype: float64", Texts("lstm", lstm, dtype: true, activations: true));
    }

    /// <summary>As in Keras, its Input is not shown, inside another model neither.</summary>
    [Fact]
    public void A_Sequential()
    {
        var inner = new Sequential([new Dense(3, name: "b"), new Dense(2, name: "c")], "inner");
        var model = new Sequential("outer") { new Input([4]), new Dense(4, name: "a"), inner, new Dense(1, name: "d") };
        Assert.Equal(["a → inner", "inner → d"], Drawn(model).Edges.Select(edge => edge.Name));
        Assert.Equal(["a", "b", "c", "d"],
            Drawn(model, expandNested: true).Boxes.Select(box => box.Name).Order(StringComparer.Ordinal));
        Assert.Throws<ModelException>(() => new Sequential { new Dense(1) }.PlotModel(null));
        Assert.Throws<DataException>(() => new Sequential { new Input([4]) }.PlotModel(null));
    }

    [Fact]
    public void Random_models_have_all_arrows_and_nothing_overlaps()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var model = Drawings.RandomModel(new Random(seed), depth: 2, $"m{seed}");
            foreach (var rankdir in new[] { "TB", "LR" })
            {
                var closed = Drawn(model, rankdir);
                Assert.Equal(Drawings.Connections(model), closed.Edges.Select(edge => edge.Name).ToHashSet());
                Assert.Equal(closed.Edges.Count, closed.Edges.Distinct().Count());
                foreach (var drawn in new[] { closed, Drawn(model, rankdir, expandNested: true) })
                {
                    Drawings.NothingOverlaps(drawn);
                    Drawings.EndsTouch(drawn);
                }
            }
        }
    }

    [Fact]
    public void The_same_model_gives_the_same_drawing()
    {
        static string Draw() => Drawings.RandomModel(new Random(3), depth: 2, "m").PlotModel(null, expandNested: true);
        Assert.Equal(Draw(), Draw());
    }

    /// <summary>Two branches that are named in the other order need no crossing, nor do three.</summary>
    [Fact]
    public void Few_edges_cross()
    {
        Input a = new([2], "a"), b = new([2], "b"), c = new([2], "c");
        SymbolicTensor u = new Dense(2, name: "u").Apply(c), v = new Dense(2, name: "v").Apply(a),
            w = new Dense(2, name: "w").Apply(b);
        var drawn = Drawn(new Model([a, b, c], new Add().Apply(w, u, v)));
        string[] Sorted(params string[] names) => [.. names.OrderBy(name => drawn[name].Area.Left)];
        Assert.Equal(Sorted("a", "b", "c").Select(name => name switch { "a" => "v", "b" => "w", _ => "u" }),
            Sorted("u", "v", "w"));
    }

    [Fact]
    public void Files_by_their_ends()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (svg, png) = (Path.Combine(folder, "m.svg"), Path.Combine(folder, "m.png"));
            var text = Mail().PlotModel(svg);
            Assert.Equal(text, File.ReadAllText(svg));
            _ = Mail().PlotModel(png, dpi: 96);
            _ = Mail().PlotModel(Path.Combine(folder, "bare"), dpi: 192);
            var drawn = new DrawnModel(text);
            using var small = SKBitmap.Decode(png);
            using var large = SKBitmap.Decode(Path.Combine(folder, "bare"));
            Assert.InRange(small.Width, drawn.Width - 1, drawn.Width + 1);
            Assert.InRange(large.Height, 2 * drawn.Height - 2, 2 * drawn.Height + 2);
            var box = drawn["shared"].Area; // a title is dark, the paper light
            Assert.True(small.GetPixel((int)box.Left + 3, (int)box.Top + 3).Red < 60);
            Assert.True(small.GetPixel(2, 2).Red > 240);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void It_can_be_read_aloud_and_has_real_text()
    {
        var root = XElement.Parse(Mail().PlotModel(null, showLayerNames: true));
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal("Model mail", root.Element(svg + "title")!.Value);
        Assert.Contains("shared reads subject and body", root.Element(svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains(root.Descendants(svg + "text"), text => text.Value == "shared (Dense)");
        Assert.All(root.Descendants(svg + "text"), text => Assert.Equal("14", text.Attribute("font-size")!.Value));
    }

    [Fact]
    public void What_cannot_be_drawn_is_said_before_a_file_is_written()
    {
        var model = Mail();
        Assert.Throws<HyperparameterException>(() => model.PlotModel("m.pdf"));
        Assert.Throws<HyperparameterException>(() => model.PlotModel("m.svg", rankdir: "down"));
        Assert.Throws<HyperparameterException>(() => model.PlotModel("m.png", dpi: 0));
        Assert.False(File.Exists("m.svg") || File.Exists("m.png") || File.Exists("m.pdf"));
    }
}
