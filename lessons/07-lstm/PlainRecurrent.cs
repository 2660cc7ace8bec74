using LearnDL;
using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>Step 4: a recurrent unit, three time steps forward, by hand and by the layer.</summary>
static class PlainRecurrent
{
    #region numbers
    public const double W = 0.5, R = 0.8, B = 0.1;
    public static readonly double[] X = [1, -1, 2];
    #endregion

    #region forward
    // h[0] is the memory before the first time step: nothing.
    public static double[] Forward()
    {
        var h = new double[X.Length + 1];
        for (var t = 1; t <= X.Length; t++)
            h[t] = Math.Tanh(X[t - 1] * W + h[t - 1] * R + B);
        return h;
    }
    #endregion

    public static void Run(LessonRun run)
    {
        run.Heading("A recurrent unit, by hand");
        var page = run.Output("forward");
        var h = Forward();
        page.WriteLine("step      x   h before         z        h");
        for (var t = 1; t < h.Length; t++)
            page.WriteLine($"{t,4}  {X[t - 1],5:0.0}  {h[t - 1],9:0.0000} {X[t - 1] * W + h[t - 1] * R + B,9:0.0000} "
                + $"{h[t],8:0.0000}");

        var layer = Layer();

        #region layer
        var x = Tensor.From<double>(X, [1, 3, 1]);    // (N, T, D)
        var y = layer.Forward(x, training: false, out _); // (N, U)
        #endregion

        page.WriteLine($"the layer  {y.At(0, 0),30:0.0000}");
        var answers = new List<double>();
        foreach (var begin in new[] { 1.0, -1.0 })
        {
            x = Tensor.From<double>([begin, -1, 2], [1, 3, 1]);
            answers.Add(layer.Forward(x, training: false, out _).At(0, 0));
        }

        run.Metric("first-one", "the last h where the first x is 1", answers[0], "0.0000");
        run.Metric("first-minus-one", "the last h where the first x is -1", answers[1], "0.0000");
    }

    /// <summary>The same unit as a layer, in Float64.</summary>
    public static SimpleRNN Layer()
    {
        #region build
        var layer = new SimpleRNN(units: 1);
        layer.Build([1, 3, 1], DType.Float64, new RandomSource(1));
        layer.Kernel!.Value.Fill(W);
        layer.RecurrentKernel!.Value.Fill(R);
        layer.Bias!.Value.Fill(B);
        #endregion

        return layer;
    }
}
