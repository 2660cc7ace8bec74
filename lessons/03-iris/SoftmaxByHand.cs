using LearnDL.Lessons;

namespace Lessons.Iris;

/// <summary>Step 2: from scores to probabilities, to a loss, and back.</summary>
static class SoftmaxByHand
{
    public static void Run(LessonRun run)
    {
        run.Heading("Softmax by hand");
        var page = run.Output("softmax");

        #region scores
        var z = Tensor.From(new double[,] { { 1.0, 2.0, 0.5 } });    // (1, 3): the scores of one flower
        var y = Tensor.From(new double[,] { { 0.0, 1.0, 0.0 } });    // (1, 3): it is of class 1
        var p = Softmax(z);

        page.WriteLine($"p       {p}   sum {p.Sum().Item():0.000}");
        page.WriteLine($"loss    {Loss(z, y):0.000000} = -ln {p.At(0, 1):0.000000}");
        page.WriteLine($"p - y   {p.Subtract(y)}");
        #endregion

        var check = run.Output("differences");
        var worst = 0.0;

        #region differences
        const double H = 1e-4;
        for (var k = 0; k < 3; k++)
        {
            var slope = (Loss(Moved(z, k, +H), y) - Loss(Moved(z, k, -H), y)) / (2 * H);
            check.WriteLine($"class {k}   p - y {p.At(0, k) - y.At(0, k),9:0.000000}   differences {slope,9:0.000000}");
            worst = Math.Max(worst, Math.Abs(slope - (p.At(0, k) - y.At(0, k))));
        }
        #endregion

        run.Metric("differences-worst", "largest error of p − y against differences", worst, "0.0e0");

        var large = run.Output("overflow");

        #region overflow
        var huge = Tensor.From(new double[,] { { 1000, 1001, 999 } });
        large.WriteLine($"e to the z, divided:      {huge.Exp().DivideColumn(huge.Exp().Sum(-1))}");
        large.WriteLine($"the largest taken away:   {Softmax(huge)}");
        #endregion
    }

    #region softmax
    /// <summary>p_k = e^(z_k − max z) / Σ_j e^(z_j − max z), row by row. Taking the maximum away changes nothing but avoids e^1000.</summary>
    internal static Tensor Softmax(Tensor z)
    {
        var e = z.SubtractColumn(z.Max(-1)).Exp();     // (N, K), all in (0, 1]
        return e.DivideColumn(e.Sum(-1));              // (N, K), each row adds up to 1
    }
    #endregion

    #region loss
    /// <summary>L = −Σ_k y_k·ln p_k for one row.</summary>
    static double Loss(Tensor z, Tensor y) => -y.Multiply(Softmax(z).Log()).Sum().Item();
    #endregion

    static Tensor Moved(Tensor z, int k, double change)
    {
        var moved = z.Keep();
        moved.AsSpan<double>()[k] += change;
        return moved;
    }
}
