using System.Globalization;
using System.Text.RegularExpressions;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The table of layers and the numbers of weights, in Keras 3's form.</summary>
sealed class SummaryPrinter
{
    readonly SummarySettings settings;
    readonly Graph graph;
    readonly bool isChain;
    readonly SummaryTable table;

    SummaryPrinter(Model model, SummarySettings settings)
    {
        (this.settings, graph) = (settings, model.Graph);
        isChain = model is Sequential || new GraphDepths(graph).IsChain;
        var columns = SummaryColumns.Of(isChain, settings);
        table = new SummaryTable(columns.Widths, columns.Alignments);
        table.Add(columns.Headings);
    }

    /// <exception cref="HyperparameterException">The line is too short, or a position is wrong.</exception>
    /// <exception cref="UnknownNameException">No layer has a name of the range.</exception>
    public static void Print(Model model, TextWriter output, SummarySettings settings)
    {
        var printer = new SummaryPrinter(model, settings);
        printer.AddLayers(model, InRange(model, LayersOf(model), settings.LayerRange), depth: 0);
        output.WriteLine($"Model: \"{model.Name}\"");
        printer.table.Print(output);
        PrintTotals(model, output);
    }

    /// <summary>In Keras's order.</summary>
    static IReadOnlyList<Layer> LayersOf(Model model) =>
        model is Sequential ? model.Layers : new GraphDepths(model.Graph).Layers;

    void AddLayers(Model model, IEnumerable<Layer> layers, int depth)
    {
        var shapes = model.IsBuilt ? model.Graph.Shapes([.. model.InputShapes]) : null;
        foreach (var layer in layers)
        {
            table.Add(Row(layer, shapes is null ? "?" : ShapesOf(layer, model.Graph, shapes), depth));
            if (settings.ExpandNested && layer is Model nested)
                AddLayers(nested, LayersOf(nested), depth + 1);
        }
    }

    /// <summary>What the last use of a layer gives.</summary>
    static string ShapesOf(Layer layer, Graph graph, Shape[] shapes)
    {
        var to = Array.FindLast(graph.Steps, step => step.Layer == layer)!.To;
        return to.Length == 1 ? $"{shapes[to[0]]}" : $"[{string.Join(", ", to.Select(place => $"{shapes[place]}"))}]";
    }

    string[] Row(Layer layer, string shapes, int depth)
    {
        var branch = depth == 0 ? "" : new string(' ', 3 * depth) + "└ ";
        var row = new List<string> { $"{branch}{layer.Name} ({TypeName(layer)})", shapes,
            layer.IsBuilt ? Count(layer.CountParams()) : "0 (unbuilt)" };
        if (!isChain)
            row.Add(ConnectedTo(layer));
        if (settings.ShowTrainable)
            row.Add(layer.Parameters.Count == 0 ? "-" : layer.Trainable ? "Y" : "N");
        return [.. row];
    }

    /// <summary>What Keras calls the class.</summary>
    internal static string TypeName(Layer layer) => layer is Input ? "InputLayer"
        : layer.GetType() == typeof(Model) ? "Functional" : layer.GetType().Name;

    /// <summary>
    /// All that the layer's uses in the model read: the layer's name, which of its uses, which of that one's outputs.
    /// As in Keras, the layers of a nested model, which are used elsewhere, have a dash.
    /// </summary>
    string ConnectedTo(Layer layer)
    {
        var read = graph.Steps.Where(step => step.Layer == layer)
            .SelectMany(step => step.Node!.Inputs)
            .Select(tensor => $"{tensor.Node.Layer.Name}[{IndexOf(tensor.Node)}][{tensor.Index}]");
        var text = string.Join(", ", read);
        return text.Length == 0 ? "-" : text;
    }

    static int IndexOf(Node node) => node.Layer.Nodes.TakeWhile(other => other != node).Count();

    static IReadOnlyList<Layer> InRange(Model model, IReadOnlyList<Layer> layers, (string First, string Last)? range)
    {
        if (range is not var (first, last))
            return layers;
        int[] firsts = Matches(model, layers, first), lasts = Matches(model, layers, last);
        var (from, to) = (firsts[0], lasts[^1]);
        if (from > to)
            (from, to) = (lasts[0], firsts[^1]);
        return [.. layers.Skip(from).Take(to - from + 1)];
    }

    static int[] Matches(Model model, IReadOnlyList<Layer> layers, string name)
    {
        var pattern = Pattern(name);
        int[] found = [.. Enumerable.Range(0, layers.Count).Where(i => pattern.IsMatch(layers[i].Name!))];
        return found.Length > 0 ? found
            : throw NameList.Unknown($"layer of model '{model.Name}'", name, [.. layers.Select(layer => layer.Name!)]);
    }

    static Regex Pattern(string name)
    {
        try
        {
            return new Regex($@"\A(?:{name})", RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            throw new HyperparameterException("Summary: a name of the range is no regular expression.",
                "the name of a layer, or what it begins with", name, e.Message);
        }
    }

    static void PrintTotals(Model model, TextWriter output)
    {
        long trainable = Size(model.TrainableParameters), all = Size(model.Parameters);
        var optimizer = model.OptimizerSize; // as in Keras, part of the total once training has begun
        output.WriteLine($" Total params: {Total(all + optimizer, model.DType)}");
        output.WriteLine($" Trainable params: {Total(trainable, model.DType)}");
        output.WriteLine($" Non-trainable params: {Total(all - trainable, model.DType)}");
        if (optimizer > 0)
            output.WriteLine($" Optimizer params: {Total(optimizer, model.DType)}");
    }

    static long Size(IEnumerable<Parameter> parameters) => parameters.Sum(p => (long)p.Value.Size);

    static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static string Total(long count, DType dtype)
    {
        var bytes = (double)count * (dtype == DType.Float64 ? 8 : 4);
        const double KB = 1024, MB = 1024 * KB, GB = 1024 * MB;
        var (amount, unit) = bytes < KB ? (bytes, "B")
            : bytes < MB ? (bytes / KB, "KB")
            : bytes < GB ? (bytes / MB, "MB")
            : (bytes / GB, "GB");
        return FormattableString.Invariant($"{count:N0} ({amount:0.00} {unit})");
    }
}
