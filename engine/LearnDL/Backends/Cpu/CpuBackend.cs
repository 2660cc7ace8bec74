using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The default backend: vectors of the processor's width, and threads where the work is worth it.
/// The same seed gives the same bits for any number of threads and any vector width, wherever the processor has fused multiply-add.
/// </summary>
public sealed class CpuBackend : IBackend
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

    static void Unary<T>(UnaryOp op, Tensor x, Tensor result) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> from = x.AsSpan<T>();
        var to = result.AsSpan<T>();
        switch (op)
        {
            case UnaryOp.Abs: Elementwise.Run<T, AbsOp<T>>(from, to); break;
            case UnaryOp.Sign: Elementwise.Run<T, SignOp<T>>(from, to); break;
            case UnaryOp.Positive: Elementwise.Run<T, PositiveOp<T>>(from, to); break;
            case UnaryOp.Square: Elementwise.Run<T, SquareOp<T>>(from, to); break;
            case UnaryOp.Sqrt: Elementwise.Run<T, SqrtOp<T>>(from, to); break;
            case UnaryOp.Reciprocal: Elementwise.Run<T, ReciprocalOp<T>>(from, to); break;
            case UnaryOp.Exp: Elementwise.Run<T, ExpOp<T>>(from, to); break;
            case UnaryOp.Log: Elementwise.Run<T, LogOp<T>>(from, to); break;
            case UnaryOp.Tanh: Elementwise.Run<T, TanhOp<T>>(from, to); break;
            case UnaryOp.Sigmoid: Elementwise.Run<T, SigmoidOp<T>>(from, to); break;
            case UnaryOp.ReLU: Elementwise.Run<T, ReLUOp<T>>(from, to); break;
            case UnaryOp.SigmoidSlope: Elementwise.Run<T, SigmoidSlopeOp<T>>(from, to); break;
            case UnaryOp.TanhSlope: Elementwise.Run<T, TanhSlopeOp<T>>(from, to); break;
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
            default: Binary<int>(op, x, y, result); break;
        }
    }

    static void Binary<T>(BinaryOp op, Tensor x, Tensor y, Tensor result) where T : unmanaged
    {
        switch (op)
        {
            case BinaryOp.Add: Elementwise.Run<T, AddOp<T>>(x, y, result); break;
            case BinaryOp.Subtract: Elementwise.Run<T, SubtractOp<T>>(x, y, result); break;
            case BinaryOp.Multiply: Elementwise.Run<T, MultiplyOp<T>>(x, y, result); break;
            case BinaryOp.Divide: Elementwise.Run<T, DivideOp<T>>(x, y, result); break;
            case BinaryOp.Maximum: Elementwise.Run<T, MaximumOp<T>>(x, y, result); break;
            case BinaryOp.Minimum: Elementwise.Run<T, MinimumOp<T>>(x, y, result); break;
            case BinaryOp.Equal: Elementwise.Run<T, EqualOp<T>>(x, y, result); break;
            case BinaryOp.Greater: Elementwise.Run<T, GreaterOp<T>>(x, y, result); break;
            default: throw new ArgumentOutOfRangeException(nameof(op));
        }
    }

    /// <inheritdoc/>
    public void Affine(double scale, Tensor x, double shift, Tensor result)
    {
        if (x.DType == DType.Float32)
            Elementwise.Run(new AffineOp<float>((float)scale, (float)shift), x.AsSpan<float>(), x.AsSpan<float>(), result.AsSpan<float>());
        else
            Elementwise.Run(new AffineOp<double>(scale, shift), x.AsSpan<double>(), x.AsSpan<double>(), result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void Combine(double a, Tensor x, double b, Tensor y, Tensor result)
    {
        if (x.DType == DType.Float32)
            Elementwise.Run(new CombineOp<float>((float)a, (float)b), x.AsSpan<float>(), y.AsSpan<float>(), result.AsSpan<float>());
        else
            Elementwise.Run(new CombineOp<double>(a, b), x.AsSpan<double>(), y.AsSpan<double>(), result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void Clip(Tensor x, double low, double high, Tensor result)
    {
        if (x.DType == DType.Float32)
            Elementwise.Run(new ClipOp<float>((float)low, (float)high), x.AsSpan<float>(), x.AsSpan<float>(), result.AsSpan<float>());
        else
            Elementwise.Run(new ClipOp<double>(low, high), x.AsSpan<double>(), x.AsSpan<double>(), result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate)
    {
        switch (x.DType)
        {
            case DType.Float32: Dot<float>(x.Body, y.Body, size, result.Body, accumulate); break;
            case DType.Float64: Dot<double>(x.Body, y.Body, size, result.Body, accumulate); break;
            default: Dot<int>(x.Body, y.Body, size, result.Body, accumulate); break;
        }
    }

    void Dot<T>(TensorBody x, TensorBody y, ProductSize size, TensorBody result, bool accumulate) where T : unmanaged =>
        Product.Run((T[])x.Data, x.Offset, (T[])y.Data, y.Offset, (T[])result.Data, result.Offset, size, accumulate, threads);

    /// <inheritdoc/>
    public bool TryAdam(Tensor w, Tensor g, Tensor m, Tensor v, AdamStep step)
    {
        if (w.DType == DType.Float32)
            Adam<float>(w.Body, g.Body, m.Body, v.Body, step);
        else
            Adam<double>(w.Body, g.Body, m.Body, v.Body, step);
        return true;
    }

    void Adam<T>(TensorBody w, TensorBody g, TensorBody m, TensorBody v, AdamStep step) where T : unmanaged, INumber<T> =>
        new AdamWork<T>((T[])w.Data, w.Offset, (T[])g.Data, g.Offset, (T[])m.Data, m.Offset, (T[])v.Data, v.Offset, w.Size, step).Run(threads);

    /// <inheritdoc/>
    public void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        switch (x.DType)
        {
            case DType.Float32: Reduce<float>(op, x, axis, result, accumulate); break;
            case DType.Float64: Reduce<double>(op, x, axis, result, accumulate); break;
            default: Reduce<int>(op, x, axis, result, accumulate); break;
        }
    }

    static void Reduce<T>(Reduction op, Tensor x, int axis, Tensor result, bool accumulate) where T : unmanaged, INumber<T>
    {
        int outer = x.Shape[..axis].Size, length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        ReadOnlySpan<T> from = x.AsSpan<T>();
        var to = result.AsSpan<T>();
        switch (op)
        {
            case Reduction.Sum: Cpu.Reduce.Run<T, AddOp<T>>(from, outer, length, inner, to, accumulate); break;
            case Reduction.Max: Cpu.Reduce.Run<T, MaximumOp<T>>(from, outer, length, inner, to, accumulate); break;
            default: Cpu.Reduce.Run<T, MinimumOp<T>>(from, outer, length, inner, to, accumulate); break;
        }
    }

    /// <inheritdoc/>
    public void ArgMax(Tensor x, int axis, Tensor result) => Backends.Move.ArgMax(x, axis, result);

    /// <inheritdoc/>
    public void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result) => Backends.Move.Transpose(x, order, result);

    /// <inheritdoc/>
    public void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result) => Backends.Move.Gather(x, rows, result);

    /// <inheritdoc/>
    public void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) => Backends.Move.CopyBlock(x, starts, result);

    /// <inheritdoc/>
    public void Cast(Tensor x, Tensor result)
    {
        if (x.DType == DType.UInt8 && result.DType == DType.Float32)
            Casting.Run(x.AsSpan<byte>(), result.AsSpan<float>());
        else
            Backends.Move.Cast(x, result);
    }

    /// <inheritdoc/>
    public void Resample(Tensor x, Tensor maps, Resampling how, Tensor result) => Resample(x, maps, how, result, back: false);

    /// <inheritdoc/>
    public void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx) => Resample(dy, maps, how, dx, back: true);

    void Resample(Tensor from, Tensor maps, Resampling how, Tensor to, bool back)
    {
        if (from.DType == DType.Float32)
            new ResampleWork<float>(from.Body, maps.Body, how, to.Body, back).Run(threads);
        else
            new ResampleWork<double>(from.Body, maps.Body, how, to.Body, back).Run(threads);
    }
}
