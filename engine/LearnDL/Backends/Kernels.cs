using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// A backend's kernels for the tensors of one element type. Those that compute are each backend's own; those that only
/// move elements are the same for all.
/// </summary>
abstract partial class Kernels<T> : IBackend where T : unmanaged, INumber<T>
{
    string IBackend.Name => typeof(T).Name;

    public abstract void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands) where TFormula : struct, IFormula;

    public abstract void Uniform(in Draws draws, double scale, double shift, Tensor result);

    public abstract void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate);

    public abstract void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate);

    public abstract void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate);

    public abstract void Moments(Tensor x, Tensor mean, Tensor variance);

    public abstract void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result);

    public abstract void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result);

    public abstract void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result);

    public abstract void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result);

    public abstract void MaxPool(Tensor x, Window window, Tensor result);

    public abstract void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result);

    public abstract void AveragePool(Tensor x, Window window, Tensor result);

    public abstract void AveragePoolBack(Tensor dy, Window window, Tensor result);

    public abstract void Resample(Tensor x, Tensor maps, Resampling how, Tensor result);

    public abstract void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx);
}
