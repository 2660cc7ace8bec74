using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// Recurrent operators that read forwards and begin with zeros: X (T, N, D), W (1, G·U, D), R (1, G·U, U), B (1, 2·G·U)
/// give Y (T, 1, N, U) and the final states (1, N, U).
/// </summary>
static class RecurrentImport
{
    public static object[] Rnn(OnnxImporter importer, OnnxNode node)
    {
        var w = RecurrentWeights.Read(importer, node, [0]);
        var f = Activations(node, ["Tanh"])[0];
        return Applied(importer, node, new SimpleRNN(w.Units, f, w.HasBias, "zeros", "zeros", returnSequences: true,
            returnState: true, name: importer.LayerName(node)), w.InLearnDL(separateBias: false));
    }

    /// <summary>Of i, o, f, g become i, f, g, o.</summary>
    public static object[] Lstm(OnnxImporter importer, OnnxNode node)
    {
        node.Only("input_forget", 0);
        if (importer.Constant(node, 7) is not null)
            throw node.Unsupported("no peepholes", "an input P");
        var w = RecurrentWeights.Read(importer, node, [0, 2, 3, 1]);
        var f = Activations(node, ["Sigmoid", "Tanh", "Tanh"]);
        if (f[1] != f[2])
            throw node.Unsupported("one activation for the candidate and the cell state", $"{f[1]} and {f[2]}");
        return Applied(importer, node, new LSTM(w.Units, f[1], f[0], w.HasBias, "zeros", "zeros", returnSequences: true,
            returnState: true, name: importer.LayerName(node)), w.InLearnDL(separateBias: false));
    }

    public static object[] Gru(OnnxImporter importer, OnnxNode node)
    {
        var resetAfter = node.Int("linear_before_reset", 0) != 0;
        var w = RecurrentWeights.Read(importer, node, [0, 1, 2]);
        var f = Activations(node, ["Sigmoid", "Tanh"]);
        return Applied(importer, node, new GRU(w.Units, f[1], f[0], w.HasBias, "zeros", "zeros", returnSequences: true,
            returnState: true, resetAfter: resetAfter, name: importer.LayerName(node)), w.InLearnDL(resetAfter));
    }

    static object[] Applied(OnnxImporter importer, OnnxNode node, Layer layer, Tensor[] weights)
    {
        node.Only("layout", 0);
        if (node.Text("direction", "forward") is not "forward" and var direction)
            throw node.Unsupported("direction forward", OnnxText.Short(direction));
        if (importer.Constant(node, 4) is not null)
            throw node.Unsupported("sequences that all have T time steps", "sequence_lens");
        foreach (var input in (int[])[5, 6])
            if (importer.Constant(node, input) is { } state && state.Numbers.HasValue
                && state.Numbers.ToArray<float>().Any(number => number != 0))
                throw node.Unsupported("a state of zeros to begin in", "other numbers");
        var x = importer.Value(node, 0);
        if (x.Rank != 3 || x.Sizes[2] != weights[0].Shape[0])
            throw node.Damaged($"sequences (T, N, {weights[0].Shape[0]})", OnnxText.List(x.Sizes));
        var all = importer.Apply(layer, x.InOrder(node, 1, 0, 2), weights).Node.Outputs;    // (N, T, U), (N, U)
        return
        [
            new ImportedValue(all[0], [1, -1, 0, 2]),
            .. all.Skip(1).Select(state => new ImportedValue(state, [-1, 0, 1])),
        ];
    }

    /// <summary>LearnDL's names of the activations.</summary>
    static string[] Activations(OnnxNode node, string[] usual)
    {
        var given = node.Has("activations") ? node.Texts("activations") : usual;
        return given.Length == usual.Length ? [.. given.Select(name => name switch
        {
            "Tanh" => "tanh",
            "Sigmoid" => "sigmoid",
            "Relu" => "relu",
            _ => throw node.Unsupported("activations Tanh, Sigmoid or Relu", OnnxText.Short(name)),
        })] : throw node.Damaged($"{usual.Length} activations", $"{given.Length}");
    }
}
