using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Backends;

// What only floats have. An op looks at the types of its operands first, so none of these is reached from there.
sealed partial class WholeNumberKernels<T>
{
    static DTypeException FloatsOnly([CallerMemberName] string kernel = "") => new(
        $"{kernel} computes with floats.", "Float32 or Float64", $"{Type}", "Cast first: x.Cast(DType.Float32).");

    public override void Uniform(in Draws draws, double scale, double shift, Tensor result) => throw FloatsOnly();

    public override void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate) => throw FloatsOnly();

    public override void Moments(Tensor x, Tensor mean, Tensor variance) => throw FloatsOnly();

    public override void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result) => throw FloatsOnly();

    public override void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result) =>
        throw FloatsOnly();

    public override void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result) =>
        throw FloatsOnly();

    public override void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result) =>
        throw FloatsOnly();

    public override void MaxPool(Tensor x, Window window, Tensor result) => throw FloatsOnly();

    public override void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result) => throw FloatsOnly();

    public override void AveragePool(Tensor x, Window window, Tensor result) => throw FloatsOnly();

    public override void AveragePoolBack(Tensor dy, Window window, Tensor result) => throw FloatsOnly();

    public override void Resample(Tensor x, Tensor maps, Resampling how, Tensor result) => throw FloatsOnly();

    public override void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx) => throw FloatsOnly();
}
