using System.Numerics;
using LearnDL.Numbers;

namespace LearnDL.Backends.Reference;

/// <summary>One row of a formula's operands, read and written number by number.</summary>
readonly ref struct PlainPlaces<T>(ReadOnlySpan<Operand> operands, int row, int columns) : IPlaces<PlainNumber<T>>
    where T : unmanaged, INumber<T>
{
    readonly ReadOnlySpan<Operand> operands = operands;

    public int Length => columns;

    public PlainNumber<T> this[int operand, int n]
    {
        get => new(At(operands[operand], n));
        set => At(operands[operand], n) = value.Value;
    }

    ref T At(in Operand operand, int n) =>
        ref operand.Tensor.AsSpan<T>()[operand.Start + row * operand.RowStride(columns) + n * operand.Stride];
}
