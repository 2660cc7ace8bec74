using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 1: nine numbers that find edges, on one digit; and on the same digit a few pixels further.</summary>
static class EdgeByHand
{
    #region windows
    public static readonly Tensor Vertical =
        Tensor.From(new float[,]
        {
            { -1, 0, 1 },
            { -1, 0, 1 },
            { -1, 0, 1 },
        });

    public static readonly Tensor Horizontal =
        Vertical.Transpose();
    #endregion

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("An edge, by hand");
        var digit = data.X[0].Cast(DType.Float32);              // (28, 28), 0..255
        var down = Convolve(digit, Vertical);
        OnePlace(run, digit, down);

        #region rest
        var vertical = Convolve(digit, Vertical);
        var horizontal = Convolve(digit, Horizontal);
        #endregion

        const string Alt = "Three pictures. Left, a digit. In the middle, where its strokes run vertically: "
            + "vermilion on their left side, blue on their right. At the right the same for horizontal strokes: "
            + "vermilion above, blue below.";
        run.Picture("edges", ImageGridPlot.DrawSigned("A digit, its vertical edges, its horizontal edges", Alt,
            [Pictures.Table(digit, 1.0 / 255), Pictures.Table(vertical, 1.0 / 765),
                Pictures.Table(horizontal, 1.0 / 765)],
            ["the digit", "vertical edges", "horizontal edges"], columns: 3, high: 1), Alt);
        run.Metric("dense-weights", "weights of a Dense layer from 784 pixels to 676 numbers", 784 * 676, "#,0");
        Shifted(run, digit, vertical);
    }

    #region convolve
    public static Tensor Convolve(Tensor image, Tensor W)
    {
        var axis = WindowAxis.Of(size: 28, kernel: 3,
            stride: 1, dilation: 1, Padding.Valid);
        var x = image.Reshape(1, 28, 28, 1);   // (N, H, W, C)
        var z = x.Convolve(
            W.Reshape(3, 3, 1, 1), new Window(axis, axis));
        return z.Reshape(26, 26);
    }
    #endregion

    static void OnePlace(LessonRun run, Tensor digit, Tensor z)
    {
        var place = (int)z.Reshape(-1).ArgMax().Item();        // the strongest edge
        var (row, column) = (place / 26, place % 26);
        var W = Vertical;

        #region place
        // both (3, 3)
        var patch = digit[row..(row + 3), column..(column + 3)];
        var products = patch.Multiply(W);
        var sum = products.Sum().Item();
        #endregion

        var page = run.Output("place");
        page.WriteLine($"under the window, at row {row} and column {column}\n{patch}");
        page.WriteLine($"times its weights\n{products}");
        page.WriteLine($"summed up: {sum}");
        page.WriteLine($"from Convolve: {z.At(row, column)}");
    }

    static void Shifted(LessonRun run, Tensor digit, Tensor z)
    {
        #region shift
        // 2 pixels down, 4 to the right
        var moved = digit.Pad([2, 4], [0, 0])[..28, ..28];
        var there = Convolve(moved, Vertical)[2.., 4..]; // (24, 22)
        var here = z[..^2, ..^4];                        // (24, 22)
        var different = there.Subtract(here).Abs().Max().Item();
        #endregion

        run.Output("shift").WriteLine($"{here.Size} numbers compared, largest difference {different}");
        const string Alt = "Four pictures: the digit and its vertical edges; "
            + "the digit 2 pixels further down and 4 to the right, and its edges, moved by just as much.";
        run.Picture("shift", ImageGridPlot.DrawSigned("A digit that moved, and its edges", Alt,
            [Pictures.Table(digit, 1.0 / 255), Pictures.Table(z, 1.0 / 765), Pictures.Table(moved, 1.0 / 255),
                Pictures.Table(Convolve(moved, Vertical), 1.0 / 765)],
            ["the digit", "its edges", "moved", "its edges"], columns: 4, high: 1), Alt);
    }
}
