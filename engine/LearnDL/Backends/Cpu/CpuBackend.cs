using System.Numerics;
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
    public void Unary(UnaryOp op, Tensor x, Tensor result)
    {
        if (x.DType == DType.Float32)
            Unary<float>(op, x, result);
        else
            Unary<double>(op, x, result);
    }

    void Unary<T>(UnaryOp op, Tensor x, Tensor result) where T : unmanaged, INumber<T>
    {
        switch (op)
        {
            case UnaryOp.Abs: ElementwiseWork.Run<T, AbsOp<T>>(x, result, threads); break;
            case UnaryOp.Sign: ElementwiseWork.Run<T, SignOp<T>>(x, result, threads); break;
            case UnaryOp.Positive: ElementwiseWork.Run<T, PositiveOp<T>>(x, result, threads); break;
            case UnaryOp.Square: ElementwiseWork.Run<T, SquareOp<T>>(x, result, threads); break;
            case UnaryOp.Sqrt: ElementwiseWork.Run<T, SqrtOp<T>>(x, result, threads); break;
            case UnaryOp.Reciprocal: ElementwiseWork.Run<T, ReciprocalOp<T>>(x, result, threads); break;
            case UnaryOp.Exp: ElementwiseWork.Run<T, ExpOp<T>>(x, result, threads); break;
            case UnaryOp.Log: ElementwiseWork.Run<T, LogOp<T>>(x, result, threads); break;
            case UnaryOp.Expm1: ElementwiseWork.Run<T, Expm1Op<T>>(x, result, threads); break;
            case UnaryOp.Log1p: ElementwiseWork.Run<T, Log1pOp<T>>(x, result, threads); break;
            case UnaryOp.Tanh: ElementwiseWork.Run<T, TanhOp<T>>(x, result, threads); break;
            case UnaryOp.Sigmoid: ElementwiseWork.Run<T, SigmoidOp<T>>(x, result, threads); break;
            case UnaryOp.ReLU: ElementwiseWork.Run<T, ReLUOp<T>>(x, result, threads); break;
            case UnaryOp.SigmoidSlope: ElementwiseWork.Run<T, SigmoidSlopeOp<T>>(x, result, threads); break;
            case UnaryOp.TanhSlope: ElementwiseWork.Run<T, TanhSlopeOp<T>>(x, result, threads); break;
            default: throw new ArgumentOutOfRangeException(nameof(op));
        }
    }

    /// <inheritdoc/>
    public void Binary(BinaryOp op, Tensor x, Tensor y, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: Binary<float>(op, x, y, result); break;
            case DType.Float64: Binary<double>(op, x, y, result); break;
            case DType.Int32 when WholeNumbers.Computes(op): WholeNumbers.Binary(op, x, y, result); break;
            default: Binary<int>(op, x, y, result); break;
        }
    }

    void Binary<T>(BinaryOp op, Tensor x, Tensor y, Tensor result) where T : unmanaged
    {
        switch (op)
        {
            case BinaryOp.Add: ElementwiseWork.Run<T, AddOp<T>>(x, y, result, threads); break;
            case BinaryOp.Subtract: ElementwiseWork.Run<T, SubtractOp<T>>(x, y, result, threads); break;
            case BinaryOp.Multiply: ElementwiseWork.Run<T, MultiplyOp<T>>(x, y, result, threads); break;
            case BinaryOp.Divide: ElementwiseWork.Run<T, DivideOp<T>>(x, y, result, threads); break;
            case BinaryOp.Maximum: ElementwiseWork.Run<T, MaximumOp<T>>(x, y, result, threads); break;
            case BinaryOp.Minimum: ElementwiseWork.Run<T, MinimumOp<T>>(x, y, result, threads); break;
            case BinaryOp.Equal: ElementwiseWork.Run<T, EqualOp<T>>(x, y, result, threads); break;
            case BinaryOp.Greater: ElementwiseWork.Run<T, GreaterOp<T>>(x, y, result, threads); break;
            case BinaryOp.WherePositive: ElementwiseWork.Run<T, WherePositiveOp<T>>(x, y, result, threads); break;
            default: throw new ArgumentOutOfRangeException(nameof(op));
        }
    }

    /// <inheritdoc/>
    public void Affine(double scale, Tensor x, double shift, Tensor result)
    {
        if (x.DType == DType.Float32)
            ElementwiseWork.Run<float, AffineOp<float>>(new((float)scale, (float)shift), x, x, result, threads);
        else
            ElementwiseWork.Run<double, AffineOp<double>>(new(scale, shift), x, x, result, threads);
    }

    /// <inheritdoc/>
    public void Combine(double a, Tensor x, double b, Tensor y, Tensor result)
    {
        if (x.DType == DType.Float32)
            ElementwiseWork.Run<float, CombineOp<float>>(new((float)a, (float)b), x, y, result, threads);
        else
            ElementwiseWork.Run<double, CombineOp<double>>(new(a, b), x, y, result, threads);
    }

    /// <inheritdoc/>
    public void Clip(Tensor x, double low, double high, Tensor result)
    {
        if (x.DType == DType.Float32)
            ElementwiseWork.Run<float, ClipOp<float>>(new((float)low, (float)high), x, x, result, threads);
        else
            ElementwiseWork.Run<double, ClipOp<double>>(new(low, high), x, x, result, threads);
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
            case Reduction.Max: Extremes.Run<T, MaximumOp<T>>(from, outer, length, inner, result.AsSpan<T>()); return;
            case Reduction.Min: Extremes.Run<T, MinimumOp<T>>(from, outer, length, inner, result.AsSpan<T>()); return;
        }
        var end = op == Reduction.Mean ? new SumEnd(length) : new SumEnd(Accumulate: accumulate);
        if (outer == 1 && inner > 1)
            new ColumnWork<T, NumberTerm<T>, T>(default, Numbers<T>.Of(x), default, length, inner, Numbers<T>.Of(result), end)
                .Run(threads);
        else
            Sums.Run(from, outer, length, inner, result.AsSpan<T>(), end);
    }

    /// <inheritdoc/>
    public void CombineRow(Tensor a, Tensor x, Tensor b, Tensor y, Tensor c, Tensor result)
    {
        if (x.DType == DType.Float32)
            new CombineRowWork<float>(a, x, b, y, c, result).Run(threads);
        else
            new CombineRowWork<double>(a, x, b, y, c, result).Run(threads);
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
