using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

/// <summary>
/// Every kernel as the plain loop that defines it: no vectors, no threads, no tricks.
/// It is the version to read first, and the oracle that the fast backends are tested against.
/// </summary>
public sealed class ReferenceBackend : IBackend
{
    /// <inheritdoc/>
    public string Name => "reference";

    /// <inheritdoc/>
    public void Fill(Tensor result, double value)
    {
        switch (result.DType)
        {
            case DType.Float32: Loops.Fill(result.AsSpan<float>(), (float)value); break;
            case DType.Float64: Loops.Fill(result.AsSpan<double>(), value); break;
            case DType.Int32: Loops.Fill(result.AsSpan<int>(), (int)value); break;
            default: Loops.Fill(result.AsSpan<byte>(), (byte)value); break;
        }
    }

    /// <inheritdoc/>
    public void Uniform(in Draws draws, double scale, double shift, Tensor result)
    {
        if (result.DType == DType.Float32)
            UniformLoops.Run(draws, (float)scale, (float)shift, result);
        else
            UniformLoops.Run(draws, scale, shift, result);
    }

    /// <inheritdoc/>
    public void Elementwise<TFormula>(in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        operands = Operand.Apart(operands, columns);
        switch (operands[0].Tensor.DType)
        {
            case DType.Float32: Loops.Elementwise<float, TFormula>(formula, rows, columns, operands); break;
            case DType.Float64: Loops.Elementwise<double, TFormula>(formula, rows, columns, operands); break;
            default: Loops.Elementwise<int, TFormula>(formula, rows, columns, operands); break;
        }
    }

    /// <inheritdoc/>
    public void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate)
    {
        switch (x.DType)
        {
            case DType.Float32: Loops.Dot<float>(x.AsSpan<float>(), y.AsSpan<float>(), size, result.AsSpan<float>(), accumulate); break;
            case DType.Float64: Loops.Dot<double>(x.AsSpan<double>(), y.AsSpan<double>(), size, result.AsSpan<double>(), accumulate); break;
            default: WholeNumbers.Dot(x.AsSpan<int>(), y.AsSpan<int>(), size, result.AsSpan<int>(), accumulate); break;
        }
    }

    /// <inheritdoc/>
    public void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result)
    {
        if (x.DType == DType.Float32)
            Convolution.Forward<float>(x.AsSpan<float>(), kernel.AsSpan<float>(), bias.HasValue ? bias.AsSpan<float>() : [], size, result.AsSpan<float>());
        else
            Convolution.Forward<double>(x.AsSpan<double>(), kernel.AsSpan<double>(), bias.HasValue ? bias.AsSpan<double>() : [], size, result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result)
    {
        if (x.DType == DType.Float32)
            Convolution.BackwardKernel<float>(x.AsSpan<float>(), dz.AsSpan<float>(), size, result.AsSpan<float>());
        else
            Convolution.BackwardKernel<double>(x.AsSpan<double>(), dz.AsSpan<double>(), size, result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result)
    {
        if (dz.DType == DType.Float32)
            Convolution.BackwardInput<float>(dz.AsSpan<float>(), kernel.AsSpan<float>(), size, result.AsSpan<float>());
        else
            Convolution.BackwardInput<double>(dz.AsSpan<double>(), kernel.AsSpan<double>(), size, result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        int length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        switch (x.DType)
        {
            case DType.Float32: Loops.Reduce<float>(op, x.AsSpan<float>(), length, inner, result.AsSpan<float>(), accumulate); break;
            case DType.Float64: Loops.Reduce<double>(op, x.AsSpan<double>(), length, inner, result.AsSpan<double>(), accumulate); break;
            default: WholeNumbers.Reduce(op, x, axis, result, accumulate); break;
        }
    }

    /// <inheritdoc/>
    public void ArgMax(Tensor x, int axis, Tensor result) => Move.ArgMax(x, axis, result);

    /// <inheritdoc/>
    public void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result) => Move.Transpose(x, order, result);

    /// <inheritdoc/>
    public void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result) => Move.Gather(x, rows, result);

    /// <inheritdoc/>
    public void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) => Move.CopyBlock(x, starts, result);

    /// <inheritdoc/>
    public void Cast(Tensor x, Tensor result) => Move.Cast(x, result);

    /// <inheritdoc/>
    public void CopyColumns(Tensor x, int from, Tensor result, int at, int columns) => Move.CopyColumns(x, from, result, at, columns);

    /// <inheritdoc/>
    public void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (x.DType == DType.Float32)
            Loops.ScatterAdd<float>(x.AsSpan<float>(), rows, result.AsSpan<float>());
        else
            Loops.ScatterAdd<double>(x.AsSpan<double>(), rows, result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) => Move.PasteBlock(x, starts, result);

    /// <inheritdoc/>
    public void MaxPool(Tensor x, Window window, Tensor result)
    {
        if (x.DType == DType.Float32)
            Pooling.Max<float>(x, window, result);
        else
            Pooling.Max<double>(x, window, result);
    }

    /// <inheritdoc/>
    public void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result)
    {
        if (x.DType == DType.Float32)
            Pooling.MaxBack<float>(dy, x, y, window, result);
        else
            Pooling.MaxBack<double>(dy, x, y, window, result);
    }

    /// <inheritdoc/>
    public void AveragePool(Tensor x, Window window, Tensor result)
    {
        if (x.DType == DType.Float32)
            Pooling.Average<float>(x, window, result);
        else
            Pooling.Average<double>(x, window, result);
    }

    /// <inheritdoc/>
    public void AveragePoolBack(Tensor dy, Window window, Tensor result)
    {
        if (dy.DType == DType.Float32)
            Pooling.AverageBack<float>(dy, window, result);
        else
            Pooling.AverageBack<double>(dy, window, result);
    }

    /// <inheritdoc/>
    public void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate)
    {
        if (x.DType == DType.Float32)
            Loops.SumProducts<float>(x.AsSpan<float>(), y.AsSpan<float>(), result.AsSpan<float>(), accumulate);
        else
            Loops.SumProducts<double>(x.AsSpan<double>(), y.AsSpan<double>(), result.AsSpan<double>(), accumulate);
    }

    /// <inheritdoc/>
    public void Moments(Tensor x, Tensor mean, Tensor variance)
    {
        if (x.DType == DType.Float32)
            Loops.Moments<float>(x.AsSpan<float>(), x.Shape[0], mean.AsSpan<float>(), variance.AsSpan<float>());
        else
            Loops.Moments<double>(x.AsSpan<double>(), x.Shape[0], mean.AsSpan<double>(), variance.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void Resample(Tensor x, Tensor maps, Resampling how, Tensor result)
    {
        if (x.DType == DType.Float32)
            ResampleLoops.Forward<float>(x, maps, how, result);
        else
            ResampleLoops.Forward<double>(x, maps, how, result);
    }

    /// <inheritdoc/>
    public void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx)
    {
        if (dy.DType == DType.Float32)
            ResampleLoops.Back<float>(dy, maps, how, dx);
        else
            ResampleLoops.Back<double>(dy, maps, how, dx);
    }
}
