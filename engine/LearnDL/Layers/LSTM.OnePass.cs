using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// The step of LSTM.cs once more, for a backend that computes its element-wise part in one pass: the same numbers, to the bit, several times faster.
public sealed partial class LSTM
{
    bool IsStandard => activation.Name == "tanh" && gate.Name == "sigmoid";

    bool TryInOnePass(Tensor z, Tensor cPrev, out RecurrentState next, out Saved saved)
    {
        (next, saved) = (default, default);
        if (!IsStandard)
            return false;
        Tensor New() => Tensor.New(cPrev.Shape, cPrev.DType);
        var step = new LstmStep(New(), New(), New(), New(), New(), New(), New());
        if (!Backend.Current.TryLstmStep(z, cPrev, step))
            return false;
        var (i, f, g, o, c, tanhC, h) = step;
        (next, saved) = (new RecurrentState(h, c), new Saved(default, default, default, default, i, f, g, o, c, tanhC, cPrev)); // σ and tanh find their slope from the output alone
        return true;
    }

    bool TryBackInOnePass(RecurrentState d, in Saved s, Tensor dz, out Tensor dcPrev)
    {
        dcPrev = default;
        if (!IsStandard)
            return false;
        var result = Tensor.New(d.C.Shape, d.C.DType);
        if (!Backend.Current.TryLstmStepBack(d.H, d.C, s.CPrev, new LstmStep(s.I, s.F, s.G, s.O, s.C, s.TanhC, default), dz, result))
            return false;
        dcPrev = result;
        return true;
    }
}
