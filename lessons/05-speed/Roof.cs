using System.Numerics;
using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>What the machine can do at most, in GFLOP/s and GB/s.</summary>
/// <param name="Passed">Whether a version was faster than the processors seemed to be.</param>
sealed record Roof(double OneProcessor, double VectorT, double AllProcessors, double GigabytesPerSecond,
    bool Passed = false)
{
    public static Roof Measure(bool quick)
    {
        var runs = quick ? 2 : 50;
        var processors = V6Engine.AllThreads.Threads;
        var one = Peak.OneProcessor(runs);
        var all = processors == 1 ? one : Math.Max(one, Peak.Processors(processors, runs));
        return new(one, Peak.OneProcessorInVectorT(runs), all,
            quick ? Peak.GigabytesPerSecond(8, runs) : Peak.GigabytesPerSecond());
    }

    /// <summary>
    /// The higher of two measurements: what slows a machine down for a moment is not a limit of the machine.
    /// </summary>
    public Roof Or(Roof other) => new(
        Math.Max(OneProcessor, other.OneProcessor), Math.Max(VectorT, other.VectorT),
        Math.Max(AllProcessors, other.AllProcessors), Math.Max(GigabytesPerSecond, other.GigabytesPerSecond),
        Passed || other.Passed);

    /// <summary>What a version reached is possible, whatever the measurement of the limits said.</summary>
    public Roof AtLeast(double oneProcessor, double allProcessors, double gigabytesPerSecond = 0) => this with
    {
        OneProcessor = Math.Max(OneProcessor, oneProcessor),
        AllProcessors = Math.Max(AllProcessors, Math.Max(oneProcessor, allProcessors)),
        GigabytesPerSecond = Math.Max(GigabytesPerSecond, gigabytesPerSecond),
        Passed = Passed || oneProcessor > OneProcessor || allProcessors > AllProcessors
            || gigabytesPerSecond > GigabytesPerSecond,
    };

    public void Report(LessonRun run)
    {
        run.Heading("What the machine can do");
        var processors = V6Engine.AllThreads.Threads;
        var page = run.Output("peak");
        page.WriteLine($"one processor, vectors of {Peak.WidestLanes,2} {OneProcessor,8:0.0} GFLOP/s");
        page.WriteLine($"one processor, vectors of {Vector<float>.Count,2} {VectorT,8:0.0} GFLOP/s");
        page.WriteLine($"{(processors > 1 ? $"all {processors} at the same time" : "there is only one"),-28} "
            + $"{AllProcessors,8:0.0} GFLOP/s");
        page.WriteLine($"{"memory to one processor",-28} {GigabytesPerSecond,8:0.0} GB/s");
        if (processors > 1 && AllProcessors < 1.2 * OneProcessor)
            page.WriteLine(Wrapped.Text("The other processors were busy with another program all "
                + "the time, or they share one core with the first."));
        if (Passed)
            page.WriteLine(Wrapped.Text("The machine was busy: some work below was faster than what "
                + "was measured as the limit. What it reached stands here instead."));

        run.Metric("peak", "the most one processor can do, GFLOP/s", OneProcessor, "0");
        run.Metric("peak-vector-t", "the same in vectors of Vector<T>, GFLOP/s", VectorT, "0");
        run.Metric("width-gain", "times the peak in vectors of Vector<T>", OneProcessor / VectorT, "0.0");
        run.Metric("peak-all", "the most all processors can do together, GFLOP/s", AllProcessors, "0");
        run.Metric("bandwidth", "from memory to one processor, GB/s", GigabytesPerSecond, "0");
        run.Metric("bandwidth-floats", "float32 from memory to one processor, thousand millions per second",
            GigabytesPerSecond / 4, "0.0");
        run.Metric("lanes", "float32 in a Vector<float>", Vector<float>.Count, "0");
        run.Metric("widest-lanes", "float32 in the widest vector", Peak.WidestLanes, "0");
        run.Metric("processors", "processors", processors, "0");
    }
}
