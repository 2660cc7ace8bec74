using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>Finds what lies between the inputs and the outputs of a functional model.</summary>
sealed class GraphBuilder
{
    readonly string model;
    readonly SymbolicTensors inputs;
    readonly Dictionary<SymbolicTensor, int> places = [];
    readonly HashSet<Node> found = [];

    GraphBuilder(string model, SymbolicTensors inputs) => (this.model, this.inputs) = (model, inputs);

    /// <exception cref="ModelException">There is no output, an input is given twice, or an output needs what is not
    /// among the inputs.</exception>
    public static Graph Between(string model, SymbolicTensors inputs, SymbolicTensors outputs)
    {
        if (inputs.Count == 0 || outputs.Count == 0)
            throw new ModelException($"Model '{model}' has no {(inputs.Count == 0 ? "input" : "output")}.",
                "at least one input and one output", $"{inputs.Count} and {outputs.Count}",
                "new Model(inputs, outputs) takes what an Input gives and what the last layer gives.");
        if (inputs.Distinct().Count() < inputs.Count)
            throw new ModelException($"Model '{model}' was given an input twice.", "every input once",
                $"{inputs.Count} inputs, {inputs.Distinct().Count()} different ones", "Leave one of them out.");
        foreach (var output in outputs)
            if (inputs.Contains(output) && output.Node.Layer is not Input)
                throw new ModelException($"Model '{model}' would give what it is given: {output}.",
                    "an output that a layer computes", "an input that is an output, too",
                    "Leave it out of the outputs.");
        return new GraphBuilder(model, inputs).Build(outputs);
    }

    Graph Build(SymbolicTensors outputs)
    {
        foreach (var output in outputs)
            Visit(output, output);
        var places = 0;
        foreach (var input in inputs)
            this.places[input] = places++;
        int[] dataPlaces = [.. Enumerable.Range(0, inputs.Count)];
        var steps = new List<GraphStep>();
        foreach (var input in inputs.Where(input => input.Node.Layer is Input)) // the layer that checks the data
        {
            steps.Add(new GraphStep(input.Node.Layer, [this.places[input]], [places]) { Node = input.Node });
            this.places[input] = places++;
        }
        foreach (var node in found.OrderBy(node => node.Number))
        {
            int[] from = [.. node.Inputs.Select(input => this.places[input])];
            int[] to = [.. node.Outputs.Select(output => Place(output, places++))];
            steps.Add(new GraphStep(node.Layer, from, to) { Node = node });
        }
        return new Graph([.. steps], dataPlaces, [.. outputs.Select(output => this.places[output])], places);
    }

    /// <summary>An output that is an input of the model as well keeps its place as that.</summary>
    int Place(SymbolicTensor output, int place)
    {
        places.TryAdd(output, place);
        return place;
    }

    /// <summary>Goes back from a tensor to the inputs, and gathers the uses of layers on the way.</summary>
    void Visit(SymbolicTensor tensor, SymbolicTensor output)
    {
        var open = new Stack<SymbolicTensor>([tensor]);
        while (open.TryPop(out var next))
        {
            if (inputs.Contains(next))
                continue;
            if (next.Node.Inputs.Count == 0)
                throw new ModelException($"Model '{model}': output {output} needs {next.Node.Layer}, "
                    + "which is not among its inputs.", "all that the outputs are computed from",
                    $"inputs: {string.Join(", ", inputs)}",
                    $"Add it: new Model([…, {next.Node.Layer.Name ?? "it"}], …).");
            if (found.Add(next.Node))
                foreach (var input in next.Node.Inputs)
                    open.Push(input);
        }
    }
}
