using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>Step 5: the same versions on small and on large matrices, and on rows that are not a power of two apart.</summary>
static class Sizes
{
    public static void Run(LessonRun run)
    {
        run.Heading("Other sizes");
        (string Name, int N)[] sizes =
        [
            ("small", run.Budget(full: 64, quick: 16)), ("odd", run.Budget(full: 1008, quick: 48)), ("large", run.Budget(full: 1024, quick: 64)),
        ];
        var works = Array.ConvertAll(sizes, size => new Work(size.N, run.Seed));
        var page = run.Output("sizes");
        page.WriteLine("GFLOP/s       " + string.Concat(sizes.Select(size => $"{$"{size.N}²",9}")));

        using var progress = run.Progress("sizes", Version.All.Count);
        foreach (var version in Version.All)
        {
            page.Write($"{version.Name,-14}");
            for (var i = 0; i < sizes.Length; i++)
            {
                var timing = version.Time(works[i], run.Quick ? 0.001 : 0.1);
                var speed = works[i].Flops / timing.Best / 1e9;
                page.Write($"{speed,9:0.0}");
                run.Metric($"{version.Key}-{sizes[i].Name}", $"GFLOP/s at {sizes[i].N}², version {version.Name}", speed, "0.0");
            }
            page.WriteLine();
            progress.Step(version.Name);
        }
    }
}
