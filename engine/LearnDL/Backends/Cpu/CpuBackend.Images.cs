using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// Convolution, pooling and resampling: what layers for images ask for.
public sealed partial class CpuBackend
{
    /// <inheritdoc/>
    public void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result)
    {
        if (x.DType == DType.Float32)
            Convolution.Forward<float>(x, kernel, bias, size, result, threads);
        else
            Convolution.Forward<double>(x, kernel, bias, size, result, threads);
    }

    /// <inheritdoc/>
    public void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result)
    {
        if (x.DType == DType.Float32)
            Convolution.BackwardKernel<float>(x, dz, size, result, threads);
        else
            Convolution.BackwardKernel<double>(x, dz, size, result, threads);
    }

    /// <inheritdoc/>
    public void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result)
    {
        if (dz.DType == DType.Float32)
            Convolution.BackwardInput<float>(dz, kernel, size, result, threads);
        else
            Convolution.BackwardInput<double>(dz, kernel, size, result, threads);
    }

    /// <inheritdoc/>
    public void MaxPool(Tensor x, Window window, Tensor result)
    {
        if (x.DType == DType.Float32)
            new MaxPoolWork<float>(x, window, result).Run(threads);
        else
            new MaxPoolWork<double>(x, window, result).Run(threads);
    }

    /// <inheritdoc/>
    public void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result)
    {
        if (x.DType == DType.Float32)
            new PoolBackWork<float>(dy, x, y, window, result).Run(threads);
        else
            new PoolBackWork<double>(dy, x, y, window, result).Run(threads);
    }

    /// <inheritdoc/>
    public void AveragePool(Tensor x, Window window, Tensor result)
    {
        if (x.DType == DType.Float32)
            new AveragePoolWork<float>(x, window, result).Run(threads);
        else
            new AveragePoolWork<double>(x, window, result).Run(threads);
    }

    /// <inheritdoc/>
    public void AveragePoolBack(Tensor dy, Window window, Tensor result)
    {
        if (dy.DType == DType.Float32)
            new PoolBackWork<float>(dy, default, default, window, result).Run(threads);
        else
            new PoolBackWork<double>(dy, default, default, window, result).Run(threads);
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
