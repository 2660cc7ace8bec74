using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Tensors;

/// <summary>Step 4: the product, which multiplies and adds up.</summary>
static class Dots
{
    public static void Run(LessonRun run)
    {
        run.Heading("Dot");
        var page = run.Output("dot");

        #region dot
        var x = Tensor.Range(12).Reshape(4, 3);
        var w = Tensor.Of(1, 2, 3);

        page.WriteLine($"x·w  {x.Dot(w)}");
        page.WriteLine($"row 2, by hand: {6 * 1 + 7 * 2 + 8 * 3}");
        #endregion

        const string Alt = "A table of 0 to 11 in 4 rows of 3, dot the column 1, 2, 3, gives 8, 26, 44, 62. "
            + "Row 6, 7, 8 and the column are marked, and their result 44.";
        run.Picture("dot", new TensorPlot()
            .Grid(Cells.Of(x), "x (4, 3)", (i, _) => i == 2).Sign("·")
            .Grid(Cells.Column(w), "w (3)", (_, _) => true).Sign("=")
            .Grid(Cells.Column(x.Dot(w)), "(4)", (i, _) => i == 2)
            .ToSvg("A product row by row", Alt), Alt);

        var layer = run.Output("layer");

        #region layer
        var W = Tensor.From(new float[,]                  // (3, 2)
        {
            { 1, 0 },
            { 0, 1 },
            { 1, 1 },
        });
        var b = Tensor.Of(10, 20);                        // (2)

        layer.WriteLine(x.Dot(W).AddRow(b));              // (4, 2)
        #endregion
    }
}
