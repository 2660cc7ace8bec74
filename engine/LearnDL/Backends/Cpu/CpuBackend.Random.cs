using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// Random numbers.
public sealed partial class CpuBackend
{
    /// <inheritdoc/>
    public void Uniform(in Draws draws, double scale, double shift, Tensor result)
    {
        if (result.DType == DType.Float32)
            new UniformWork<float>(draws, (float)scale, (float)shift, result).Run(threads);
        else
            new UniformWork<double>(draws, scale, shift, result).Run(threads);
    }
}
