using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// Convolution, pooling and resampling: what layers for images ask for.
sealed partial class CpuKernels<T>
{
    public override void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result) =>
        Convolution.Forward<T>(x, kernel, bias, size, result, Threads);

    public override void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result) =>
        Convolution.BackwardKernel<T>(x, dz, size, result, Threads);

    public override void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result) =>
        Convolution.BackwardInput<T>(dz, kernel, size, result, Threads);

    public override void MaxPool(Tensor x, Window window, Tensor result) =>
        new MaxPoolWork<T>(x, window, result).Run(Threads);

    public override void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result) =>
        new PoolBackWork<T>(dy, x, y, window, result).Run(Threads);

    public override void AveragePool(Tensor x, Window window, Tensor result) =>
        new AveragePoolWork<T>(x, window, result).Run(Threads);

    public override void AveragePoolBack(Tensor dy, Window window, Tensor result) =>
        new PoolBackWork<T>(dy, default, default, window, result).Run(Threads);

    public override void Resample(Tensor x, Tensor maps, Resampling how, Tensor result) =>
        new ResampleWork<T>(x.Body, maps.Body, how, result.Body, back: false).Run(Threads);

    public override void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx) =>
        new ResampleWork<T>(dy.Body, maps.Body, how, dx.Body, back: true).Run(Threads);
}
