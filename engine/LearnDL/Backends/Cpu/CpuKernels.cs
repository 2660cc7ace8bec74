using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The kernels of the CPU backend, for Float32 and Float64. Each hands its tensors to the loops that do it fast.
/// </summary>
/// <param name="backend">The backend that says how many threads may be used.</param>
sealed partial class CpuKernels<T>(CpuBackend backend) : Kernels<T> where T : unmanaged, INumber<T>
{
    int Threads => backend.Threads;

    public override void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands) =>
        ElementwiseWork<T, TFormula>.Run(in formula, operands, rows, columns, Threads);

    public override void Uniform(in Draws draws, double scale, double shift, Tensor result) =>
        new UniformWork<T>(draws, T.CreateTruncating(scale), T.CreateTruncating(shift), result).Run(Threads);

    public override void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate)
    {
        TensorBody a = x.Body, b = y.Body, c = result.Body;
        Product.Run(
            (T[])a.Data, a.Offset, (T[])b.Data, b.Offset, (T[])c.Data, c.Offset, size, accumulate, Threads);
    }
}
