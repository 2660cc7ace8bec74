using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The default backend: vectors of the processor's width, and threads where the work is worth it.
/// The same seed gives the same bits for any number of threads and any vector width, wherever the processor has fused multiply-add.
/// </summary>
public sealed partial class CpuBackend : IBackend
{
    int threads = int.TryParse(Environment.GetEnvironmentVariable("LEARNDL_THREADS"), out var wanted) && wanted > 0 ? wanted : Environment.ProcessorCount;

    /// <inheritdoc/>
    public string Name => "cpu";

    /// <summary>The most threads a kernel may use; by default LEARNDL_THREADS or all processors.</summary>
    /// <exception cref="HyperparameterException">Less than 1.</exception>
    public int Threads
    {
        get => threads;
        set => threads = value >= 1 ? value : throw new HyperparameterException("A backend needs a thread to run on.", ">= 1", $"{value}", "1 uses one processor.");
    }

    /// <inheritdoc/>
    public void RunParts<TWork>(in TWork work, int parts) where TWork : struct, IWork => Workers.Run(in work, parts, threads);

    /// <inheritdoc/>
    public void Fill(Tensor result, double value)
    {
        switch (result.DType)
        {
            case DType.Float32: result.AsSpan<float>().Fill((float)value); break;
            case DType.Float64: result.AsSpan<double>().Fill(value); break;
            case DType.Int32: result.AsSpan<int>().Fill((int)value); break;
            default: result.AsSpan<byte>().Fill((byte)value); break;
        }
    }

    /// <inheritdoc/>
    public void Elementwise<TFormula>(in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        switch (operands[0].Tensor.DType)
        {
            case DType.Float32: new ElementwiseWork<float, TFormula>(in formula, operands, rows, columns).Run(threads); break;
            case DType.Float64: new ElementwiseWork<double, TFormula>(in formula, operands, rows, columns).Run(threads); break;
            default: new ElementwiseWork<int, TFormula>(in formula, operands, rows, columns).Run(threads); break;
        }
    }

    /// <inheritdoc/>
    public void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate)
    {
        switch (x.DType)
        {
            case DType.Float32: Dot<float>(x.Body, y.Body, size, result.Body, accumulate); break;
            case DType.Float64: Dot<double>(x.Body, y.Body, size, result.Body, accumulate); break;
            default: WholeNumbers.Dot(x.AsSpan<int>(), y.AsSpan<int>(), size, result.AsSpan<int>(), accumulate); break;
        }
    }

    void Dot<T>(TensorBody x, TensorBody y, ProductSize size, TensorBody result, bool accumulate) where T : unmanaged =>
        Product.Run((T[])x.Data, x.Offset, (T[])y.Data, y.Offset, (T[])result.Data, result.Offset, size, accumulate, threads);

    /// <inheritdoc/>
    public void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        switch (x.DType)
        {
            case DType.Float32: Reduce<float>(op, x, axis, result, accumulate); break;
            case DType.Float64: Reduce<double>(op, x, axis, result, accumulate); break;
            default: WholeNumbers.Reduce(op, x, axis, result, accumulate); break;
        }
    }

    void Reduce<T>(Reduction op, Tensor x, int axis, Tensor result, bool accumulate) where T : unmanaged, INumber<T>
    {
        int outer = x.Shape[..axis].Size, length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        ReadOnlySpan<T> from = x.AsSpan<T>();
        switch (op)
        {
            case Reduction.Max: Extremes.Run<T, Maximum>(from, outer, length, inner, result.AsSpan<T>()); return;
            case Reduction.Min: Extremes.Run<T, Minimum>(from, outer, length, inner, result.AsSpan<T>()); return;
        }
        var end = op == Reduction.Mean ? new SumEnd(length) : new SumEnd(Accumulate: accumulate);
        if (outer == 1 && inner > 1)
            new ColumnWork<T, NumberTerm<T>, T>(default, Numbers<T>.Of(x), default, length, inner, Numbers<T>.Of(result), end)
                .Run(threads);
        else
            Sums.Run(from, outer, length, inner, result.AsSpan<T>(), end);
    }

    /// <inheritdoc/>
    public void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate)
    {
        if (x.DType == DType.Float32)
            SumProducts<float>(x, y, result, accumulate);
        else
            SumProducts<double>(x, y, result, accumulate);
    }

    void SumProducts<T>(Tensor x, Tensor y, Tensor result, bool accumulate) where T : unmanaged
    {
        var (rows, columns) = (x.Size / Math.Max(1, result.Size), result.Size);
        new ColumnWork<T, ProductTerm<T>, T>(
            default, Numbers<T>.Of(x), Numbers<T>.Of(y), rows, columns, Numbers<T>.Of(result), new SumEnd(Accumulate: accumulate)).Run(threads);
    }

    /// <inheritdoc/>
    public void Moments(Tensor x, Tensor mean, Tensor variance)
    {
        if (x.DType == DType.Float32)
            Moments<float>(x, mean, variance);
        else
            Moments<double>(x, mean, variance);
    }

    [ThreadStatic]
    static double[]? meansOfThisThread;

    void Moments<T>(Tensor x, Tensor mean, Tensor variance) where T : unmanaged, INumber<T>
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var means = Numbers<double>.Scratch(ref meansOfThisThread, columns);
        var end = new SumEnd(rows);
        new ColumnWork<T, NumberTerm<T>, double>(default, Numbers<T>.Of(x), default, rows, columns, new(means, 0), end).Run(threads);
        new ColumnWork<T, DeviationTerm<T>, T>(
            new(means, default), Numbers<T>.Of(x), default, rows, columns, Numbers<T>.Of(variance), end).Run(threads);
        var rounded = mean.AsSpan<T>();
        for (var j = 0; j < columns; j++)
            rounded[j] = T.CreateTruncating(means[j]);
    }
}
