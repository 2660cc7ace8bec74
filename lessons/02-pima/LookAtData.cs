using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Pima;

/// <summary>Step 1: what is in the file, before any learning.</summary>
static class LookAtData
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("The data");
        var page = run.Output("data");

        #region look
        var (x, y) = data;
        page.WriteLine($"x {x.Shape}   y {y.Shape}");
        page.WriteLine("the first three women, columns 0 to 3:");
        page.WriteLine(x[..3, ..4]);
        page.WriteLine("the same women, columns 4 to 7:");
        page.WriteLine(x[..3, 4..]);
        page.WriteLine($"answers: {y[..3]}");
        #endregion

        var ill = y.Cast(DType.Float64).Mean().Item();
        run.Metric("ill", "share of women with diabetes", ill, "0.0%");

        var zeros = run.Output("zeros");

        #region zeros
        // 1 where a number is 0, and 0 elsewhere       (768, 8)
        var isZero = x.Equal(Tensor.Zeros(x.Shape));
        // the ones in each column, added up             (8)
        var counts = isZero.Sum(axis: 0);
        #endregion

        for (var column = 0; column < 8; column++)
            zeros.WriteLine($"{data.FeatureNames[column],-12} {counts.At(column),4} zeros of {data.Count}");

        run.Metric("zeros-insulin", "rows without insulin", counts.At(MissingZeros.Columns[3]), "0");
        run.Metric("zeros-pressure", "rows without blood pressure", counts.At(MissingZeros.Columns[1]), "0");

        int[] columns = MissingZeros.Columns;
        const string Alt = "Bars: how many of the 768 rows hold a 0 in glucose, pressure, triceps, insulin and mass. "
            + "Insulin is missing in almost half of the rows, triceps in nearly a third, the others in few.";
        run.Picture("zeros", BarPlot.Draw("Zeros that stand for: not measured", Alt, "rows with a 0",
            [.. columns.Select(column => data.FeatureNames[column])], [.. columns.Select(column => counts.At(column))]),
            Alt);
    }
}
