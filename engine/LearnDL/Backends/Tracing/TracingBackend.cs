using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// Another backend, and a record of every kernel it runs: the shapes and the numbers that went in, and those that came
/// out. For looking at what a layer does, not for training: every number is copied, since tensors of a training step
/// are used again in the next one. The numbers are the other backend's, to the bit. Work in parts runs part after part
/// on one thread, so that the record has an order. What only reshapes, copies or repeats numbers leaves no
/// record.
/// <code>
/// var tracing = new TracingBackend(new ReferenceBackend());
/// Backend.Current = tracing;
/// var y = layer.Forward(x, training: true, out var saved);
/// foreach (var op in tracing.Ops)
///     Console.WriteLine(op);
/// </code>
/// </summary>
/// <param name="inner">The backend that computes.</param>
/// <param name="onOp">Called after every kernel, on its thread, while its callers are still at work.</param>
public sealed class TracingBackend(IBackend inner, Action<TracedOp>? onOp = null) : IBackend
{
    readonly List<TracedOp> ops = [];

    /// <summary>What ran since the beginning, or since <see cref="Clear"/>, in this order.</summary>
    public IReadOnlyList<TracedOp> Ops => ops;

    /// <summary>Forgets what was recorded.</summary>
    public void Clear() => ops.Clear();

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public void Fill(Tensor result, double value)
    {
        inner.Fill(result, value);
        Add(nameof(Fill), [], [("value", value)], result);
    }

    /// <inheritdoc/>
    public void Uniform(in Draws draws, double scale, double shift, Tensor result)
    {
        inner.Uniform(draws, scale, shift, result);
        Add(nameof(Uniform), [], [("draws", draws), ("scale", scale), ("shift", shift)], result);
    }

    /// <summary>
    /// A formula is recorded as the operations that it is made of: one by one, each with its numbers.
    /// </summary>
    public void Elementwise<TFormula>(in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        var record = new FormulaRecord(inner, rows, columns, operands[0].Tensor.DType, Add);
        formula.Compute<RecordedNumbers, RecordedPlaces>(new(record, Operand.Apart(operands, columns)));
    }

    /// <inheritdoc/>
    public void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate)
    {
        var read = Copies(("x", x), ("y", y), ("result", accumulate ? result : default));
        inner.Dot(x, y, size, result, accumulate);
        Add(nameof(Dot), read, [("size", size), ("accumulate", accumulate)], result);
    }

    /// <inheritdoc/>
    public void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result)
    {
        var read = Copies(("x", x), ("kernel", kernel), ("bias", bias));
        inner.Convolve(x, kernel, bias, size, result);
        Add(nameof(Convolve), read, [("size", size)], result);
    }

    /// <inheritdoc/>
    public void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result)
    {
        var read = Copies(("x", x), ("dz", dz), ("result", result));
        inner.TransposedConvolve(x, dz, size, result);
        Add(nameof(TransposedConvolve), read, [("size", size)], result);
    }

    /// <inheritdoc/>
    public void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result)
    {
        var read = Copies(("dz", dz), ("kernel", kernel));
        inner.ConvolveTransposed(dz, kernel, size, result);
        Add(nameof(ConvolveTransposed), read, [("size", size)], result);
    }

    /// <inheritdoc/>
    public void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        var read = Copies(("x", x), ("result", accumulate ? result : default));
        inner.Reduce(op, x, axis, result, accumulate);
        Add(nameof(Reduce), read, [("op", op), ("axis", axis), ("accumulate", accumulate)], result);
    }

    /// <inheritdoc/>
    public void ArgMax(Tensor x, int axis, Tensor result)
    {
        var read = Copies(("x", x));
        inner.ArgMax(x, axis, result);
        Add(nameof(ArgMax), read, [("axis", axis)], result);
    }

    /// <inheritdoc/>
    public void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result)
    {
        var read = Copies(("x", x));
        inner.Transpose(x, order, result);
        Add(nameof(Transpose), read, [("order", order.ToArray())], result);
    }

    /// <inheritdoc/>
    public void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        var read = Copies(("x", x));
        inner.Gather(x, rows, result);
        Add(nameof(Gather), read, [("rows", rows.ToArray())], result);
    }

    /// <inheritdoc/>
    public void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result)
    {
        var read = Copies(("x", x));
        inner.CopyBlock(x, starts, result);
        Add(nameof(CopyBlock), read, [("starts", starts.ToArray())], result);
    }

    /// <inheritdoc/>
    public void CopyColumns(Tensor x, int from, Tensor result, int at, int columns)
    {
        var read = Copies(("x", x), ("result", columns < result.Shape[-1] ? result : default));
        inner.CopyColumns(x, from, result, at, columns);
        Add(nameof(CopyColumns), read, [("from", from), ("at", at), ("columns", columns)], result);
    }

    /// <inheritdoc/>
    public void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        var read = Copies(("x", x), ("result", result));
        inner.ScatterAdd(x, rows, result);
        Add(nameof(ScatterAdd), read, [("rows", rows.ToArray())], result);
    }

    /// <inheritdoc/>
    public void Cast(Tensor x, Tensor result)
    {
        var read = Copies(("x", x));
        inner.Cast(x, result);
        Add(nameof(Cast), read, [], result);
    }

    /// <inheritdoc/>
    public void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result)
    {
        var read = Copies(("x", x));
        inner.PasteBlock(x, starts, result);
        Add(nameof(PasteBlock), read, [("starts", starts.ToArray())], result);
    }

    /// <inheritdoc/>
    public void MaxPool(Tensor x, Window window, Tensor result)
    {
        var read = Copies(("x", x));
        inner.MaxPool(x, window, result);
        Add(nameof(MaxPool), read, [("window", window)], result);
    }

    /// <inheritdoc/>
    public void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result)
    {
        var read = Copies(("dy", dy), ("x", x), ("y", y));
        inner.MaxPoolBack(dy, x, y, window, result);
        Add(nameof(MaxPoolBack), read, [("window", window)], result);
    }

    /// <inheritdoc/>
    public void AveragePool(Tensor x, Window window, Tensor result)
    {
        var read = Copies(("x", x));
        inner.AveragePool(x, window, result);
        Add(nameof(AveragePool), read, [("window", window)], result);
    }

    /// <inheritdoc/>
    public void AveragePoolBack(Tensor dy, Window window, Tensor result)
    {
        var read = Copies(("dy", dy));
        inner.AveragePoolBack(dy, window, result);
        Add(nameof(AveragePoolBack), read, [("window", window)], result);
    }

    /// <inheritdoc/>
    public void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate)
    {
        var read = Copies(("x", x), ("y", y), ("result", accumulate ? result : default));
        inner.SumProducts(x, y, result, accumulate);
        Add(nameof(SumProducts), read, [("accumulate", accumulate)], result);
    }

    /// <inheritdoc/>
    public void Moments(Tensor x, Tensor mean, Tensor variance)
    {
        var read = Copies(("x", x));
        inner.Moments(x, mean, variance);
        Add(new(nameof(Moments), read, [], Copies(("mean", mean), ("variance", variance))));
    }

    /// <inheritdoc/>
    public void Resample(Tensor x, Tensor maps, Resampling how, Tensor result)
    {
        var read = Copies(("x", x), ("maps", maps));
        inner.Resample(x, maps, how, result);
        Add(nameof(Resample), read, [("how", how)], result);
    }

    /// <inheritdoc/>
    public void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx)
    {
        var read = Copies(("dy", dy), ("maps", maps));
        inner.ResampleBack(dy, maps, how, dx);
        Add(new(nameof(ResampleBack), read, [("how", how)], Copies(("dx", dx))));
    }

    static (string, Tensor)[] Copies(params ReadOnlySpan<(string Name, Tensor Value)> tensors)
    {
        var copies = new List<(string, Tensor)>(tensors.Length);
        foreach (var (name, value) in tensors)
            if (value.HasValue)
                copies.Add((name, value.Keep()));
        return [.. copies];
    }

    void Add(string kernel, (string, Tensor)[] read, (string, object)[] settings, Tensor result) =>
        Add(new(kernel, read, settings, Copies(("result", result))));

    void Add(TracedOp op)
    {
        lock (ops) // whoever prepares the next batch may use another thread
            ops.Add(op);
        onOp?.Invoke(op);
    }
}
