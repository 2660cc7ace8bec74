using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// A recurrent layer as a loop over its time steps. ONNX's own operators know padding behind the real time steps only;
/// here a mask may have it anywhere: h ← h' where the time step is real, h elsewhere. The output is h, but 0 before the
/// first real time step, whatever the state it begins in.
/// </summary>
static class ScanExport
{
    /// <param name="g">The graph.</param>
    /// <param name="cell">What a time step computes.</param>
    /// <param name="x">The sequences (T, N, D), in the order of reading.</param>
    /// <param name="isReal">Which time steps are real (T, N, 1); null for all.</param>
    /// <param name="initial">The state to begin in; none for zeros.</param>
    public static RecurrentRun Write(OnnxGraph g, RecurrentCell cell, string x, string? isReal, string[] initial)
    {
        var xW = g.Op("MatMul", [x, g.Weight(cell.W)]);                                     // (T, N, G·U)
        if (cell.Bias is { } bias)
            xW = g.Op("Add", [xW, g.Weight(bias, "_input", b => b.Rank == 2 ? b[0] : b)]);
        string[] steps = isReal is null ? [xW] : [xW, isReal];
        var outputDiffers = isReal is not null && initial.Length > 0;
        string[] states = initial.Length == 0 ? [.. Enumerable.Repeat(Zeros(g, x, cell.Units), cell.States)]
            : outputDiffers ? [.. initial, Zeros(g, x, cell.Units)] : initial;              // h, c, y
        var run = g.Ops("Scan", states.Length + 1, [.. states, .. steps],
            OnnxAttribute.Graph("body", Step(g, cell, isReal is not null, outputDiffers)),
            OnnxAttribute.Int("num_scan_inputs", steps.Length));
        return new RecurrentRun(run[^1], outputDiffers ? run[^2] : run[0], run[..cell.States]);
    }

    /// <summary>Zeros (N, U).</summary>
    static string Zeros(OnnxGraph g, string x, int units) => g.Op("ConstantOfShape",
        [g.Op("Concat", [MaskExport.Sizes(g, x, 1, 2), g.Whole(units)], OnnxAttribute.Int("axis", 0))]);

    /// <summary>One time step: the state before and x·W + b give the state after it, and the output once more, as
    /// that of this time step.</summary>
    static GraphProto Step(OnnxGraph g, RecurrentCell cell, bool hasMask, bool outputDiffers)
    {
        var body = g.Body("step");
        string[] letters = outputDiffers ? [.. Letters(cell), "y"] : Letters(cell);
        string[] before = [.. letters.Select(body.Unique)];
        var xW = body.Unique("xW");
        var isReal = hasMask ? body.Unique("isReal") : null;
        var after = StepExport.Write(body, cell, xW, before);
        if (outputDiffers)
            after = [.. after, after[0]];
        if (isReal is not null)
            after = [.. after.Select((next, i) => body.Op("Where", [isReal, next, before[i]]))];
        foreach (var name in (string[])[.. before, xW])
            body.Proto.Input.Add(Described(name, TensorProto.Types.DataType.Float));
        if (isReal is not null)
            body.Proto.Input.Add(Described(isReal, TensorProto.Types.DataType.Bool));
        foreach (var name in (string[])[.. after, body.Op("Identity", [outputDiffers ? after[^1] : after[0]])])
            body.Proto.Output.Add(Described(name, TensorProto.Types.DataType.Float));
        return body.Proto;
    }

    static string[] Letters(RecurrentCell cell) => cell.States == 2 ? ["h", "c"] : ["h"];

    static ValueInfoProto Described(string name, TensorProto.Types.DataType type) => new()
    {
        Name = name,
        Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } },
    };
}
