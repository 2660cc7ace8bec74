using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

/// <summary>
/// Every kernel as the plain loop that defines it: no vectors, no threads, no tricks. The loops are in <see
/// cref="ReferenceKernels{T}"/>. They are the version to read first, and the oracle that the fast backends are tested
/// against.
/// </summary>
public sealed class ReferenceBackend : BackendByType
{
    readonly ReferenceKernels<float> float32 = new();
    readonly ReferenceKernels<double> float64 = new();

    /// <inheritdoc/>
    public override string Name => "reference";

    private protected override IBackend Float32 => float32;

    private protected override IBackend Float64 => float64;

    /// <inheritdoc/>
    public override void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
    {
        operands = Operand.Apart(operands, columns);
        switch (operands[0].Tensor.DType)
        {
            case DType.Float32: float32.Elementwise(formula, rows, columns, operands); break;
            case DType.Float64: float64.Elementwise(formula, rows, columns, operands); break;
            default: Int32.Elementwise(formula, rows, columns, operands); break;
        }
    }
}
