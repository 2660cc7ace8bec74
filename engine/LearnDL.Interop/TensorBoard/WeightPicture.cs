using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>
/// A weight as a picture: 0 is a middle grey, the largest number black or white by its sign. (Keras's show 0 to 1, and
/// all that is negative is black.)
/// A vector is a row; a matrix lies on its longer side; of kernels each is a tile, a row of tiles for each channel of
/// the input, a column for each filter.
/// </summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Png">The file.</param>
sealed record WeightPicture(int Width, int Height, byte[] Png)
{
    const int Most = 4096; // pixels in a direction; what is beyond is not shown
    const byte Zero = 128, Gap = 0;

    /// <summary>The picture; null of more than 4 axes, and of nothing.</summary>
    public static WeightPicture? Of(double[] values, Shape shape)
    {
        int[] sizes = [.. shape.Where(size => size != 1)];
        return values.Length == 0 ? null : sizes.Length switch
        {
            0 => Matrix(values, 1, 1),
            1 => Matrix(values, 1, sizes[0]),
            2 => Matrix(values, sizes[0], sizes[1]),
            3 => Tiles(values, sizes[0], sizes[1], 1, sizes[2]),        // Conv1D: (k, C, filters)
            4 => Tiles(values, sizes[0], sizes[1], sizes[2], sizes[3]), // Conv2D: (kh, kw, C, filters)
            _ => null,
        };
    }

    static WeightPicture Matrix(double[] values, int rows, int columns)
    {
        var lies = rows <= columns;
        return Paint(values, lies ? columns : rows, lies ? rows : columns,
            (x, y) => lies ? y * columns + x : x * columns + y);
    }

    static WeightPicture Tiles(double[] values, int h, int w, int down, int across) =>
        Paint(values, across * (w + 1) - 1, down * (h + 1) - 1, (x, y) => x % (w + 1) == w || y % (h + 1) == h ? -1
            : ((y % (h + 1) * w + x % (w + 1)) * down + y / (h + 1)) * across + x / (w + 1));

    /// <param name="values">The numbers.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="place">Which number is at a pixel; −1 for none.</param>
    static WeightPicture Paint(double[] values, int width, int height, Func<int, int, int> place)
    {
        (width, height) = (Math.Min(width, Most), Math.Min(height, Most));
        var largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                pixels[y * width + x] = place(x, y) is var i and >= 0 ? Grey(values[i], largest) : Gap;
        return new WeightPicture(width, height, GreyPng.Of(pixels, width, height));
    }

    static byte Grey(double value, double largest) => largest == 0 || double.IsNaN(value) ? Zero
        : (byte)Math.Clamp(Math.Round(Zero + 127 * (value / largest)), 1, 255);
}
