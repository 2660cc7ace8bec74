using LearnDL;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Tensors;

/// <summary>Step 3: ops that stretch a row or a column over a table.</summary>
static class Broadcasting
{
    public static void Run(LessonRun run)
    {
        run.Heading("Broadcast");
        var page = run.Output("broadcast");

        #region broadcast
        var table = Tensor.Range(12).Reshape(4, 3);
        var row = Tensor.Of(1, 2, 3);

        table.AddRow(row, into: table);   // in place
        page.WriteLine(table);
        #endregion

        var before = Tensor.Range(12).Reshape(4, 3);
        const string Alt = "A table of 0 to 11 in 4 rows of 3, plus the row 1, 2, 3 which is repeated for every row, "
            + "gives 1, 3, 5; 4, 6, 8; 7, 9, 11; 10, 12, 14.";
        run.Picture("broadcast", new TensorPlot()
            .Grid(Cells.Of(before), "x (4, 3)").Sign("+")
            .Grid(Cells.Of(Tensor.Zeros([4, 3]).AddRow(row)), "row (3)", ghost: (i, _) => i > 0).Sign("=")
            .Grid(Cells.Of(table), "(4, 3)")
            .ToSvg("A row added to every row", Alt), Alt);

        Trap(run);
    }

    static void Trap(LessonRun run)
    {
        var page = run.Output("trap");

        #region trap
        // what a network returns, and what the file holds
        var predicted = Tensor.Of(1, 2, 3).Reshape(3, 1);  // (3, 1)
        var wanted = Tensor.Of(1, 2, 3);                   // (3)

        page.WriteLine("by the operator:");
        page.WriteLine(predicted - wanted);
        try
        {
            page.WriteLine(predicted.Subtract(wanted));
        }
        catch (ShapeException error)
        {
            page.WriteLine("by the engine's own op:");
            page.WriteLine(Wrapped.Text(error.Message));
        }
        #endregion
    }
}
