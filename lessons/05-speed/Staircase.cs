using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Speed;

/// <summary>Step 2: every version on the same two matrices.</summary>
static class Staircase
{
    public static void Run(LessonRun run)
    {
        var work = new Work(run.Budget(full: 512, quick: 48), run.Seed);
        run.Heading($"Seven versions, {work.N} × {work.N}");

        // The limits once before the versions and once after them.
        var roof = Roof.Measure(run.Quick);
        var timings = new Timing[Version.All.Count];
        using (var progress = run.Progress("versions", timings.Length))
            for (var i = 0; i < timings.Length; i++)
            {
                timings[i] = Version.All[i].Time(work, run.Quick ? 0.002 : 0.4);
                progress.Step(Version.All[i].Name);
            }
        roof = roof.Or(Roof.Measure(run.Quick));
        roof.Report(run);
        Report(run, work, roof, timings);
        Roofline.Run(run, roof);
    }

    static void Report(LessonRun run, Work work, Roof roof, Timing[] timings)
    {
        var page = run.Output("staircase");
        page.WriteLine("               GFLOP/s   median   of the    times     times");
        page.WriteLine("                  best              peak       v1    before");
        var speeds = new List<(string Name, double Value)>();
        for (var i = 0; i < timings.Length; i++)
        {
            var version = Version.All[i];
            var (best, median) = (work.Flops / timings[i].Best / 1e9, work.Flops / timings[i].Median / 1e9);
            var peak = version.Threads > 1 ? roof.AllProcessors : roof.OneProcessor;
            speeds.Add((version.Name, best));
            var (first, before) = (speeds[0].Value, speeds[Math.Max(0, i - 1)].Value);

            page.WriteLine($"{version.Name,-14}{best,8:0.0}{median,9:0.0}{best / peak,9:0.0%}{best / first,9:0.0}{best / before,10:0.0}");
            run.Metric(version.Key, $"GFLOP/s, version {version.Name}", best, "0.0");
            run.Metric(version.Key + "-share", $"share of the peak, version {version.Name}", best / peak, "0.0%");
            run.Metric(version.Key + "-share-t", $"share of the peak of Vector<T>, version {version.Name}", best / roof.VectorT, "0%");
            run.Metric(version.Key + "-times", $"times version 1, version {version.Name}", best / first, "0");
            run.Metric(version.Key + "-gain", $"times the version before, version {version.Name}", best / before, "0.0");
            run.Metric(version.Key + "-ms", $"milliseconds a product, version {version.Name}", timings[i].Best * 1e3, "0.0");
        }

        var alt = $"GFLOP/s of seven versions of one product of {work.N} × {work.N} matrices, each step beginning where the one before ended: "
            + string.Join(", ", speeds.Select(step => $"{step.Name} {step.Value:0.0}"))
            + $". The peak of one processor is {roof.OneProcessor:0}, of all of them {roof.AllProcessors:0}.";
        (string, double)[] limits = Version.All[^1].Threads > 1
            ? [("one processor's peak", roof.OneProcessor), ("all processors", roof.AllProcessors)]
            : [("the processor's peak", roof.OneProcessor)];
        run.Picture("staircase", StaircasePlot.Draw("Seven versions of one product", alt, "GFLOP/s", speeds, limits), alt);
    }
}
