using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>
/// Step 1: before speed, the result. All versions must give the bits of the definition, which is version
/// 1; a sum in another order does not.
/// </summary>
static class SameBits
{
    public static void Run(LessonRun run)
    {
        run.Heading("The same bits");
        var work = new Work(run.Budget(full: 200, quick: 37), run.Seed);
        var page = run.Output("bits");
        foreach (var version in Version.All)
        {
            Array.Clear(work.Result);
            var first = Timing.Of(() => version.Dot(work), seconds: 0);
            var different = work.Different(version.ResultOf(work));
            if (version.Key == "vectors")
                run.Metric("first-call", "milliseconds of a first call", first.First * 1e3, "0.00");
            var verdict = version.Key == "loop" ? "the definition"
                : different == 0 ? "the same bits"
                : $"{different} elements differ";
            page.WriteLine($"{version.Name,-14} {verdict}");
        }

        run.Metric("later-call", "milliseconds of the same call later",
            Version.Named("vectors").Time(work, 0.01).Best * 1e3, "0.00");
        Split(work.X, work.Y, work.Result, work.N);
        var split = work.Different(work.Result);
        page.WriteLine($"{"two halves",-14} {split} of {work.Result.Length} elements differ");
        run.Metric("split-share", "elements whose bits change when the sum is made in two halves",
            (double)split / work.Result.Length, "0%");

        var order = run.Output("order");

        #region order
        float large = 100_000_000, one = 1;
        order.WriteLine(
            $"(large + one) - large = {(large + one) - large}");
        order.WriteLine(
            $"(large - large) + one = {(large - large) + one}");
        #endregion
    }

    #region split
    // As two threads would do it if they shared each sum;
    // none of our versions does this.
    static void Split(
        float[] x, float[] y, float[] result, int n)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                float first = 0, second = 0;
                for (var k = 0; k < n / 2; k++)
                    first = MathF.FusedMultiplyAdd(
                        x[i * n + k], y[k * n + j], first);
                for (var k = n / 2; k < n; k++)
                    second = MathF.FusedMultiplyAdd(
                        x[i * n + k], y[k * n + j], second);
                result[i * n + j] = first + second;
            }
    }
    #endregion
}
