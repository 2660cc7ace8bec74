using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>
/// A model laid out: a box for each layer, or a frame with a figure of its own for each model inside that is opened. The
/// frame's ports, one for each input and output, are items of the first and the last row inside it.
/// </summary>
sealed class ModelFigure
{
    const double FramePadding = 10, LoopRoom = 26;

    readonly string name;
    readonly GraphStyle style;
    readonly ModelGraph graph;
    readonly List<LayerBox> boxes = [];
    readonly Dictionary<int, ModelFigure> frames = [];
    readonly List<LayoutItem> items = [];
    readonly List<LayoutItem> inPorts = [], outPorts = [];
    readonly List<LayoutEdge> edges = [];
    readonly LayeredLayout layout;
    readonly bool isFrame;

    internal ModelFigure(Model model, GraphStyle style, bool isFrame)
    {
        (name, this.style, this.isFrame) = (model.Name!, style, isFrame);
        graph = new ModelGraph(model, style.ExpandNested);
        if (isFrame)
            AddNameAndPorts(model);
        var first = items.Count;
        for (var i = 0; i < graph.Layers.Count; i++)
            AddLayer(i, graph.Layers[i], model);
        if (isFrame)
            AddPorts(outPorts, model.Outputs.Count, isFirst: false);
        foreach (var link in graph.Links)
            AddEdge(link, first);
        layout = new LayeredLayout(items, edges);
        var padding = isFrame ? 2 * FramePadding : 0;
        (Across, Along) = (layout.Across + padding, layout.Along + padding);
    }

    internal double Across { get; }
    internal double Along { get; }

    void AddNameAndPorts(Model model)
    {
        var (across, along) = style.Turn(EmbeddedFont.WidthOf(name, GraphStyle.Letters) + 2, GraphStyle.LineHeight);
        items.Add(new LayoutItem(across, along) { IsFirst = true, IsName = true });
        AddPorts(inPorts, model.Inputs.Count, isFirst: true);
    }

    void AddPorts(List<LayoutItem> ports, int count, bool isFirst)
    {
        for (var i = 0; i < count; i++)
            ports.Add(new LayoutItem(2, 0) { IsFirst = isFirst, IsLast = !isFirst, IsBend = true });
        items.AddRange(ports);
    }

    void AddLayer(int number, Layer layer, Model model)
    {
        var box = new LayerBox(layer, model.DType, style);
        boxes.Add(box);
        var (across, along) = style.Turn(box.Width, box.Height);
        if (style.ExpandNested && layer is Model nested)
        {
            frames[number] = new ModelFigure(nested, style, isFrame: true);
            (across, along) = (frames[number].Across, frames[number].Along);
        }
        var room = graph.Links.Any(link => link.From.Layer == number && link.To.Layer == number) ? LoopRoom : 0;
        items.Add(new LayoutItem(across + 2 * room, along) { LoopRoom = room });
    }

    /// <summary>The borders of the whole drawing have no ports.</summary>
    void AddEdge(GraphLink link, int first)
    {
        var (from, to) = (link.From, link.To);
        if (!isFrame && (from.Layer == GraphEnd.Border || to.Layer == GraphEnd.Border))
            return;
        edges.Add(new LayoutEdge(
            from.Layer == GraphEnd.Border ? items.IndexOf(inPorts[from.Port]) : first + from.Layer,
            to.Layer == GraphEnd.Border ? items.IndexOf(outPorts[to.Port]) : first + to.Layer)
        {
            FromOffset = from.Layer == GraphEnd.Border ? 0 : OffsetOf(from, isInput: false),
            ToOffset = to.Layer == GraphEnd.Border ? 0 : OffsetOf(to, isInput: true),
        });
    }

    double? OffsetOf(GraphEnd end, bool isInput)
    {
        if (!frames.TryGetValue(end.Layer, out var frame))
            return null;
        var port = (isInput ? frame.inPorts : frame.outPorts)[end.Port];
        return port.U + FramePadding - frame.Across / 2;
    }

    /// <summary>Draws all of it with its upper left corner at a place.</summary>
    internal void Draw(IGraphCanvas canvas, double u, double v)
    {
        if (isFrame)
        {
            var ((x, y), (width, height)) = (style.Turn(u, v), style.Turn(Across, Along));
            canvas.Begin("frame", name);
            canvas.Rectangle(x, y, width, height, null, Palette.Ink, isDashed: true);
            (u, v) = (u + FramePadding, v + FramePadding);
            var label = style.Turn(u + items[0].U, v + items[0].V + items[0].Along / 2);
            canvas.Text(name, label.Item1, label.Item2, Palette.Ink);
        }
        foreach (var edge in edges)
            DrawEdge(canvas, edge, u, v);
        var first = items.Count - outPorts.Count - boxes.Count;
        for (var i = 0; i < boxes.Count; i++)
        {
            var item = items[first + i];
            if (frames.TryGetValue(i, out var frame))
                frame.Draw(canvas, u + item.U - frame.Across / 2, v + item.V);
            else
                DrawBox(canvas, boxes[i], style.Turn(u + item.U, v + item.V + item.Along / 2));
        }
        if (isFrame)
            canvas.End();
    }

    static void DrawBox(IGraphCanvas canvas, LayerBox box, (double X, double Y) middle)
    {
        var (x, y) = (middle.X - box.Width / 2, middle.Y - box.Height / 2);
        canvas.Begin("layer", box.Name);
        canvas.Rectangle(x, y, box.Width, box.Height, Palette.Paper, Palette.Ink);
        canvas.Rectangle(x, y, box.Width, box.TitleHeight, Palette.Ink, Palette.Ink);
        for (var i = 0; i < box.Title.Count; i++)
            canvas.Text(box.Title[i], middle.X, y + 3 + (i + 0.5) * GraphStyle.LineHeight, Palette.Paper);
        for (var i = 0; i < box.Lines.Count; i++)
            canvas.Text(box.Lines[i], middle.X, y + box.TitleHeight + 3 + (i + 0.5) * GraphStyle.LineHeight, Palette.Ink);
        canvas.End();
    }

    void DrawEdge(IGraphCanvas canvas, LayoutEdge edge, double u, double v)
    {
        var way = edge.IsLoop ? LoopOf(items[edge.From]) : WayOf(edge);
        if (edge.IsBack)
            way.Reverse();
        var target = items[edge.To];
        canvas.Edge(NameOf(edge.From), NameOf(edge.To), [.. way.Select(point => style.Turn(u + point.U, v + point.V))],
            hasHead: !target.IsLast && !IsFrame(edge.To));
    }

    int LayerOf(int item) => item - (items.Count - outPorts.Count - boxes.Count);

    bool IsFrame(int item) => frames.ContainsKey(LayerOf(item));

    string NameOf(int item) => LayerOf(item) is >= 0 and var layer && layer < boxes.Count ? boxes[layer].Name : "";

    /// <summary>Straight to the end of the row, in a curve to the next row, and so on, straight to the item.</summary>
    List<(double U, double V)> WayOf(LayoutEdge edge)
    {
        var (upper, lower) = (edge.Way[0].Upper, edge.Way[^1].Lower);
        // in a frame, a port lies on the border
        var way = new List<(double U, double V)>
            { (edge.Way[0].UpperU, upper.IsFirst ? -FramePadding : upper.V + upper.Along) };
        foreach (var step in edge.Way)
        {
            var (begin, end) = (layout.BandOf(step.Upper).End, layout.BandOf(step.Lower).Begin);
            var middle = (begin + end) / 2;
            way.AddRange([(step.UpperU, begin), (step.UpperU, middle), (step.LowerU, middle), (step.LowerU, end)]);
        }
        way.Add((edge.Way[^1].LowerU, lower.IsLast ? layout.Along + FramePadding : lower.V));
        return way;
    }

    /// <summary>A layer that reads itself, in another use: round its side.</summary>
    static List<(double U, double V)> LoopOf(LayoutItem item)
    {
        var side = item.U + item.Side / 2;
        var (low, high) = (item.V + 0.75 * item.Along, item.V + 0.25 * item.Along);
        return [(side, low), (side + 3, low), (side + LoopRoom, low), (side + LoopRoom, high), (side + 11, high), (side, high)];
    }
}
