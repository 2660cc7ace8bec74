using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Interop.Onnx;

/// <summary>A model, by itself or in another: all that its layers write.</summary>
static class ModelExport
{
    public static OnnxValue[] Write(OnnxGraph g, Model model, OnnxValue[] x)
    {
        var values = new Dictionary<SymbolicTensor, OnnxValue>();
        for (var i = 0; i < x.Length; i++)
            values[model.Inputs[i]] = x[i];
        foreach (var node in InOrder(model, values))
        {
            var given = node.Inputs.Select(input => values[input]).ToArray();
            var made = g.Within(node.Layer.Name!, () => LayerExport.Write(g, node.Layer, given));
            for (var i = 0; i < made.Length; i++)
                values.TryAdd(node.Outputs[i], made[i]); // an output that is an input of the model, too, stays that
        }
        return [.. model.Outputs.Select(output => values[output])];
    }

    /// <summary>The uses of layers between inputs and outputs, each behind those that it reads.</summary>
    static List<Node> InOrder(Model model, Dictionary<SymbolicTensor, OnnxValue> given)
    {
        var (order, entered, left) = (new List<Node>(), new HashSet<Node>(), new HashSet<Node>());
        var open = new Stack<SymbolicTensor>(model.Outputs.Reverse());
        while (open.TryPeek(out var next))
            if (given.ContainsKey(next) || left.Contains(next.Node))
                open.Pop();
            else if (entered.Add(next.Node))
                foreach (var input in next.Node.Inputs.Reverse())
                    open.Push(input);
            else
            {
                open.Pop();
                left.Add(next.Node);
                order.Add(next.Node);
            }
        return order;
    }
}
