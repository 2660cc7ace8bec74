namespace Lessons.Cnn;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] HorizontalEdges =
    [
        """
        The lesson's window for vertical edges compares left with right. What has to be compared here?
        Ink is the larger number: which row of the window gets the +1?
        """,
        """
        The window is the lesson's, transposed: a row of −1, a row of 0, a row of 1.
        Without Convolve: subtract each row from the row two below it, then add up three neighbours along the row.
        """,
        """
        1. down = image[2..].Subtract(image[..^2]), of shape (H − 2, W).
        2. Three slices of it, each (H − 2, W − 2): down[.., ..^2], down[.., 1..^1] and down[.., 2..].
        3. Return their sum, by Add.
        """,
    ];

    public static readonly string[] Places =
    [
        """
        Draw a window of 3 on an image of 5 pixels, in steps of 1. How many places does it take?
        How many steps lead from the first place to the last?
        """,
        """
        Padding on both sides makes the image size + 2·padding long. Behind the first place that leaves this length
        minus kernel. Count how many whole steps fit in there, and do not forget the first place itself.
        """,
        """
        1. room = size + 2 * padding - kernel.
        2. If room < 0, return 0: the window does not fit.
        3. Return room / stride + 1. C# rounds whole numbers down, which is right here.
        """,
    ];

    public static readonly string[] Pool =
    [
        "Which four pixels belong together? Two of them are neighbours in memory. How far away are the other two?",
        """
        Give each direction an axis of its own by Reshape: rows of blocks, row in the block, columns of blocks,
        column in the block. Then take the largest along the two axes of length 2.
        """,
        """
        1. H = image.Shape[0], W = image.Shape[1].
        2. blocks = image.Reshape(H / 2, 2, W / 2, 2).
        3. Return blocks.Max(3).Max(1). Axis 3 goes first, so that axis 1 is still where it was.
        """,
    ];
}
