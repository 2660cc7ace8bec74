using LearnDL.Tensors;

namespace LearnDL.Numbers;

/// <summary>
/// A tensor as a formula walks over it, row by row: a whole one; one row, repeated for every row; a column, whose
/// number is repeated along its row; or some columns of a matrix, as the gates of an LSTM are.
/// </summary>
public readonly struct Operand
{
    readonly int rowStride;

    Operand(Tensor tensor, int start, int rowStride, int stride) =>
        (Tensor, Start, this.rowStride, Stride) = (tensor, start, rowStride, stride);

    /// <summary>The tensor.</summary>
    public Tensor Tensor { get; }

    /// <summary>Where in it the first row begins.</summary>
    public int Start { get; }

    /// <summary>How far the next row lies behind; 0 where one row serves for all.</summary>
    /// <param name="columns">The number of columns that are walked over.</param>
    public int RowStride(int columns) => IsWhole ? columns : rowStride;

    /// <summary>Whether it is a whole tensor: its rows lie behind each other.</summary>
    public bool IsWhole => rowStride < 0;

    /// <summary>How far the next element of a row lies behind: 1, or 0 where one number serves for all.</summary>
    public int Stride { get; }

    /// <summary>A whole tensor (…, U): its last axis makes the columns, all other axes together the rows.</summary>
    public static implicit operator Operand(Tensor x) => new(x, 0, -1, 1);

    /// <summary>A tensor (U) that serves for every row.</summary>
    public static Operand Row(Tensor row) => new(row, 0, 0, 1);

    /// <summary>A tensor with one number per row.</summary>
    public static Operand Column(Tensor column) => new(column, 0, 1, 0);

    /// <summary>A tensor of one number, for all elements.</summary>
    public static Operand Number(Tensor one) => new(one, 0, 0, 0);

    /// <summary>The columns of a matrix (…, U) from a first one on.</summary>
    public static Operand Columns(Tensor matrix, int first) => new(matrix, first, matrix.Shape[-1], 1);

    /// <summary>Another tensor of the same shape, walked over in the same way.</summary>
    internal Operand WithTensor(Tensor tensor) => new(tensor, Start, rowStride, Stride);

    /// <summary>A block of rows and columns with strides of its own, for shapes that NumPy's rule stretches.</summary>
    internal static Operand Block(Tensor x, int start, int rowStride, int stride) => new(x, start, rowStride, stride);
}
