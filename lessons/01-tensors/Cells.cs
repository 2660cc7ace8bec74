namespace Lessons.Tensors;

/// <summary>A vector or a matrix as cells to draw.</summary>
static class Cells
{
    public static double[,] Of(Tensor x)
    {
        var matrix = x.Rank == 1 ? x.Reshape(1, -1) : x;
        var cells = new double[matrix.Shape[0], matrix.Shape[1]];
        for (var i = 0; i < cells.GetLength(0); i++)
            for (var j = 0; j < cells.GetLength(1); j++)
                cells[i, j] = matrix.At(i, j);
        return cells;
    }

    /// <summary>A vector drawn standing.</summary>
    public static double[,] Column(Tensor x) => Of(x.Reshape(-1, 1));
}
