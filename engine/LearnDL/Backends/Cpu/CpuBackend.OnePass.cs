using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// What would be many ops and many passes over memory, done in one.
public sealed partial class CpuBackend
{
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
    public bool TryLstmStep(Tensor cPrev, LstmStep step)
    {
        if (cPrev.DType == DType.Float32)
            LstmKernel<float>.Forward(cPrev, step);
        else
            LstmKernel<double>.Forward(cPrev, step);
        return true;
    }

    /// <inheritdoc/>
    public bool TryLstmStepBack(Tensor dh, Tensor dcNext, Tensor cPrev, LstmStep step, Tensor dz, Tensor dcPrev)
    {
        if (dz.DType == DType.Float32)
            LstmKernel<float>.Backward(dh, dcNext, cPrev, step, dz, dcPrev);
        else
            LstmKernel<double>.Backward(dh, dcNext, cPrev, step, dz, dcPrev);
        return true;
    }
}
