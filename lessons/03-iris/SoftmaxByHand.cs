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
        var z = Tensor.From<double>([1, 2, 0.5], [1, 3]); // scores
        var y = Tensor.From<double>([0, 1, 0], [1, 3]);   // class 1
        var p = Softmax(z);

        page.WriteLine($"p      {p}");
        page.WriteLine($"sum    {p.Sum().Item():0.000}");
        page.WriteLine($"loss   {Loss(z, y):0.0000}"
            + $" = -ln {p.At(0, 1):0.0000}");
        page.WriteLine($"p - y  {p.Subtract(y)}");
        #endregion

        var said = run.Output("answer");

        #region answer
        int[] classes = [1];                        // the truth
        var answers = p.ArgMax();                   // (1), Int32
        var right = answers.Equal(Tensor.From(classes));

        said.WriteLine($"answers {answers}, right {right}");
        #endregion

        var check = run.Output("differences");
        var worst = 0.0;

        #region differences
        const double H = 1e-4;
        double Slope(int k) =>
            (Loss(Moved(z, k, +H), y)
                - Loss(Moved(z, k, -H), y)) / (2 * H);
        #endregion

        check.WriteLine("             p - y  differences");
        for (var k = 0; k < 3; k++)
        {
            var (formula, slope) = (p.At(0, k) - y.At(0, k), Slope(k));
            check.WriteLine($"class {k}  {formula,9:0.000000}    {slope,9:0.000000}");
            worst = Math.Max(worst, Math.Abs(slope - formula));
        }

        run.Metric("differences-worst", "largest error of p − y against differences", worst, "0.0e0");

        var large = run.Output("overflow");

        #region overflow
        var huge = Tensor.From<double>([1000, 1001, 999], [1, 3]);
        var e = huge.Exp();

        large.WriteLine($"as written  {e.DivideColumn(e.Sum(-1))}");
        large.WriteLine($"our way     {Softmax(huge)}");
        #endregion
    }

    #region softmax
    // p_k = e^(z_k − max z) / Σ_j e^(z_j − max z)
    internal static Tensor Softmax(Tensor z)
    {
        var e = z.SubtractColumn(z.Max(-1)).Exp(); // 0 < e ≤ 1
        return e.DivideColumn(e.Sum(-1));       // rows sum to 1
    }
    #endregion

    #region loss
    // L = −Σ_k y_k·ln p_k for one row.
    static double Loss(Tensor z, Tensor y) =>
        -y.Multiply(Softmax(z).Log()).Sum().Item();
    #endregion

    static Tensor Moved(Tensor z, int k, double change)
    {
        var moved = z.Keep();
        moved.AsSpan<double>()[k] += change;
        return moved;
    }
}
