namespace LearnDL.Interop.Onnx;

/// <summary>
/// Many programs write a layer's bias as an Add of its own. Where a MatMul or a Conv without a bias is read by such an
/// Add and by nothing else, the two become one node, which has the bias as its third input.
/// </summary>
static class BiasFusion
{
    public static IEnumerable<NodeProto> Run(GraphProto graph, IReadOnlyDictionary<string, OnnxConstant> constants)
    {
        var readers = new Dictionary<string, (NodeProto? Only, int Count)>();
        foreach (var node in graph.Node)
            foreach (var input in node.Input)
                readers[input] = (node, readers.GetValueOrDefault(input).Count + 1);
        foreach (var output in graph.Output)
            readers[output.Name] = (null, 2);
        var fused = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var nodes = new List<NodeProto>();
        foreach (var node in graph.Node.Where(node => !fused.Contains(node)))
            nodes.Add(Reader(node) is { OpType: "Add", Input.Count: 2 } add && Bias(node, add, constants) is { } bias
                && fused.Add(add) ? WithBias(node, add, bias) : node);
        return nodes;

        NodeProto? Reader(NodeProto node) => node.OpType is "MatMul" or "Conv" && node.Input.Count == 2
            && node.Output.Count == 1 && readers.GetValueOrDefault(node.Output[0]) is (var only, 1) ? only : null;
    }

    /// <summary>The constant that is added, if it goes along the channels.</summary>
    static string? Bias(NodeProto node, NodeProto add, IReadOnlyDictionary<string, OnnxConstant> constants)
    {
        var name = add.Input[add.Input[0] == node.Output[0] ? 1 : 0];
        if (!constants.TryGetValue(name, out var bias) || bias.Whole is not null)
            return null;
        var rank = node.OpType == "MatMul" ? 2 : constants.GetValueOrDefault(node.Input[1])?.Shape.Rank ?? 0;
        var behind = Math.Max(0, rank - 2); // axes behind that of the channels
        var channels = bias.Shape.Rank - 1 - behind;
        for (var axis = 0; axis < bias.Shape.Rank; axis++)
            if (axis != channels && bias.Shape[axis] != 1)
                return null;
        return bias.Shape.Rank <= rank ? name : null;
    }

    static NodeProto WithBias(NodeProto node, NodeProto add, string bias)
    {
        var both = new NodeProto { Name = node.Name, OpType = node.OpType, Domain = node.Domain };
        both.Input.Add([.. node.Input, bias]);
        both.Output.Add(add.Output);
        both.Attribute.Add(node.Attribute);
        return both;
    }
}
