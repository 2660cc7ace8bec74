namespace LearnDL.Layers;

/// <summary>
/// How many pixels are put around an image. One number stands for all sides, a pair for (top and bottom, left and
/// right), and a pair of pairs for ((top, bottom), (left, right)): <c>new ZeroPadding2D(((1, 0), (2, 0)))</c>.
/// </summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns before.</param>
/// <param name="Right">Columns behind.</param>
public readonly record struct Padding2D(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same on all sides.</summary>
    public static implicit operator Padding2D(int size) => new(size, size, size, size);

    /// <summary>(above and below, left and right)</summary>
    public static implicit operator Padding2D((int Vertical, int Horizontal) size) =>
        new(size.Vertical, size.Vertical, size.Horizontal, size.Horizontal);

    /// <summary>((top, bottom), (left, right))</summary>
    public static implicit operator Padding2D(
        ((int Top, int Bottom) Vertical, (int Left, int Right) Horizontal) size) =>
            new(size.Vertical.Top, size.Vertical.Bottom, size.Horizontal.Left, size.Horizontal.Right);

    /// <summary>"((1, 0), (2, 0))"</summary>
    public override string ToString() => $"(({Top}, {Bottom}), ({Left}, {Right}))";
}
