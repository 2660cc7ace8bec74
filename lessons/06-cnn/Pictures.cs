namespace Lessons.Cnn;

/// <summary>Tensors as tables, for the plots.</summary>
static class Pictures
{
    /// <summary>A table (H, W) of numbers.</summary>
    public static double[,] Table(Tensor x, double scale = 1)
    {
        var table = new double[x.Shape[0], x.Shape[1]];
        for (var i = 0; i < x.Shape[0]; i++)
            for (var j = 0; j < x.Shape[1]; j++)
                table[i, j] = x.At(i, j) * scale;
        return table;
    }

    /// <summary>Image number row of bytes (N, H, W), as 0 paper to 1 ink.</summary>
    public static double[,] Image(Tensor x, int row) => Table(x[row], 1.0 / 255);

    /// <summary>One channel of one image of (N, H, W, C).</summary>
    public static double[,] Channel(Tensor x, int n, int c)
    {
        var table = new double[x.Shape[1], x.Shape[2]];
        for (var i = 0; i < x.Shape[1]; i++)
            for (var j = 0; j < x.Shape[2]; j++)
                table[i, j] = x.At(n, i, j, c);
        return table;
    }
}
