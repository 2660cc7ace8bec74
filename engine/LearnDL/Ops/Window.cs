namespace LearnDL.Tensors;

/// <summary>How a window moves over images (N, H, W, C): along the rows and along the columns of pixels.</summary>
/// <param name="Vertical">From the top to the bottom: H.</param>
/// <param name="Horizontal">From the left to the right: W.</param>
public readonly record struct Window(WindowAxis Vertical, WindowAxis Horizontal)
{
    /// <summary>Whether there is padding anywhere.</summary>
    public bool IsPadded => Vertical.Padded > Vertical.Size || Horizontal.Padded > Horizontal.Size;
}
