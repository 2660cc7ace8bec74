using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/06-cnn:
/// dotnet run -c Release --project lessons/06-cnn -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/06-cnn -- --check
/// </summary>
static class YourTurn
{
    #region edges
    // image (H, W), Float32, 0 paper, larger is ink.
    // Return (H - 2, W - 2): the sums of a 3 by 3 window that
    // are positive where ink begins below paper (the upper edge
    // of a stroke), negative at the lower edge, 0 on a plain
    // area.
    // The outer weights are 1 and -1; the middle row is 0.
    // Slices will do, or Convolve: it wants (N, H, W, C), and a
    // Window made for the size of this image,
    // WindowAxis.Of(H, 3, 1, 1, "valid").
    public static Tensor HorizontalEdges(Tensor image) =>
        Gap.Here<Tensor>();
    #endregion

    #region places
    // How many places does a window of `kernel` pixels take on
    // an image of `size` pixels, in steps of `stride`? Padding
    // adds `padding` pixels on both sides of the image.
    // Return 0 where the window does not fit.
    public static int Places(
        int size, int kernel, int stride, int padding) =>
        Gap.Here<int>();
    #endregion

    #region pool
    // image (H, W), both even. Return (H / 2, W / 2): the
    // largest of every 2 by 2 pixels. Use slices, Reshape,
    // Transpose, Max or Maximum; not MaxPool.
    // (Max takes its axis away: those behind it move up.)
    public static Tensor Pool(Tensor image) =>
        Gap.Here<Tensor>();
    #endregion
}
