namespace LearnDL.Tensors;

/// <summary>
/// How a window moves along one axis of an image. At its place number o, its pixel number k lies on pixel
/// o·Stride + k·Dilation − Before of the axis; where that is below 0, or not below Size, it lies on padding.
/// </summary>
/// <param name="Size">Pixels of the image along the axis.</param>
/// <param name="Kernel">Pixels of the window.</param>
/// <param name="Stride">Pixels from one place to the next.</param>
/// <param name="Dilation">Pixels of the image from one pixel of the window to the next; 1 leaves no gaps.</param>
/// <param name="Before">Pixels of padding in front.</param>
/// <param name="Places">How many places the window takes: the size of the output. Below 1
/// where it does not fit.</param>
public readonly record struct WindowAxis(int Size, int Kernel, int Stride, int Dilation, int Before, int Places)
{
    /// <summary>Pixels of the image from the first pixel of the window to its last.</summary>
    public int Reach => (Kernel - 1) * Dilation + 1;

    /// <summary>Pixels of padding behind.</summary>
    public int After => Math.Max(0, (Places - 1) * Stride + Reach - Before - Size);

    /// <summary>Pixels of image and padding together.</summary>
    public int Padded => Before + Size + After;

    /// <summary>
    /// The pixel of the image that the window's pixel number k lies on at place number o; -1 on padding.
    /// </summary>
    public int Pixel(int o, int k) =>
        o * Stride + k * Dilation - Before is >= 0 and var pixel && pixel < Size ? pixel : -1;

    /// <summary>
    /// The axis of a window whose places follow from the padding, as Keras counts them (and
    /// TensorFlow, "extra pixel at the end").
    /// </summary>
    public static WindowAxis Of(int size, int kernel, int stride, int dilation, Padding padding)
    {
        var reach = (kernel - 1) * dilation + 1;
        if (padding == Padding.Valid)                                                 // ⌊(n − reach) / stride⌋ + 1
            return new WindowAxis(size, kernel, stride, dilation, 0, size < reach ? 0 : (size - reach) / stride + 1);
        var places = (size + stride - 1) / stride;                                    // ⌈n / stride⌉
        var before = padding == Padding.Causal ? reach - 1 : Math.Max(0, (places - 1) * stride + reach - size) / 2;
        return new WindowAxis(size, kernel, stride, dilation, before, places);
    }
}
