using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 5: the largest of every four numbers, the way back, and what a small shift does to it.</summary>
static class PoolingByHand
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Pooling");
        ByHand(run);
        var digit = data.X[0].Cast(DType.Float32).Scale(1.0 / 255);
        var page = run.Output("shift-pooled");

        #region pool
        Tensor Edges(Tensor image) =>                   // (26, 26)
            EdgeByHand.Convolve(image, EdgeByHand.Vertical).ReLU();
        Tensor Pool(Tensor map, int size) =>
            map.Reshape(1, 26, 26, 1).MaxPool(Window(26, size))
                .Reshape(26 / size, 26 / size);

        var moved = digit.Pad([0, 1], [0, 0])[.., ..28]; // 1 right
        foreach (var size in new[] { 1, 2 })
        {
            var here = Pool(Edges(digit), size);
            var there = Pool(Edges(moved), size);
            var change = there.Subtract(here).Abs().Sum().Item()
                / here.Sum().Item();
            page.WriteLine($"{here.Shape}  change {change:0%}");
        }
        #endregion

        var before = Edges(digit);
        const string Alt = "Left, the vertical edges of a digit in 26 by 26 pixels. "
            + "Right, the largest of every 2 by 2 of them: the same edges in 13 by 13 pixels, coarser.";
        run.Picture("pooled", ImageGridPlot.Draw("Edges before and after pooling", Alt,
            [Pictures.Table(before), Pictures.Table(Pool(before, 2))],
            ["26 x 26", "13 x 13"], columns: 2, high: 3), Alt);
    }

    static Window Window(int image, int size) =>
        new(WindowAxis.Of(image, size, size, 1, "valid"), WindowAxis.Of(image, size, size, 1, "valid"));

    static void ByHand(LessonRun run)
    {
        #region winners
        var x = PatchProduct.X.Reshape(1, 4, 4, 1);
        var y = x.MaxPool(Window(4, 2));             // (1, 2, 2, 1)

        var dy = Tensor.From(new float[,] { { 5, 6 }, { 7, 8 } });
        var dx = dy.Reshape(1, 2, 2, 1)
            .MaxPoolBack(x, y, Window(4, 2));
        #endregion

        var page = run.Output("winners");
        page.WriteLine($"x\n{x.Reshape(4, 4)}");
        page.WriteLine($"y, the largest of each four\n{y.Reshape(2, 2)}");
        page.WriteLine($"dx for dy = 5, 6, 7, 8\n{dx.Reshape(4, 4)}");
    }
}
