using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// A backend that has kernels of its own for each element type, and hands every call on to those that suit the tensor.
/// Float32 and Float64 are the backend's matter; whole numbers are computed in the same way by all.
/// </summary>
public abstract class BackendByType : IBackend
{
    private protected static readonly WholeNumberKernels<int> Int32 = new();
    private protected static readonly WholeNumberKernels<byte> UInt8 = new();

    private protected BackendByType()
    {
    }

    private protected abstract IBackend Float32 { get; }

    private protected abstract IBackend Float64 { get; }

    IBackend For(DType type) => type switch
    {
        DType.Float32 => Float32,
        DType.Float64 => Float64,
        DType.Int32 => Int32,
        _ => UInt8,
    };

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public void Fill(Tensor result, double value) => For(result.DType).Fill(result, value);

    /// <summary>
    /// Computes a formula for every element of its operands, as <see cref="IBackend"/> says. Most formulas are short
    /// and many tensors are tiny, so a backend goes straight to its kernels: a call of a generic method by way of an
    /// interface costs more than some of these loops.
    /// </summary>
    public abstract void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands) where TFormula : struct, IFormula;

    /// <inheritdoc/>
    public void Uniform(in Draws draws, double scale, double shift, Tensor result) =>
        For(result.DType).Uniform(draws, scale, shift, result);

    /// <inheritdoc/>
    public void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate) =>
        For(x.DType).Dot(x, y, size, result, accumulate);

    /// <inheritdoc/>
    public void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result) =>
        For(x.DType).Convolve(x, kernel, bias, size, result);

    /// <inheritdoc/>
    public void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result) =>
        For(x.DType).TransposedConvolve(x, dz, size, result);

    /// <inheritdoc/>
    public void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result) =>
        For(dz.DType).ConvolveTransposed(dz, kernel, size, result);

    /// <inheritdoc/>
    public void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate) =>
        For(x.DType).Reduce(op, x, axis, result, accumulate);

    /// <inheritdoc/>
    public void ArgMax(Tensor x, int axis, Tensor result) => For(x.DType).ArgMax(x, axis, result);

    /// <inheritdoc/>
    public void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result) => For(x.DType).Transpose(x, order, result);

    /// <inheritdoc/>
    public void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result) => For(x.DType).Gather(x, rows, result);

    /// <inheritdoc/>
    public void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) =>
        For(x.DType).CopyBlock(x, starts, result);

    /// <inheritdoc/>
    public void CopyColumns(Tensor x, int from, Tensor result, int at, int columns) =>
        For(x.DType).CopyColumns(x, from, result, at, columns);

    /// <inheritdoc/>
    public void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result) => For(x.DType).ScatterAdd(x, rows, result);

    /// <inheritdoc/>
    public void Cast(Tensor x, Tensor result) => For(result.DType).Cast(x, result); // the new type says what fits

    /// <inheritdoc/>
    public void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) =>
        For(x.DType).PasteBlock(x, starts, result);

    /// <inheritdoc/>
    public void MaxPool(Tensor x, Window window, Tensor result) => For(x.DType).MaxPool(x, window, result);

    /// <inheritdoc/>
    public void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result) =>
        For(dy.DType).MaxPoolBack(dy, x, y, window, result);

    /// <inheritdoc/>
    public void AveragePool(Tensor x, Window window, Tensor result) => For(x.DType).AveragePool(x, window, result);

    /// <inheritdoc/>
    public void AveragePoolBack(Tensor dy, Window window, Tensor result) =>
        For(dy.DType).AveragePoolBack(dy, window, result);

    /// <inheritdoc/>
    public void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate) =>
        For(x.DType).SumProducts(x, y, result, accumulate);

    /// <inheritdoc/>
    public void Moments(Tensor x, Tensor mean, Tensor variance) => For(x.DType).Moments(x, mean, variance);

    /// <inheritdoc/>
    public void Resample(Tensor x, Tensor maps, Resampling how, Tensor result) =>
        For(x.DType).Resample(x, maps, how, result);

    /// <inheritdoc/>
    public void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx) =>
        For(dy.DType).ResampleBack(dy, maps, how, dx);
}
