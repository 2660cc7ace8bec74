using LearnDL.Lessons;

namespace Lessons.Tensors;

/// <summary>Step 5: ops that add up along an axis, and leave fewer numbers.</summary>
static class Reducing
{
    public static void Run(LessonRun run)
    {
        run.Heading("Reduce");
        var page = run.Output("reduce");

        #region reduce
        var marks = Tensor.From(new float[,]    // (4, 3)
        {
            { 1, 2, 3 },
            { 2, 2, 5 },
            { 4, 1, 4 },
            { 1, 7, 4 },
        });

        page.WriteLine($"Sum(0)   {marks.Sum(0)}");     // (3)
        page.WriteLine($"Mean(0)  {marks.Mean(0)}");    // (3)
        page.WriteLine($"Mean(1)  {marks.Mean(1)}");    // (4)
        page.WriteLine($"Mean()   {marks.Mean().Item()}");
        #endregion
    }
}
