using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// The step of LSTM.cs once more, for a backend that computes its element-wise part in one pass: the same numbers, to the bit, several times faster.
public sealed partial class LSTM
{
    readonly bool isStandard; // tanh and sigmoid, what the kernel knows

    bool TryInOnePass(Tensor z, Tensor cPrev, out RecurrentState next, out Saved saved)
    {
        (next, saved) = (default, default);
        if (!isStandard)
            return false;
        var step = new LstmStep(z, NewLike(cPrev), NewLike(cPrev), NewLike(cPrev));
        if (!Backend.Current.TryLstmStep(cPrev, step))
            return false;
        next = new RecurrentState(step.H, step.C);
        saved = new Saved(default, default, default, default, default, default, default, default, step.C, step.TanhC, cPrev, Gates: z);
        return true;
    }

    static bool TryBackInOnePass(RecurrentState d, in Saved s, Tensor dz, out Tensor dcPrev)
    {
        dcPrev = s.Gates.HasValue ? NewLike(d.C) : default;
        return s.Gates.HasValue && Backend.Current.TryLstmStepBack(d.H, d.C, s.CPrev, new LstmStep(s.Gates, s.C, s.TanhC, default), dz, dcPrev);
    }

    /// <summary>The gates apart, for a backend that goes back op by op where another went forward in one pass. The sums z are gone then: σ and tanh find their slopes from their outputs alone.</summary>
    static Saved GateByGate(in Saved s)
    {
        if (!s.Gates.HasValue)
            return s;
        var (i, f, g, o) = s.Gates.SplitColumns(4);
        return s with { I = i, F = f, G = g, O = o };
    }
}
