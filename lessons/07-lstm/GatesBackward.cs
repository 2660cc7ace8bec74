using LearnDL;
using LearnDL.Checks;
using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>
/// Step 8: three time steps of an LSTM back through time by hand, beside the layer; and the layer beside differences.
/// </summary>
static class GatesBackward
{
    public static void Run(LessonRun run)
    {
        run.Heading("Back through the gates");
        const int N = 2, T = 3, D = 2, U = 3;
        var layer = new LSTM(U);
        layer.Build([N, T, D], DType.Float64, new RandomSource(run.Seed));
        var (W, R, b) = (layer.Kernel!.Value, layer.RecurrentKernel!.Value, layer.Bias!.Value);
        var x = Tensor.Normal([T, N, D], seed: run.Seed, dtype: DType.Float64);     // step by step
        var dy = Tensor.Normal([N, U], seed: run.Seed + 1, dtype: DType.Float64);   // given

        #region steps
        var (h, c) = (Tensor.Zeros([N, U], DType.Float64),
            Tensor.Zeros([N, U], DType.Float64));
        var steps = new List<LstmByHand.Step>();
        for (var t = 0; t < T; t++)
        {
            steps.Add(LstmByHand.Forward(x[t], h, c, W, R, b));
            (h, c) = (steps[t].H, steps[t].C);
        }

        var (dW, dR) = (Tensor.Zeros(W.Shape, DType.Float64),
            Tensor.Zeros(R.Shape, DType.Float64));
        var db = Tensor.Zeros(b.Shape, DType.Float64);
        var (dh, dc) = (dy, Tensor.Zeros([N, U], DType.Float64));
        for (var t = T - 1; t >= 0; t--)
        {
            (var dz, dh, dc) = LstmByHand.Back(steps[t], dh, dc, R);
            dW = dW.Add(x[t].TransposedDot(dz));
            dR = dR.Add(steps[t].HPrev.TransposedDot(dz));
            db = db.Add(dz.SumRows());
        }
        #endregion

        _ = layer.Forward(x.Transpose(1, 0, 2), training: true, out var saved);
        _ = layer.Backward(dy, saved);
        var page = run.Output("gates-back");
        var worst = 0.0;
        page.WriteLine("first number   by hand      layer");
        Tell("dW", dW, layer.Kernel!.Gradient);
        Tell("dR", dR, layer.RecurrentKernel!.Gradient);
        Tell("db", db, layer.Bias!.Gradient);
        run.Metric("gates-back-difference", "largest difference between the LSTM's gradients by hand and the layer's",
            worst, "0e0;-0e0;0");

        #region check
        var report = GradientCheck.Layer(new LSTM(4, returnSequences: true),
            inputShape: [3, 20, 2], seed: run.Seed);
        #endregion

        page.WriteLine($"20 time steps: {(report.Passed ? "passed" : "FAILED")}, {report.Derivatives} derivatives");
        run.Metric("check-error", "largest relative error of the LSTM's gradients over 20 time steps", report.Error,
            "0e-0");

        void Tell(string name, Tensor byHand, Tensor byLayer)
        {
            var difference = byHand.Subtract(byLayer).Abs().Max().Item();
            worst = Math.Max(worst, difference);
            page.WriteLine($"{name} {byHand.Shape,-8} {byHand.Reshape(-1).At(0),9:0.000000}  "
                + $"{byLayer.Reshape(-1).At(0),9:0.000000}");
        }
    }
}
