using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>Step 4: the backward pass of a convolution, which is two convolutions.</summary>
static class BackwardByHand
{
    public static void Run(LessonRun run)
    {
        run.Heading("Backward");
        var (x, W, window) = (PatchProduct.X.Reshape(1, 4, 4, 1), PatchProduct.W, PatchProduct.Window);
        var page = run.Output("backward");

        #region dW
        var dz = Tensor.From(new float[,] { { 1, 0 }, { 2, -1 } });
        var P = PatchProduct.Patches(PatchProduct.X);    // (4, 9)
        var product = P.TransposedDot(dz.Reshape(4, 1))  // Pᵀ·dz
            .Reshape(3, 3);

        var small = WindowAxis.Of(4, kernel: 2, 1, 1, "valid");
        var slid = x.Convolve(dz.Reshape(2, 2, 1, 1),    // x ⋆ dz
            new Window(small, small)).Reshape(3, 3);
        #endregion

        page.WriteLine($"dW as Pᵀ·dz\n{product}");
        page.WriteLine($"dW as x with dz for a window\n{slid}");

        #region dx
        var numbers = W.ToArray<float>();
        Array.Reverse(numbers);                     // a half turn
        var turned = Tensor.From<float>(numbers, [3, 3, 1, 1]);

        var padded = dz.Pad([2, 2], [2, 2]).Reshape(1, 6, 6, 1);
        var wide = WindowAxis.Of(6, kernel: 3, 1, 1, "valid");
        var dx = padded.Convolve(                   // (1, 4, 4, 1)
            turned, new Window(wide, wide));

        var engine = dz.Reshape(1, 2, 2, 1)         // (1, 4, 4, 1)
            .ConvolveTransposed(W.Reshape(3, 3, 1, 1), window);
        #endregion

        page.WriteLine($"W turned\n{turned.Reshape(3, 3)}");
        page.WriteLine($"dx as padded dz with W turned\n{dx.Reshape(4, 4)}");
        var engineKernel = x.TransposedConvolve(dz.Reshape(1, 2, 2, 1), window).Reshape(3, 3);
        page.WriteLine(
            $"largest difference to the engine: dW {Difference(slid, engineKernel)}, dx {Difference(dx, engine)}");
        run.Metric("backward-difference", "largest difference between the gradients by hand and the engine's",
            Math.Max(Math.Max(Difference(product, engineKernel), Difference(slid, engineKernel)),
                Difference(dx, engine)), "0");
    }

    static double Difference(Tensor x, Tensor y) => x.Subtract(y).Abs().Max().Item();
}
