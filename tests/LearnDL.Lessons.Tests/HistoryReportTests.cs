using System.Text.RegularExpressions;
using System.Xml.Linq;
using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Plots;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Lessons.Tests;

/// <summary>The page of a training, read as XML, which it is as well as HTML.</summary>
public sealed partial class HistoryReportTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";
    static readonly Tensor x = Tensor.Normal([40, 3], seed: 1);
    static readonly Tensor y = Tensor.From(Enumerable.Range(0, 40).Select(i => i * 7 % 11 % 2).ToArray());

    static (Model Model, History History) Trained(string name = "small", LossList? loss = null)
    {
        var model = new Sequential(name, seed: 7) { new Dense(4, "relu"), new Dropout(0.1), new Dense(1, "sigmoid") };
        model.Compile("adam", loss ?? "binary_crossentropy", ["accuracy"]);
        return (model, model.Fit(x, y, epochs: 4, validationSplit: 0.25, validationFreq: 2, verbose: 0));
    }

    static XElement Page(string html) => XDocument.Parse(html).Root!;

    static XElement Section(XElement page, string heading) =>
        page.Descendants("section").Single(section => section.Element("h2")!.Value == heading);

    static string[][] Rows(XElement section) => [.. section.Descendants("tr")
        .Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    [Fact]
    public void A_page_has_all_sections_in_one_file()
    {
        var (model, history) = Trained();
        var file = Path.Combine(Directory.CreateTempSubdirectory("learndl-").FullName, "run.html");
        var html = history.Report(file, model);
        Assert.Equal(html, File.ReadAllText(file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" />", html);
        var page = Page(html);
        Assert.Equal(["Learning curves", "Layers", "Settings", "Weights after the training", "Graph",
            "Figures by epoch", "Machine"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal("Training of small", page.Descendants("h1").Single().Value);
        Assert.Equal("Training of small", page.Element("head")!.Element("title")!.Value);
        Assert.Equal($"{history}", page.Descendants("p").First().Value);
    }

    [Fact]
    public void A_page_needs_nothing_from_elsewhere()
    {
        var (model, history) = Trained();
        var html = history.Report(null, model);
        Assert.Equal(["http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"], // names, not addresses
            Address().Matches(html).Select(match => match.Value).Distinct().Order());
        Assert.DoesNotContain("@import", html);
        var page = Page(html);
        Assert.DoesNotContain(page.Descendants(), element =>
            element.Name.LocalName is "script" or "link" or "img" or "image" or "iframe");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "href" or "src"
            || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Value.Contains("url(")),
            attribute => Assert.StartsWith("url(#", attribute.Value));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
    }

    /// <summary>HTML reads &lt;div/&gt; as the beginning of one, and a style as it stands.</summary>
    [Fact]
    public void XML_and_HTML_read_the_same()
    {
        var (model, history) = Trained();
        var page = Page(history.Report(null, model));
        Assert.All(page.Descendants().Where(element => element.Name.Namespace == XNamespace.None && element.IsEmpty),
            element => Assert.Equal("meta", element.Name.LocalName));
        Assert.DoesNotMatch("[<>&]", page.Element("head")!.Element("style")!.Value);
        Assert.Contains("prefers-color-scheme: dark", page.Element("head")!.Element("style")!.Value);
    }

    [Fact]
    public void Every_figure_has_a_curve_and_a_column()
    {
        var (_, history) = Trained();
        var page = Page(history.Report(null));
        Assert.Equal(["loss by epoch", "accuracy by epoch"],
            page.Descendants(svg + "svg").Select(picture => picture.Element(svg + "title")!.Value));
        Assert.All(page.Descendants(svg + "svg"), picture =>
            Assert.Contains(picture.Descendants(svg + "text"), text => text.Value.StartsWith("val_")));
        var rows = Rows(Section(page, "Figures by epoch"));
        Assert.Equal(["epoch", "loss", "accuracy", "val_loss", "val_accuracy"], rows[0]);
        Assert.Equal(["1", "2", "3", "4"], rows[1..].Select(row => row[0]));
        for (var epoch = 0; epoch < 4; epoch++)
        {
            Assert.Equal(Text(history["loss"][epoch]), rows[epoch + 1][1]);
            Assert.Equal(epoch % 2 == 0 ? "–" : Text(history["val_loss"][epoch / 2]), rows[epoch + 1][3]);
        }
        Assert.Equal("A training", page.Descendants("h1").Single().Value);
    }

    static string Text(double value) =>
        value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    [Fact]
    public void The_model_is_told_by_layers_settings_weights_and_graph()
    {
        var (model, history) = Trained();
        var page = Page(history.Report(null, model));
        Assert.Equal([["layer", "output", "parameters"], ["dense (Dense)", "(None, 4)", "16"],
            ["dropout (Dropout)", "(None, 4)", "0"], ["dense_1 (Dense)", "(None, 1)", "5"], ["together", "", "21"],
            ["of them trained", "", "21"]], Rows(Section(page, "Layers")));
        var settings = Rows(Section(page, "Settings")).ToDictionary(row => row[0], row => row[1]);
        Assert.StartsWith("Adam (learning rate 0.001,", settings["Optimizer"]);
        Assert.StartsWith("BinaryCrossentropy", settings["Loss"]);
        Assert.Equal("accuracy", settings["Metrics"]);
        Assert.Equal("7", settings["Seed"]);
        Assert.Equal(model.WeightsHash(), settings["SHA-256 of the weights"]);
        Assert.Equal(["Weights of dense", "Weights of dense_1"], Section(page, "Weights after the training")
            .Descendants(svg + "title").Select(title => title.Value));
        Assert.Contains(Section(page, "Weights after the training").Descendants(svg + "text"),
            text => text.Value == "dense_1/kernel (4, 1)");
        Assert.Contains(Section(page, "Graph").Descendants(svg + "text"), text => text.Value == "dropout (Dropout)");
        Assert.Equal($"{Environment.ProcessorCount}", Rows(Section(page, "Machine"))[0][1]);
        Assert.Equal(Environment.Version, Version.Parse(Rows(Section(page, "Machine"))[2][1].Replace(".NET ", "")));
    }

    [Fact]
    public void Texts_are_escaped()
    {
        const string Name = "<script>alert(1)</script> & \"co\"";
        var (model, history) = Trained(Name);
        var html = history.Report(null, model);
        Assert.DoesNotContain("<script", html);
        Assert.Equal($"Training of {Name}", Page(html).Descendants("h1").Single().Value);
        Assert.Equal("a < b", Page(history.Report(null, title: "a < b")).Descendants("h1").Single().Value);
    }

    sealed class OwnLoss() : Loss("own")
    {
        protected override Tensor RowLoss(Tensor y, Tensor p) => p.Subtract(y).Square().Mean(-1);

        protected override Tensor RowGradient(Tensor y, Tensor p) => p.Subtract(y);
    }

    [Fact]
    public void A_loss_of_ones_own_is_said_to_have_no_config()
    {
        var (model, history) = Trained(loss: new OwnLoss());
        Assert.Contains(Rows(Section(Page(history.Report(null, model)), "Settings")),
            row => row[1].Contains("OwnLoss"));
    }

    [Fact]
    public void A_figure_that_was_never_finite_has_a_column_and_no_curve()
    {
        var model = new Sequential(seed: 7) { new Dense(1) };
        model.Compile("sgd", "mse");
        var history = model.Fit(x, y, epochs: 2, verbose: 0,
            callbacks: [new LambdaCallback(onEpochEnd: (_, logs) => logs["odd"] = double.NaN)]);
        var page = Page(history.Report(null));
        Assert.Equal(["loss by epoch"], page.Descendants(svg + "title").Select(title => title.Value));
        Assert.Equal(["epoch", "loss", "odd"], Rows(Section(page, "Figures by epoch"))[0]);
        Assert.Equal("NaN", Rows(Section(page, "Figures by epoch"))[1][2]);
    }

    [Fact]
    public void Wrong_files_and_models_are_errors()
    {
        var (_, history) = Trained();
        Assert.Throws<HyperparameterException>(() => history.Report("run.pdf"));
        Assert.Throws<SaveException>(() => history.Report(Path.Combine("no-such-folder", "run.html")));
        Assert.Throws<ModelException>(() => history.Report(null, new Sequential { new Dense(1) }));
        Assert.Throws<DataException>(() => new History().Report(null));
    }

    [GeneratedRegex(@"\b[a-z]+://[^""'\s<)]*")]
    private static partial Regex Address();
}
