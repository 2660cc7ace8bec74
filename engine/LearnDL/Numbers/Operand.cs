using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Numbers;

/// <summary>
/// A tensor as a formula walks over it, row by row: a whole one; one row, repeated for every row; a column, whose
/// number is repeated along its row; some columns of a matrix; or all of them in blocks,
/// which count as an operand each:
/// the gates of an LSTM, side by side.
/// </summary>
public readonly struct Operand
{
    readonly int rowStride; // below 0 for a whole tensor

    Operand(Tensor tensor, int start, int rowStride, int stride, int blocks = 1) =>
        (Tensor, Start, this.rowStride, Stride, Blocks) = (tensor, start, rowStride, stride, blocks);

    /// <summary>The tensor.</summary>
    public Tensor Tensor { get; }

    /// <summary>Where in it the first row begins.</summary>
    public int Start { get; }

    /// <summary>How far the next element of a row lies behind: 1, or 0 where one number serves for all.</summary>
    public int Stride { get; }

    /// <summary>
    /// How many operands of the formula it stands for: blocks of columns, each behind the one before.
    /// </summary>
    public int Blocks { get; }

    /// <summary>Whether it is a whole tensor: its rows lie behind each other.</summary>
    public bool IsWhole => rowStride < 0;

    /// <summary>How far the next row lies behind; 0 where one row serves for all.</summary>
    /// <param name="columns">The number of columns that are walked over.</param>
    public int RowStride(int columns) => IsWhole ? columns : rowStride;

    /// <summary>A whole tensor (…, U): its last axis makes the columns, all other axes together the rows.</summary>
    public static implicit operator Operand(Tensor x) => new(x, 0, -1, 1);

    /// <summary>A tensor (U) that serves for every row.</summary>
    public static Operand Row(Tensor row) => new(row, 0, 0, 1);

    /// <summary>A tensor with one number per row.</summary>
    public static Operand Column(Tensor column) => new(column, 0, 1, 0);

    /// <summary>A tensor of one number, for all elements.</summary>
    public static Operand Number(Tensor one) => new(one, 0, 0, 0);

    /// <summary>The columns of a matrix (…, U) from a first one on.</summary>
    public static Operand Columns(Tensor matrix, int first) => new(matrix, first, matrix.Body.Shape[-1], 1);

    /// <summary>The columns of a matrix (…, blocks·U), as this many operands side by side.</summary>
    public static Operand SideBySide(Tensor matrix, int blocks) => new(matrix, 0, matrix.Body.Shape[-1], 1, blocks);

    /// <summary>Rows and columns with strides of their own, for shapes that NumPy's rule stretches.</summary>
    internal static Operand Strided(Tensor x, int start, int rowStride, int stride) => new(x, start, rowStride, stride);

    /// <summary>Whether all that is walked over lies within the tensor, and is of this type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked for every operand of every formula
    internal bool Fits(DType dtype, int rows, int columns)
    {
        var body = Tensor.Body;
        return body.DType == dtype && (IsWhole ? (long)rows * columns * Blocks : End(rows, columns)) <= body.Size;
    }

    /// <summary>The place behind the last element that is walked over.</summary>
    long End(int rows, int columns) =>
        Start + (long)(rows - 1) * rowStride + (long)(columns - 1) * Stride + (long)(Blocks - 1) * columns + 1;

    /// <summary>Whether the rows that are walked over lie behind each other, in one piece.</summary>
    internal bool IsFlat(int rows, int columns) => IsWhole || (Stride != 0 && (rows == 1 || rowStride == columns));

    /// <summary>One of its blocks, as an operand of its own.</summary>
    internal Operand Block(int block, int columns) =>
        Blocks == 1 ? this : new(Tensor, Start + block * columns, rowStride, Stride);

    /// <summary>Another tensor of the same shape, walked over in the same way.</summary>
    internal Operand WithTensor(Tensor tensor) => new(tensor, Start, rowStride, Stride);

    /// <summary>The operands with all blocks apart, as the formula counts them.</summary>
    internal static Operand[] Apart(ReadOnlySpan<Operand> operands, int columns)
    {
        var apart = new List<Operand>();
        foreach (ref readonly var operand in operands)
            for (var block = 0; block < operand.Blocks; block++)
                apart.Add(operand.Block(block, columns));
        return [.. apart];
    }
}
