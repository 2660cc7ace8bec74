using LearnDL.Backends;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Site.Runs;

/// <summary>
/// The batch of the page "Through time": a tiny LSTM that should end in the first and the last number it read.
/// </summary>
public static class ThroughTimeBatch
{
    public const int Seed = 7, Samples = 2, Times = 3, Units = 2;

    /// <summary>The forward and backward pass, every line of it, and the gradients once more by differences.</summary>
    public static ThroughTimeReport Record()
    {
        var recorder = new LineRecorder();
        var before = Backend.Current;
        Backend.Current = new TracingBackend(new ReferenceBackend(), recorder.Add);
        try
        {
            #region batch
            // Two series of three numbers (N, T, D);
            // the first and the last number of each (N, U).
            var x = Tensor.From<double>(
                [0.9, -0.4, 0.2, -0.5, 0.3, 0.8], [2, 3, 1]);
            var target = Tensor.From<double>(
                [0.9, 0.2, -0.5, 0.8], [2, 2]);
            var layer = new LSTM(2);
            layer.Build(x.Shape, DType.Float64,
                new RandomSource(Seed));
            var loss = new MeanSquaredError();

            var y = layer.Forward(x, training: true, out var saved);
            var L = loss.Value(target, y);
            var dy = loss.Gradient(target, y);
            var dx = layer.Backward(dy, saved);
            #endregion

            Backend.Current = new ReferenceBackend();
            return new ThroughTimeReport("", 0, [.. Named(layer, x, target)], recorder.Lines, NumberTable.Of("y", y), L,
                NumberTable.Of("dy", dy),
                [.. Compared(layer, x, dx, () => loss.Value(target, layer.Forward(x, training: true, out _)))]);
        }
        finally
        {
            Backend.Current = before;
        }
    }

    static IEnumerable<NumberTable> Named(LSTM layer, Tensor x, Tensor target) =>
        [NumberTable.Of("x", x), NumberTable.Of("target", target), NumberTable.Of("W", layer.Kernel!.Value),
            NumberTable.Of("R", layer.RecurrentKernel!.Value), NumberTable.Of("b", layer.Bias!.Value)];

    static IEnumerable<GradientComparison> Compared(LSTM layer, Tensor x, Tensor dx, Func<double> loss) =>
    [
        Differences("dW", layer.Kernel!.Value, layer.Kernel.Gradient, loss),
        Differences("dR", layer.RecurrentKernel!.Value, layer.RecurrentKernel.Gradient, loss),
        Differences("db", layer.Bias!.Value, layer.Bias.Gradient, loss), Differences("dx", x, dx, loss),
    ];

    /// <summary>
    /// f'(v) ≈ (8(f(v + h) − f(v − h)) − (f(v + 2h) − f(v − 2h))) / 12h for every number v of a tensor.
    /// </summary>
    static GradientComparison Differences(string name, Tensor variable, Tensor gradient, Func<double> loss)
    {
        const double h = 1e-3;
        var differences = new double[variable.Size];
        for (var i = 0; i < differences.Length; i++)
        {
            var v = variable.AsSpan<double>()[i];
            double At(double value)
            {
                variable.AsSpan<double>()[i] = value;
                return loss();
            }
            differences[i] = (8 * (At(v + h) - At(v - h)) - (At(v + 2 * h) - At(v - 2 * h))) / (12 * h);
            variable.AsSpan<double>()[i] = v;
        }
        return new GradientComparison(NumberTable.Of(name, gradient), differences);
    }
}
