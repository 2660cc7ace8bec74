namespace Lessons.Lstm;

/// <summary>An LSTM's time step and the same back, with nothing but tensor operations.</summary>
static class LstmByHand
{
    /// <summary>Everything one time step computed.</summary>
    public sealed record Step(Tensor I, Tensor F, Tensor G, Tensor O, Tensor C, Tensor H, Tensor HPrev, Tensor CPrev);

    #region forward
    public static Step Forward(Tensor x, Tensor hPrev, Tensor cPrev,
        Tensor W, Tensor R, Tensor b)
    {
        var z = x.Dot(W).Add(hPrev.Dot(R)).AddRow(b);     // (N, 4U)
        var (zi, zf, zg, zo) = z.SplitColumns(4);         // each (N, U)
        var i = zi.Sigmoid();                             // input gate
        var f = zf.Sigmoid();                             // forget gate
        var g = zg.Tanh();                                // candidate
        var o = zo.Sigmoid();                             // output gate
        var c = f.Multiply(cPrev).Add(i.Multiply(g));     // cell state
        var h = o.Multiply(c.Tanh());                     // hidden state
        return new(i, f, g, o, c, h, hPrev, cPrev);
    }
    #endregion

    #region back
    // dh and dc: how the loss changes with the h and c of this time step.
    public static (Tensor dz, Tensor dhPrev, Tensor dcPrev) Back(
        Step s, Tensor dh, Tensor dc, Tensor R)
    {
        var tanhC = s.C.Tanh();
        var dO = dh.Multiply(tanhC);                      // h = o∘tanh(c)
        dc = dc.Add(dh.Multiply(s.O).Multiply(tanhC.TanhSlope()));
        var dF = dc.Multiply(s.CPrev);                    // c = f∘cPrev + i∘g
        var dI = dc.Multiply(s.G);
        var dG = dc.Multiply(s.I);
        var dz = Tensor.Zeros([dh.Shape[0], 4 * dh.Shape[1]], dh.DType);
        MoveOps.JoinColumnsInto(dz,
            dI.Multiply(s.I.SigmoidSlope()),              // σ' = i(1 − i)
            dF.Multiply(s.F.SigmoidSlope()),
            dG.Multiply(s.G.TanhSlope()),                 // tanh' = 1 − g²
            dO.Multiply(s.O.SigmoidSlope()));
        return (dz, dz.DotTransposed(R), dc.Multiply(s.F));
    }
    #endregion
}
