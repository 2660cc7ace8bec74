using LearnDL;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Lstm;

/// <summary>Step 9: the gradient over 100 time steps, of the plain layer and LSTMs with three forget biases.</summary>
static class Flow
{
    public static void Run(LessonRun run)
    {
        run.Heading("How far the gradient comes");
        var page = run.Output("flow");
        var x = Vanishing.Inputs(run.Seed);
        var plain = new SimpleRNN(Vanishing.Units);
        plain.Build([Vanishing.Samples, Vanishing.Steps, 1], DType.Float64, new RandomSource(run.Seed));
        var curves = new List<Curve>();
        Tell("plain", "plain", Vanishing.Norms(plain.Kernel!, plain.RecurrentKernel!, x));
        foreach (var bias in new[] { 0, 1, 5 })
            Tell($"lstm-{bias}", $"bias {bias}", Norms(run.Seed, bias, x));

        var alt = "Four lines on a logarithmic axis over 100 time steps, from the gradient at the last one, which is 1, "
            + "back to the first. The LSTM with a forget bias of 0 falls fastest; the plain layer and the LSTM with a "
            + "bias of 1 fall more slowly, but to tiny fractions; with a bias of 5 the line does not fall but rises.";
        run.Picture("flow", DecayPlot.Draw("How much gradient arrives at each time step", alt, "time step",
            "size of dc, dh", 1e-16, [.. curves]), alt);

        void Tell(string key, string name, double[] norms)
        {
            curves.Add(new(name, norms));
            page.WriteLine($"{name,-6}  left at time step 1: {norms[0].ToString(Vanishing.FormatOf(norms[0]))}");
            run.Metric($"flow-{key}", $"gradient left after 99 time steps, {name}", norms[0],
                Vanishing.FormatOf(norms[0]));
        }
    }

    /// <summary>‖dc‖ at each time step, the first one first, of an LSTM with this bias in its forget gates.</summary>
    static double[] Norms(int seed, double bias, Tensor[] x)
    {
        var layer = new LSTM(Vanishing.Units);
        layer.Build([Vanishing.Samples, Vanishing.Steps, 1], DType.Float64, new RandomSource(seed));
        SetForgetBias(layer, bias);
        var (W, R, b) = (layer.Kernel!.Value, layer.RecurrentKernel!.Value, layer.Bias!.Value);

        #region flow
        var zero = Tensor.Zeros(
            [Vanishing.Samples, Vanishing.Units], DType.Float64);
        var (h, c) = (zero, zero);
        var steps = new List<LstmByHand.Step>();
        foreach (var xt in x)
        {
            steps.Add(LstmByHand.Forward(xt, h, c, W, R, b));
            (h, c) = (steps[^1].H, steps[^1].C);
        }

        var norms = new double[steps.Count];
        var (dh, dc) = (zero, Vanishing.Unit());    // begins in c
        for (var t = steps.Count - 1; t >= 0; t--)
        {
            norms[t] = Vanishing.Norm(dc);
            (_, dh, dc) = LstmByHand.Back(steps[t], dh, dc, R);
        }
        #endregion

        return norms;
    }

    #region bias
    // The gates stand in the order i, f, g, o: numbers U to 2U - 1.
    public static void SetForgetBias(LSTM layer, double value)
    {
        var b = layer.Bias!.Value;                         // (4U)
        var U = b.Size / 4;
        b[U..(2 * U)].Fill(value);
    }
    #endregion
}
