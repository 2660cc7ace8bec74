using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Speed;

/// <summary>Step 5: which work can be fast at all? One processor, numbers too many for its caches.</summary>
sealed class Roofline
{
    /// <param name="Key">The beginning of its metrics' names.</param>
    /// <param name="Rows">Rows of x; 0 where there is no product.</param>
    sealed record Job(string Key, string Name, int Rows, double Flops, double Bytes, Timing Timing)
    {
        public RooflinePoint Point => new(Name, Flops / Bytes, Flops / Timing.Best / 1e9);
    }

    readonly List<Job> jobs = [];

    /// <summary>The highest GFLOP/s that was reached.</summary>
    public double OneProcessor => jobs.Max(job => job.Point.Speed);

    /// <summary>The highest GB/s.</summary>
    public double GigabytesPerSecond => jobs.Max(job => job.Bytes / job.Timing.Best / 1e9);

    public static Roofline Measure(LessonRun run)
    {
        var roofline = new Roofline();
        var (inputs, units) = (run.Budget(full: 4096, quick: 128), run.Budget(full: 8192, quick: 256));
        var weights = Tensor.Ones([inputs, units]); // (D, U)
        var (other, sum) = (Tensor.Ones([inputs, units]), Tensor.Zeros([inputs, units]));
        int[] batches = [1, 8, 64];
        using var progress = run.Progress("memory or processor", 1 + batches.Length);
        Add("add", "a + b", 0, weights.Size, 12.0 * weights.Size,
            () => V6Engine.Add(V6Engine.OneThread, weights, other, sum));
        foreach (var batch in batches)
        {
            var x = Tensor.Ones([batch, inputs]);
            var result = Tensor.Zeros([batch, units]);
            Add($"batch-{batch}", $"batch {batch}", batch, 2.0 * batch * inputs * units,
                4.0 * (x.Size + weights.Size + result.Size),
                () => V6Engine.Dot(V6Engine.OneThread, x, weights, result));
        }
        return roofline;

        void Add(string key, string name, int rows, double flops, double bytes, Action work)
        {
            roofline.jobs.Add(new(key, name, rows, flops, bytes, Timing.Of(work, run.Quick ? 0.002 : 0.3)));
            progress.Step(name);
        }
    }

    public void Report(LessonRun run, Roof roof)
    {
        run.Heading("What cannot be fast");
        var page = run.Output("roofline");
        page.WriteLine("               FLOP per   GFLOP/s    the roof   milliseconds");
        page.WriteLine("                   byte              there        per row");
        foreach (var job in jobs)
        {
            var (point, there) = (job.Point, RoofAt(job.Point.FlopsPerByte));
            var row = job.Rows == 0 ? "" : $"{job.Timing.Best * 1e3 / job.Rows:0.00}";
            var limit = run.Quick ? "" : $"{there:0.0}";
            page.WriteLine(
                $"{job.Name,-12} {point.FlopsPerByte,10:0.00} {point.Speed,9:0.0} {limit,11} {row,14}".TrimEnd());
            run.Metric(job.Key, $"GFLOP/s, {job.Name}", point.Speed, "0.0");
            run.Metric(job.Key + "-of-roof", $"share of what memory and processor allow, {job.Name}",
                point.Speed / there, "0%");
            if (job.Rows > 0)
                run.Metric(job.Key + "-ms", $"milliseconds per row, {job.Name}",
                    job.Timing.Best * 1e3 / job.Rows, "0.00");
        }

        #region roof
        double RoofAt(double flopsPerByte) =>
            Math.Min(roof.OneProcessor,
                flopsPerByte * roof.GigabytesPerSecond);
        #endregion

        RooflinePoint[] points = [.. jobs.Select(job => job.Point)];
        var alt = $"A roof that rises with {roof.GigabytesPerSecond:0} GFLOP/s for each operation a byte and is flat "
            + $"at {roof.OneProcessor:0} GFLOP/s. Below it: "
            + string.Join(", ", points.Select(point => $"{point.Name} with {point.Speed:0.0} GFLOP/s")) + ".";
        run.Picture("roofline",
            RooflinePlot.Draw("What the work allows", alt, roof.OneProcessor, roof.GigabytesPerSecond, points), alt);
    }
}
