using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>Step 3: ideas that are good and come too early.</summary>
static class ByTheWay
{
    public static void Run(LessonRun run)
    {
        var work = new Work(run.Budget(full: 512, quick: 48), run.Seed);
        run.Heading("Beside the road");
        var page = run.Output("beside");

        Measure("cache-tiles", "version 2 in tiles for the cache",
            () => CacheTiles.Dot(work.X, work.Y, work.Result, work.N));
        Measure("vectors-alone", "version 2 in vectors, no blocks",
            () => VectorsAlone.Dot(work.X, work.Y, work.Result, work.N));

        void Measure(string key, string name, Action dot)
        {
            var speed = work.Flops / Timing.Of(dot, run.Quick ? 0.002 : 0.3).Best / 1e9;
            page.WriteLine($"{name,-34} {speed,6:0.0} GFLOP/s");
            run.Metric(key, $"GFLOP/s, {name}", speed, "0.0");
        }
    }
}
