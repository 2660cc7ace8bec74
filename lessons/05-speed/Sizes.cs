using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>
/// Step 4: the same versions on small and on large matrices, and on rows that are not a power of two apart.
/// </summary>
static class Sizes
{
    /// <returns>The highest GFLOP/s of the versions for one processor, and of all.</returns>
    public static (double OneProcessor, double AllProcessors) Run(LessonRun run)
    {
        (string Name, int N)[] sizes =
        [
            ("small", run.Budget(full: 64, quick: 16)), ("odd", run.Budget(full: 1008, quick: 48)),
            ("large", run.Budget(full: 1024, quick: 64)),
        ];
        var works = Array.ConvertAll(sizes, size => new Work(size.N, run.Seed));
        var speeds = new double[Version.All.Count, sizes.Length];
        var (one, all) = (0.0, 0.0);
        using (var progress = run.Progress("sizes", Version.All.Count))
            for (var v = 0; v < Version.All.Count; v++)
            {
                var version = Version.All[v];
                for (var i = 0; i < sizes.Length; i++)
                {
                    speeds[v, i] = works[i].Flops / version.Time(works[i], run.Quick ? 0.001 : 0.1).Best / 1e9;
                    all = Math.Max(all, speeds[v, i]);
                    if (version.Threads == 1) one = Math.Max(one, speeds[v, i]);
                }
                progress.Step(version.Name);
            }

        run.Heading("Other sizes");
        var page = run.Output("sizes");
        page.WriteLine("GFLOP/s       " + string.Concat(sizes.Select(size => $"{$"{size.N}²",9}")));
        for (var v = 0; v < Version.All.Count; v++)
        {
            var version = Version.All[v];
            page.WriteLine($"{version.Name,-14}" + string.Concat(sizes.Select((_, i) => $"{speeds[v, i],9:0.0}")));
            for (var i = 0; i < sizes.Length; i++)
                run.Metric($"{version.Key}-{sizes[i].Name}", $"GFLOP/s at {sizes[i].N}², version {version.Name}",
                    speeds[v, i], "0.0");
        }
        return (one, all);
    }
}
