using LearnDL.Backends;
using LearnDL.Numbers;

namespace LearnDL.Tensors;

/// <summary>
/// Some columns of a matrix (…, U), read and written in place: one gate of the four that an LSTM computes side by side.
/// </summary>
readonly struct Columns
{
    readonly Tensor matrix;
    readonly int first;

    Columns(Tensor matrix, int first, int count) => (this.matrix, this.first, Count) = (matrix, first, count);

    /// <summary>How many columns.</summary>
    public int Count { get; }

    /// <summary>How many rows.</summary>
    public int Rows => matrix.Size / matrix.Shape[-1];

    /// <summary>Block number from of as many equal blocks of columns, and those that follow it.</summary>
    public static Columns Blocks(Tensor matrix, int from, int count, int of)
    {
        var width = matrix.Shape[-1] / of;
        return new(matrix, from * width, count * width);
    }

    /// <summary>All columns of a matrix.</summary>
    public static implicit operator Columns(Tensor x) => new(x, 0, x.Body.Shape[-1]);

    /// <summary>The columns as a formula reads or writes them.</summary>
    public static implicit operator Operand(Columns x) => Operand.Columns(x.matrix, x.first);

    /// <summary>A matrix of their own (R, count) with the same numbers.</summary>
    public Tensor Copy()
    {
        var copy = Tensor.New([Rows, Count], matrix.DType);
        Backend.Current.CopyColumns(matrix, first, copy, 0, Count);
        return copy;
    }

    /// <summary>Overwrites the columns.</summary>
    public void CopyFrom(Columns source) =>
        Backend.Current.CopyColumns(source.matrix, source.first, matrix, first, Count);
}
