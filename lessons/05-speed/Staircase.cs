using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Speed;

/// <summary>Step 2: every version on the same two matrices.</summary>
sealed class Staircase
{
    readonly Work work;
    readonly Timing[] timings;

    Staircase(Work work, Timing[] timings) => (this.work, this.timings) = (work, timings);

    /// <summary>GFLOP/s of the fastest version for one processor.</summary>
    public double OneProcessor =>
        Enumerable.Range(0, timings.Length).Where(i => Version.All[i].Threads == 1).Max(Speed);

    /// <summary>GFLOP/s of the fastest version.</summary>
    public double AllProcessors => Enumerable.Range(0, timings.Length).Max(Speed);

    double Speed(int i) => work.Flops / timings[i].Best / 1e9;

    public static Staircase Measure(LessonRun run)
    {
        var work = new Work(run.Budget(full: 512, quick: 48), run.Seed);
        var timings = new Timing[Version.All.Count];
        using var progress = run.Progress("versions", timings.Length);
        for (var i = 0; i < timings.Length; i++)
        {
            timings[i] = Version.All[i].Time(work, run.Quick ? 0.002 : 0.4);
            progress.Step(Version.All[i].Name);
        }
        return new(work, timings);
    }

    public void Report(LessonRun run, Roof roof)
    {
        run.Heading($"Seven versions, {work.N} × {work.N}");
        var page = run.Output("staircase");
        page.WriteLine("               GFLOP/s   median   of the    times     times");
        page.WriteLine("                  best              peak       v1    before");
        for (var i = 0; i < timings.Length; i++)
        {
            var version = Version.All[i];
            var (best, median) = (Speed(i), work.Flops / timings[i].Median / 1e9);
            var peak = version.Threads > 1 ? roof.AllProcessors : roof.OneProcessor;
            var (first, before) = (Speed(0), Speed(Math.Max(0, i - 1)));

            page.WriteLine(run.Quick ? $"{version.Name,-14}{best,8:0.0}{median,9:0.0}"
                : $"{version.Name,-14}{best,8:0.0}{median,9:0.0}{best / peak,9:0.0%}{best / first,9:0.0}{best / before,10:0.0}");
            run.Metric(version.Key, $"GFLOP/s, version {version.Name}", best, "0.0");
            run.Metric(version.Key + "-share", $"share of the peak, version {version.Name}", best / peak, "0.0%");
            run.Metric(version.Key + "-share-t", $"share of the peak of Vector<T>, version {version.Name}",
                best / roof.VectorT, "0%");
            run.Metric(version.Key + "-times", $"times version 1, version {version.Name}", best / first, "0");
            run.Metric(version.Key + "-gain", $"times the version before, version {version.Name}",
                best / before, "0.0");
            run.Metric(version.Key + "-ms", $"milliseconds per product, version {version.Name}",
                timings[i].Best * 1e3, "0.0");
        }
        if (!run.Quick && Version.All[^1].Threads > 1 && Speed(timings.Length - 1) < 1.2 * Speed(timings.Length - 2))
            page.WriteLine(Wrapped.Text("Version 7 gained little: another program had the other "
                + "processors meanwhile, or they share one core with the first."));
        Draw(run, roof);
    }

    void Draw(LessonRun run, Roof roof)
    {
        (string Name, double Value)[] speeds = [.. Version.All.Select((version, i) => (version.Name, Speed(i)))];
        var alt = $"GFLOP/s of seven versions of one product of {work.N} × {work.N} matrices, "
            + "each step beginning where the one before ended: "
            + string.Join(", ", speeds.Select(step => $"{step.Name} {step.Value:0.0}"))
            + $". The peak of one processor is {roof.OneProcessor:0}, of all of them {roof.AllProcessors:0}.";
        (string, double)[] limits = Version.All[^1].Threads > 1
            ? [("one processor's peak", roof.OneProcessor), ("all processors", roof.AllProcessors)]
            : [("the processor's peak", roof.OneProcessor)];
        run.Picture("staircase",
            StaircasePlot.Draw("Seven versions of one product", alt, "GFLOP/s", speeds, limits), alt);
    }
}
