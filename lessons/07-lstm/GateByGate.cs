using LearnDL;
using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>Step 7: one time step of an LSTM with two units, gate by gate.</summary>
static class GateByGate
{
    public static void Run(LessonRun run)
    {
        run.Heading("One time step of an LSTM");
        var page = run.Output("gates");
        var layer = new LSTM(2);
        layer.Build([1, 1, 1], DType.Float64, new RandomSource(run.Seed));
        var (W, R, b) = (layer.Kernel!.Value, layer.RecurrentKernel!.Value, layer.Bias!.Value);

        #region state
        // x (N, D); hPrev and cPrev (N, U)
        var x = Tensor.From<double>([0.8], [1, 1]);
        var hPrev = Tensor.From<double>([0.2, -0.4], [1, 2]);
        var cPrev = Tensor.From<double>([0.5, -1.0], [1, 2]);
        #endregion

        var s = LstmByHand.Forward(x, hPrev, cPrev, W, R, b);
        page.WriteLine("                           unit 1   unit 2");
        Tell("input gate", "i = σ(zi)", s.I);
        Tell("forget gate", "f = σ(zf)", s.F);
        Tell("candidate", "g = tanh(zg)", s.G);
        Tell("output gate", "o = σ(zo)", s.O);
        Tell("cell before", "", cPrev);
        Tell("  kept of it", "f∘cPrev", s.F.Multiply(cPrev));
        Tell("  new", "i∘g", s.I.Multiply(s.G));
        Tell("cell after", "c", s.C);
        Tell("  bounded", "tanh(c)", s.C.Tanh());
        Tell("output", "h = o∘tanh(c)", s.H);

        #region layer
        var before = new RecurrentState(hPrev, cPrev);
        var h = layer.Forward(x.Reshape(1, 1, 1), mask: default,
            before, training: false, out var saved);
        var c = saved.Final.C;
        #endregion

        Tell("the layer's", "c", c);
        Tell("the layer's", "h", h);
        run.Metric("gates-difference", "largest difference between the time step by hand and the layer's",
            Math.Max(h.Subtract(s.H).Abs().Max().Item(), c.Subtract(s.C).Abs().Max().Item()), "0e0;-0e0;0");
        run.Metric("forget", "forget gate of the first unit in that time step", s.F.At(0, 0), "0.00");

        void Tell(string name, string formula, Tensor values) =>
            page.WriteLine($"{name,-12} {formula,-13} {values.At(0, 0),8:0.0000} {values.At(0, 1),8:0.0000}");
    }
}
