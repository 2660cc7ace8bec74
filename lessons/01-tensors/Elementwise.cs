using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Tensors;

/// <summary>Step 2: ops that treat every element alone.</summary>
static class Elementwise
{
    public static void Run(LessonRun run)
    {
        run.Heading("Element by element");
        var page = run.Output("elementwise");

        #region elementwise
        var a = Tensor.Of(1, 2, 3, 4);
        var b = Tensor.Of(5, 6, 7, 8);

        page.WriteLine($"a + b        {a.Add(b)}");
        page.WriteLine($"a ∘ b        {a.Multiply(b)}");
        var doubled = a.Affine(scale: 2, shift: 1);
        page.WriteLine($"2a + 1       {doubled}");
        page.WriteLine($"max(a−3, 0)  {a.Shift(-3).ReLU()}");
        #endregion

        const string Alt = "A row 1, 2, 3, 4 plus a row 5, 6, 7, 8 gives a row 6, 8, 10, 12: "
            + "each cell from the two above it.";
        run.Picture("elementwise", new TensorPlot()
            .Grid(Cells.Of(a), "a (4)", (_, j) => j == 1).Sign("+")
            .Grid(Cells.Of(b), "b (4)", (_, j) => j == 1).Sign("=")
            .Grid(Cells.Of(a.Add(b)), "(4)", (_, j) => j == 1)
            .ToSvg("Element-wise addition", Alt), Alt);
    }
}
