using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// Recurrent layers. ONNX's own operators say most; a <see cref="ScanExport">Scan</see> says what they cannot: masks,
/// and activations other than tanh, σ and relu.
/// </summary>
static class RecurrentExport
{
    public static OnnxValue[] Write<TStep>(OnnxGraph g, RecurrentLayer<TStep> layer, OnnxValue[] x)
        where TStep : struct
    {
        var settings = layer.Settings;
        if (settings.Stateful)
            throw new OnnxException(
                $"{layer} is stateful, and nothing is kept from one run of an ONNX file to the next.",
                "stateful: false", "stateful: true", "Make a model that takes the state as an input and gives it: "
                    + "returnState: true, and Apply(x, initialState: …).");
        var cell = RecurrentCell.Of(layer);
        var sequences = g.Op("Transpose", [x[0].Name], OnnxAttribute.Ints("perm", 1, 0, 2));        // (T, N, D)
        if (settings.GoBackwards)
            sequences = MaskExport.Reversed(g, sequences, 0);
        string[] initial = [.. x[1..].Select(state => state.Name)];
        var run = x[0].Mask is null && cell.OnnxActivations is not null
            ? Operator(g, cell, sequences, initial)
            : ScanExport.Write(g, cell, sequences, ByTime(g, x[0].Mask, settings.GoBackwards), initial);
        var y = settings.ReturnSequences
            ? g.Op("Transpose", [run.All], OnnxAttribute.Ints("perm", 1, 0, 2)) : run.Last;         // (N, T, U), (N, U)
        var mask = !settings.ReturnSequences || x[0].Mask is not { } given ? null
            : settings.GoBackwards ? given with { Name = MaskExport.Reversed(g, given.Name, 1) } : given;
        var output = new OnnxValue(y, layer.ComputeOutputShape(x[0].Shape), mask);
        Shape state = [x[0].Shape[0], settings.Units];
        return !settings.ReturnState ? [output] : [output, .. run.Final.Select(name => new OnnxValue(name, state))];
    }

    /// <summary>A mask (N, T) as the steps of a Scan read it: (T, N, 1).</summary>
    static string? ByTime(OnnxGraph g, OnnxValue? mask, bool goBackwards)
    {
        if (mask is null)
            return null;
        var byTime = g.Op("Transpose", [mask.Name], OnnxAttribute.Ints("perm", 1, 0));
        return MaskExport.AsBool(g, g.Op("Unsqueeze",
            [goBackwards ? MaskExport.Reversed(g, byTime, 0) : byTime, g.Whole(2)]));
    }

    /// <summary>
    /// X (T, N, D), W (1, G·U, D), R (1, G·U, U), B (1, 2·G·U) give Y (T, 1, N, U) and the final states (1, N, U).
    /// </summary>
    static RecurrentRun Operator(OnnxGraph g, RecurrentCell cell, string x, string[] initial)
    {
        string Gates(Parameter weight) => g.Weight(weight, "_onnx", W => OnnxGates.Kernel(W, cell.OnnxOrder));
        string[] inputs =
        [
            x, Gates(cell.W), Gates(cell.R),
            cell.Bias is null ? "" : g.Weight(cell.Bias, "_onnx", b => OnnxGates.Bias(b, cell.OnnxOrder)),
            "", // sequence_lens
            .. initial.Select(state => g.Op("Unsqueeze", [state, g.Whole(0)])),
        ];
        AttributeProto[] attributes =
        [
            OnnxAttribute.Int("hidden_size", cell.Units), OnnxAttribute.Texts("activations", cell.OnnxActivations!),
        ];
        if (cell.Kind == "GRU")
            attributes = [.. attributes, OnnxAttribute.Int("linear_before_reset", cell.ResetAfter ? 1 : 0)];
        var run = g.Ops(cell.Kind, 1 + cell.States, Trimmed(inputs), attributes);
        string[] final = [.. run[1..].Select(state => g.Op("Squeeze", [state, g.Whole(0)]))];
        return new RecurrentRun(g.Op("Squeeze", [run[0], g.Whole(1)]), final[0], final);
    }

    static string[] Trimmed(string[] inputs) => inputs[..(1 + Array.FindLastIndex(inputs, name => name.Length > 0))];
}
