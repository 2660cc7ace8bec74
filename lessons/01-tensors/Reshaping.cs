using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Tensors;

/// <summary>Step 6: the same elements under another shape.</summary>
static class Reshaping
{
    public static void Run(LessonRun run)
    {
        run.Heading("The same elements, another shape");
        var page = run.Output("unrow");

        #region unrow
        var pictures = Tensor.Zeros([790, 64, 64, 3]);
        var columns = pictures.Unrow();

        page.WriteLine($"{pictures.Shape} unrowed");
        page.WriteLine($"is {columns.Shape}");
        page.WriteLine($"64 · 64 · 3 = {64 * 64 * 3}");
        #endregion

        var small = run.Output("small");

        #region small
        // two pictures of 2 × 2 pixels
        var two = Tensor.Range(8).Reshape(2, 2, 2);
        small.WriteLine(two);
        small.WriteLine("unrowed: one column per picture");
        small.WriteLine(two.Unrow());
        small.WriteLine("reshaped to (4, 2): something else");
        small.WriteLine(two.Reshape(4, 2));
        #endregion

        const string Alt = "Two pictures of four pixels, 0 to 3 and 4 to 7. "
            + "Unrowed they stand side by side as two columns: 0, 1, 2, 3 and 4, 5, 6, 7.";
        run.Picture("unrow", new TensorPlot()
            .Grid(Cells.Of(two[0]), "picture 0", (_, _) => true).Sign("")
            .Grid(Cells.Of(two[1]), "picture 1").Sign("→")
            .Grid(Cells.Of(two.Unrow()), "(4, 2)", (_, j) => j == 0)
            .ToSvg("Two pictures unrowed", Alt), Alt);
    }
}
