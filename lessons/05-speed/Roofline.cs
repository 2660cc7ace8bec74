using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Speed;

/// <summary>Step 3: which work can be fast at all? One processor, numbers too many for its caches.</summary>
static class Roofline
{
    public static void Run(LessonRun run, Roof roof)
    {
        run.Heading("What cannot be fast");
        var (inputs, units) = (run.Budget(full: 4096, quick: 128), run.Budget(full: 8192, quick: 256));
        var page = run.Output("roofline");
        var points = new List<RooflinePoint>();
        page.WriteLine("                 FLOP per   GFLOP/s    the roof");
        page.WriteLine("                     byte              there");

        var weights = Tensor.Ones([inputs, units]); // (D, U)
        var (a, b, sum) = (Tensor.Ones([units, inputs / 4]), Tensor.Ones([units, inputs / 4]), Tensor.Zeros([units, inputs / 4]));
        Measure("add", "a + b", a.Size, 12.0 * a.Size, () => a.Add(b, into: sum));
        foreach (var batch in new[] { 1, 8, 64 })
        {
            var x = Tensor.Ones([batch, inputs]);
            var result = Tensor.Zeros([batch, units]);
            Measure($"batch-{batch}", $"batch {batch}", 2.0 * batch * inputs * units, 4.0 * (x.Size + weights.Size + result.Size),
                () => V6Engine.Dot(V6Engine.OneThread, x, weights, result));
        }

        #region roof
        double RoofAt(double flopsPerByte) =>
            Math.Min(roof.OneProcessor, flopsPerByte * roof.GigabytesPerSecond);
        #endregion

        var alt = $"A roof that rises with {roof.GigabytesPerSecond:0} GFLOP/s for each operation a byte and is flat at {roof.OneProcessor:0} GFLOP/s. Below it: "
            + string.Join(", ", points.Select(point => $"{point.Name} with {point.Speed:0.0} GFLOP/s")) + ".";
        run.Picture("roofline", RooflinePlot.Draw("What the work allows", alt, roof.OneProcessor, roof.GigabytesPerSecond, points), alt);

        void Measure(string key, string name, double flops, double bytes, Action work)
        {
            var timing = Timing.Of(work, run.Quick ? 0.002 : 0.3);
            var point = new RooflinePoint(name, flops / bytes, flops / timing.Best / 1e9);
            points.Add(point);
            page.WriteLine($"{name,-14} {point.FlopsPerByte,10:0.00} {point.Speed,9:0.0} {RoofAt(point.FlopsPerByte),11:0.0}");
            run.Metric(key, $"GFLOP/s, {name}", point.Speed, "0.0");
            run.Metric(key + "-of-roof", $"share of what memory and processor allow, {name}", point.Speed / RoofAt(point.FlopsPerByte), "0%");
        }
    }
}
