using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Iris;

/// <summary>Step 1: the flowers, their order in the file, and how far two measurements tell them apart.</summary>
static class LookAtData
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("The data");
        var page = run.Output("data");

        #region look
        var (x, y) = data;
        page.WriteLine($"x {x.Shape}   y {y.Shape}");
        foreach (var row in new[] { 0, 49, 50, 99, 100, 149 })
        {
            var species = data.ClassNames[(int)y.At(row)];
            page.WriteLine($"row {row,3}   {x[row]}   {species}");
        }
        #endregion

        var hot = run.Output("one-hot");

        #region onehot
        var targets = y.OneHot(3);                       // (150, 3)
        foreach (var row in new[] { 0, 50, 149 })
            hot.WriteLine($"class {y.At(row)} is {targets[row]}");
        #endregion

        const string Alt = "Each flower by petal length and petal width. Setosa lies far apart at the lower left; "
            + "versicolor and virginica touch each other.";
        run.Picture("flowers", ScatterPlot.Draw("150 flowers", Alt, "petal length (cm)", "petal width (cm)",
            [.. Enumerable.Range(0, 3).Select(k => Group(data, k))]), Alt);
    }

    static PointGroup Group(Dataset data, int k)
    {
        var rows = Enumerable.Range(0, data.Count).Where(row => (int)data.Y.At(row) == k).ToArray();
        return new(data.ClassNames[k], [.. rows.Select(row => data.X.At(row, 2))],
            [.. rows.Select(row => data.X.At(row, 3))]);
    }
}
