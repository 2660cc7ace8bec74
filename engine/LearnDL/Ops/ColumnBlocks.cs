using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// The columns of a matrix, divided into equal blocks: the gates of an LSTM, whose sums are computed in one product.
/// Taken apart by a pattern with as many names as there are blocks, or block by block with an index.
/// </summary>
public readonly struct ColumnBlocks
{
    readonly Tensor x;
    readonly int blocks, columns;

    internal ColumnBlocks(Tensor x, int blocks)
    {
        if (blocks < 1 || x.Rank == 0 || x.Shape[-1] % blocks != 0)
            throw new ShapeException($"The columns cannot be split into {blocks} equal blocks.",
                $"(…, {blocks}·U)", $"{x.Shape}", "Check the number of units.");
        (this.x, this.blocks, columns) = (x, blocks, x.Shape[-1] / blocks);
    }

    /// <summary>The block with this number, (…, U): a copy.</summary>
    public Tensor this[int block]
    {
        get
        {
            var result = Tensor.New(x.Shape.With(-1, columns), x.DType);
            Backend.Current.CopyColumns(x, block * columns, result, 0, columns);
            return result;
        }
    }

    /// <summary>Three blocks.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        Number(3);
        (first, second, third) = (this[0], this[1], this[2]);
    }

    /// <summary>Four blocks.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth)
    {
        Number(4);
        (first, second, third, fourth) = (this[0], this[1], this[2], this[3]);
    }

    void Number(int names)
    {
        if (names != blocks)
            throw new ShapeException($"{names} names for {blocks} blocks of columns.",
                $"{blocks} names", $"{names}", "Name every block.");
    }
}
