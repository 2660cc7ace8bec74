using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// What moves numbers and computes nothing; most of it is the same for every backend.
public sealed partial class CpuBackend
{
    /// <inheritdoc/>
    public void ArgMax(Tensor x, int axis, Tensor result) => Backends.Move.ArgMax(x, axis, result);

    /// <inheritdoc/>
    public void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result)
    {
        if (order is [1, 0] && x.DType == DType.Float32 && x.Size > 0)
            Transposing.Copy(ref x.AsSpan<float>()[0], x.Shape[1], x.Shape[0], x.Shape[1], ref result.AsSpan<float>()[0], x.Shape[0]);
        else
            Backends.Move.Transpose(x, order, result);
    }

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
    public void CopyColumns(Tensor x, int from, Tensor result, int at, int columns) => Backends.Move.CopyColumns(x, from, result, at, columns);

    /// <inheritdoc/>
    public void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        if (x.DType == DType.Float32)
            ScatterSums.Run(x.AsSpan<float>(), rows, result.Shape[0], result.AsSpan<float>());
        else
            ScatterSums.Run(x.AsSpan<double>(), rows, result.Shape[0], result.AsSpan<double>());
    }

    /// <inheritdoc/>
    public void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) => Backends.Move.PasteBlock(x, starts, result);
}
