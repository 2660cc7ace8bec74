using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>Step 5: backpropagation through time, three time steps with their numbers; then the layer.</summary>
static class BpttByHand
{
    public static void Run(LessonRun run)
    {
        run.Heading("Back through time, by hand");
        var page = run.Output("back");
        double[] X = PlainRecurrent.X, h = PlainRecurrent.Forward();
        const double R = PlainRecurrent.R, Target = 0;

        page.WriteLine("step        dh        dz     to dW     to dR     to db");

        #region back
        // L = (h[3] − target)²
        var dh = 2 * (h[3] - Target);
        var (dW, dR, db) = (0.0, 0.0, 0.0);
        for (var t = 3; t >= 1; t--)
        {
            var dz = dh * (1 - h[t] * h[t]);  // tanh' = 1 − h²
            Tell(t, dh, dz);
            dW += dz * X[t - 1];              // this step used W,
            dR += dz * h[t - 1];              // R too,
            db += dz;                         // and b
            dh = dz * R;                      // to the step before
        }
        #endregion

        page.WriteLine($"sum                      {dW,9:0.0000} {dR,9:0.0000} {db,9:0.0000}");

        var layer = PlainRecurrent.Layer();
        var x = Tensor.From<double>(X, [1, 3, 1]);

        #region layer
        var y = layer.Forward(x, training: true, out var saved);
        var dy = y.Shift(-Target).Scale(2);    // dL/dy
        var dx = layer.Backward(dy, saved);    // (1, 3, 1)
        #endregion

        var (kernel, recurrent, bias) = (layer.Kernel!.Gradient.Item(), layer.RecurrentKernel!.Gradient.Item(),
            layer.Bias!.Gradient.Item());
        page.WriteLine($"the layer                {kernel,9:0.0000} {recurrent,9:0.0000} {bias,9:0.0000}");
        double[] gaps = [Math.Abs(kernel - dW), Math.Abs(recurrent - dR), Math.Abs(bias - db)];
        run.Metric("back-difference", "largest difference between the gradients by hand and the layer's", gaps.Max(),
            "0e0;-0e0;0");
        run.Metric("back-share", "share of the gradient of the last h that is left at the first time step",
            dx.At(0, 0, 0) / dx.At(0, 2, 0), "0%");

        void Tell(int t, double dh, double dz) =>
            page.WriteLine(
                $"{t,4} {dh,9:0.0000} {dz,9:0.0000} {dz * X[t - 1],9:0.0000} {dz * h[t - 1],9:0.0000} {dz,9:0.0000}");
    }
}
