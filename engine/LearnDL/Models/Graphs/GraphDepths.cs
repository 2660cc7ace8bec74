using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>
/// How far each use of a layer is from the outputs, as Keras counts it: an output's is 0, any other's one more than that
/// of its farthest reader. All uses before a shared layer's count from the farthest of its uses.
/// </summary>
sealed class GraphDepths
{
    readonly Graph graph;
    readonly List<GraphStep> order = [];                 // each step behind those that it reads
    readonly Dictionary<GraphStep, int> depths = [];
    readonly Dictionary<Layer, int> layerDepths = [], seen = []; // seen: when the way back from the outputs met it

    public GraphDepths(Graph graph)
    {
        this.graph = graph;
        var visited = new HashSet<GraphStep>();
        foreach (var place in graph.Outputs)
            Visit(graph.Givers[place], visited);
        for (var i = order.Count - 1; i >= 0; i--)
            Deepen(order[i]);
        foreach (var step in graph.Steps.Where(step => depths.TryAdd(step, 0))) // inputs that no output needs
            if (layerDepths.TryAdd(step.Layer, 0))
                seen[step.Layer] = -1;
    }

    /// <summary>The layers in Keras's order: the deepest first, of equals the one that was met first.</summary>
    public IReadOnlyList<Layer> Layers =>
        [.. graph.Layers.OrderByDescending(layer => layerDepths[layer]).ThenBy(layer => seen[layer])];

    /// <summary>Whether the layers stand in a row: each used once, and reading one value.</summary>
    public bool IsChain => graph.Layers.Count == graph.Steps.Length
        && Array.TrueForAll(graph.Steps, step => step.From.Length == 1)
        && depths.Values.Distinct().Count() == graph.Steps.Length;

    void Visit(GraphStep? step, HashSet<GraphStep> visited)
    {
        if (step is null || !visited.Add(step))
            return;
        _ = seen.TryAdd(step.Layer, seen.Count);
        foreach (var place in step.From)
            Visit(graph.Givers[place], visited);
        order.Add(step);
    }

    void Deepen(GraphStep step)
    {
        var depth = Math.Max(depths.GetValueOrDefault(step), layerDepths.GetValueOrDefault(step.Layer));
        (depths[step], layerDepths[step.Layer]) = (depth, depth);
        foreach (var place in step.From)
            if (graph.Givers[place] is { } giver)
                depths[giver] = Math.Max(depth + 1, depths.GetValueOrDefault(giver));
    }
}
