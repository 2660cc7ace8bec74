using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// The moves that the CPU has a faster way for.
sealed partial class CpuKernels<T>
{
    public override void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result)
    {
        if (typeof(T) == typeof(float) && order is [1, 0] && x.Size > 0)
            Transposing.Copy(
                ref x.AsSpan<T>()[0], x.Shape[1], x.Shape[0], x.Shape[1], ref result.AsSpan<T>()[0], x.Shape[0]);
        else
            base.Transpose(x, order, result);
    }

    public override void Cast(Tensor x, Tensor result)
    {
        if (typeof(T) == typeof(float) && x.DType == DType.UInt8)
            Casting.Run(x.AsSpan<byte>(), result.AsSpan<float>());
        else
            base.Cast(x, result);
    }
}
