using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>A model as a picture: its layers as boxes, what each of them reads as arrows.</summary>
public static class ModelPlot
{
    const double Edge = 8;

    /// <summary>
    /// Draws a model and writes the picture to a file; Keras's plot_model: <c>model.PlotModel("model.svg")</c>. Where
    /// Keras needs Graphviz, this needs nothing.
    /// </summary>
    /// <param name="model">The model; a Sequential must be built.</param>
    /// <param name="toFile">A file that ends in .svg or .png; a name without an end is a PNG, as in Keras, and null is no
    /// file. An SVG follows the reader's light or dark setting.</param>
    /// <param name="showShapes">Whether a box has the shapes that go in and come out; "?" where the uses of a layer
    /// differ.</param>
    /// <param name="showDtype">Whether it has the type of the numbers.</param>
    /// <param name="showLayerNames">Whether it has the layer's name beside its class.</param>
    /// <param name="rankdir">"TB", top to bottom, or "LR", left to right.</param>
    /// <param name="expandNested">Whether the layers of a model inside are drawn, in a frame.</param>
    /// <param name="dpi">A PNG's dots per inch; letters are 14 pixels at 96.</param>
    /// <param name="showLayerActivations">Whether a box has the layer's activation.</param>
    /// <param name="showTrainable">Whether a box with weights says that training changes them.</param>
    /// <param name="title">The picture's name, for those who cannot see it; by default that of the model.</param>
    /// <param name="description">What there is to see, for the same; by default what each layer reads.</param>
    /// <returns>The picture as an SVG, for a page or a notebook.</returns>
    /// <exception cref="ModelException">A Sequential is not built yet, or has no layers.</exception>
    /// <exception cref="HyperparameterException">The file ends in something else, rankdir is not "TB" or "LR", or the
    /// dpi are not 1 to 2400.</exception>
    public static string PlotModel(this Model model, string? toFile = "model.png", bool showShapes = false,
        bool showDtype = false, bool showLayerNames = false, string rankdir = "TB", bool expandNested = false,
        int dpi = 200, bool showLayerActivations = false, bool showTrainable = false, string? title = null,
        string? description = null)
    {
        var isPng = IsPng(toFile);
        Check(rankdir, dpi);
        var style = new GraphStyle(showShapes, showDtype, showLayerNames, rankdir == "LR", expandNested,
            showLayerActivations, showTrainable);
        var graph = new ModelGraph(model, opensModels: false);
        PlotCheck.NotEmpty("PlotModel", "layers", graph.Layers.Count);
        var figure = new ModelFigure(model, style, isFrame: false);
        var (width, height) = style.Turn(figure.Across + 2 * Edge, figure.Along + 2 * Edge);
        var margin = Math.Max(0, Sheet.Width - width) / 2; // a small model has letters no larger than other pictures
        var (u, v) = style.Turn(Edge + margin, Edge);
        width += 2 * margin;

        var canvas = new SvgCanvas();
        figure.Draw(canvas, u, v);
        var svg = canvas.Finish(width, height, title ?? $"Model {model.Name}", description ?? Described(model, graph));
        if (toFile is null)
            return svg;
        if (!isPng)
        {
            File.WriteAllText(toFile, svg);
            return svg;
        }
        using var png = new PngCanvas(width, height, dpi);
        figure.Draw(png, u, v);
        File.WriteAllBytes(toFile, png.Finish());
        return svg;
    }

    static bool IsPng(string? toFile) => Path.GetExtension(toFile)?.ToLowerInvariant() switch
    {
        ".svg" => false,
        ".png" or "" or null => true,
        var other => throw new HyperparameterException("PlotModel: there is no such picture.", ".svg or .png",
            other, "Name a file that ends in one of them."),
    };

    static void Check(string rankdir, int dpi)
    {
        if (rankdir is not ("TB" or "LR"))
            throw new HyperparameterException("PlotModel: the rows cannot go that way.",
                "\"TB\", top to bottom, or \"LR\", left to right", $"\"{rankdir}\"", "Choose one of them.");
        if (dpi is < 1 or > 2400)
            throw new HyperparameterException("PlotModel: a PNG cannot have so many dots per inch.", "1 to 2400",
                FormattableString.Invariant($"{dpi}"), "200 is the default.");
    }

    static string Described(Model model, ModelGraph graph)
    {
        var parts = graph.Links.Where(link => link.From.Layer >= 0 && link.To.Layer >= 0)
            .GroupBy(link => link.To.Layer)
            .Select(links => $"{graph.Layers[links.Key].Name} reads "
                + string.Join(" and ", links.Select(link => graph.Layers[link.From.Layer].Name)));
        return $"The layers of model '{model.Name}', an arrow from each to those that read it: "
            + (graph.Links.Count > 2 ? string.Join("; ", parts) : string.Join(", ", graph.Layers.Select(layer => layer.Name)))
            + ".";
    }
}
