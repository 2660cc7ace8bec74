using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The default backend: vectors of the processor's width, and threads where a kernel has enough to do for them. The
/// same seed gives the same bits for any number of threads and any vector width, wherever the processor has fused
/// multiply-add.
/// </summary>
public sealed class CpuBackend : BackendByType, IBackend
{
    readonly CpuKernels<float> float32;
    readonly CpuKernels<double> float64;
    int threads = int.TryParse(Environment.GetEnvironmentVariable("LEARNDL_THREADS"), out var wanted) && wanted > 0
        ? wanted
        : Environment.ProcessorCount;

    /// <summary>A backend that uses as many threads as <see cref="Threads"/> says.</summary>
    public CpuBackend() => (float32, float64) = (new(this), new(this));

    /// <inheritdoc/>
    public override string Name => "cpu";

    /// <summary>The most threads a kernel may use; by default LEARNDL_THREADS or all processors.</summary>
    /// <exception cref="HyperparameterException">Less than 1.</exception>
    public int Threads
    {
        get => threads;
        set => threads = value >= 1 ? value : throw new HyperparameterException(
            "A backend needs a thread to run on.", ">= 1", $"{value}", "1 uses one processor.");
    }

    private protected override IBackend Float32 => float32;

    private protected override IBackend Float64 => float64;

    /// <inheritdoc/>
    public void RunParts<TWork>(in TWork work, int parts) where TWork : struct, IWork =>
        Workers.Run(in work, parts, threads);

    /// <inheritdoc/>
    public override void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands) =>
        Compute(in formula, rows, columns, operands);

    /// <summary>
    /// The same, called without a detour: .NET looks up an overridden generic method at every call, which costs more
    /// than a short formula over a small tensor.
    /// </summary>
    internal void Compute<TFormula>(in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        switch (operands[0].Tensor.DType)
        {
            case DType.Float32: ElementwiseWork<float, TFormula>.Run(in formula, operands, rows, columns, threads); break;
            case DType.Float64: ElementwiseWork<double, TFormula>.Run(in formula, operands, rows, columns, threads); break;
            case DType.Int32: ElementwiseWork<int, TFormula>.Run(in formula, operands, rows, columns, threads); break;
            default:
                throw new DTypeException("No formula computes with UInt8.",
                "Float32, Float64 or Int32", "UInt8", "Cast it first.");
        }
    }
}
