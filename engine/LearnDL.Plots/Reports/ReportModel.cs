using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Plots;

/// <summary>What a report says of the model: its layers, how it was compiled, its weights, its graph.</summary>
static class ReportModel
{
    /// <summary>A row for every layer: name and class, shape of the output, number of parameters.</summary>
    public static XElement Layers(Model model)
    {
        if (!model.IsBuilt)
            throw new ModelException($"Report: model '{model.Name}' is not built yet.", "the model that was trained",
                "one without weights", "Give the model whose Fit returned this history.");
        var table = ReportPage.Table(["layer", "output", "parameters"],
            [.. model.Layers.Select(layer => (string[])[$"{layer.Name} ({LayerBox.TypeName(layer)})", ShapeOf(layer),
                    Text(layer.CountParams())]),
                ["together", "", Text(model.CountParams())],
                ["of them trained", "", Text(model.TrainableParameters.Sum(weight => (long)weight.Value.Size))]]);
        table.SetAttributeValue("class", "numbers layers");
        return ReportPage.Scrolling("Layers", table);
    }

    /// <summary>"?" where the uses of the layer differ.</summary>
    static string ShapeOf(Layer layer) =>
        layer.Nodes.Select(node => string.Join(", ", node.Outputs.Select(output => $"{output.Shape}"))).Distinct()
            .ToArray() is [var shape] ? shape : "?";

    /// <summary>What Compile was given, the seed, and what tells this training from others.</summary>
    public static XElement Settings(Model model)
    {
        var pairs = new List<(string, string)>();
        foreach (var (name, value) in Compiled(model))
            if (value is JsonObject part && part["class_name"] is { } kind)
                pairs.Add((Words(name), $"{kind}{Of(part["config"] as JsonObject)}"));
            else if (value is not null)
                pairs.Add((Words(name), Text(value)));
        pairs.Add(("Seed", model.Random.Seed.ToString(CultureInfo.InvariantCulture)));
        pairs.Add(("Type of numbers", $"{model.DType}"));
        pairs.Add(("SHA-256 of the weights", model.WeightsHash()));
        return ReportPage.Pairs(pairs);
    }

    static Config Compiled(Model model)
    {
        try
        {
            return model.GetCompileConfig() ?? [];
        }
        catch (ConfigException error) // a loss of one's own
        {
            return new Config { { "compile", error.What } };
        }
    }

    static string Words(string key) => char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');

    static string Of(JsonObject? settings)
    {
        string[] texts = [.. (settings ?? []).Where(one => one.Key != "name" && one.Value is not null)
            .Select(one => $"{one.Key.Replace('_', ' ')} {Text(one.Value)}")];
        return texts.Length == 0 ? "" : $" ({string.Join(", ", texts)})";
    }

    static string Text(JsonNode? value) => value switch
    {
        null => "none",
        JsonArray list => string.Join(", ", list.Select(Text)),
        JsonObject part when part["class_name"] is { } kind => $"{kind}{Of(part["config"] as JsonObject)}",
        JsonObject parts => string.Join("; ", parts.Select(one => $"{one.Key}: {Text(one.Value)}")),
        _ => value.ToString(),
    };

    /// <summary>A picture for every layer that has weights, a row for each of them.</summary>
    public static IEnumerable<XElement> Weights(Model model)
    {
        XElement[] pictures = [.. WeightNames.Of(model).GroupBy(weight => PathOf(weight.Key)).Select(weights =>
            ReportPage.Picture(HistogramPlot.Draw($"Weights of {weights.Key}",
                "How often the weights are as large as they are", 40,
                [.. weights.Select(weight => ($"{weight.Key} {weight.Value.Shape}", Numbers(weight.Value)))])))];
        return pictures.Length == 0 ? [] : [ReportPage.Gallery(pictures)];
    }

    static string PathOf(string name) => name[..Math.Max(0, name.LastIndexOf('/'))];

    static double[] Numbers(Tensor x) => x.Cast(DType.Float64).ToArray<double>();

    public static XElement Graph(Model model)
    {
        var picture = ReportPage.Picture(model.PlotModel(toFile: null, showShapes: true, showLayerNames: true));
        var svg = picture.Elements().Single(); // in its own size; a wide one moves in its frame
        svg.SetAttributeValue("style", $"width:{svg.Attribute("viewBox")!.Value.Split(' ')[2]}px");
        return ReportPage.Scrolling("Graph", picture);
    }

    static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
