namespace Lessons.Lstm;

/// <summary>An LSTM's time step and the same back, with nothing but tensor operations.</summary>
static class LstmByHand
{
    /// <summary>Everything one time step computed.</summary>
    public sealed record Step(Tensor I, Tensor F, Tensor G, Tensor O, Tensor C, Tensor H, Tensor HPrev, Tensor CPrev);

    #region forward
    public static Step Forward(
        Tensor x, Tensor hPrev, Tensor cPrev,
        Tensor W, Tensor R, Tensor b)
    {
        // z = x·W + hPrev·R + b, (N, 4U); its parts (N, U)
        var z = x.Dot(W).Add(hPrev.Dot(R)).AddRow(b);
        var (zi, zf, zg, zo) = z.SplitColumns(4);
        var i = zi.Sigmoid();                     // input gate
        var f = zf.Sigmoid();                     // forget gate
        var g = zg.Tanh();                        // candidate
        var o = zo.Sigmoid();                     // output gate
        // cell state    c = f∘cPrev + i∘g
        var c = f.Multiply(cPrev).Add(i.Multiply(g));
        // hidden state  h = o∘tanh(c)
        var h = o.Multiply(c.Tanh());
        return new(i, f, g, o, c, h, hPrev, cPrev);
    }
    #endregion

    #region back
    // dh and dc: how the loss changes with this step's h and c
    public static (Tensor dz, Tensor dhPrev, Tensor dcPrev)
        Back(Step s, Tensor dh, Tensor dc, Tensor R)
    {
        // h = o∘tanh(c), and c also feeds the next time step
        var tanhC = s.C.Tanh();
        var dO = dh.Multiply(tanhC);
        dc = dc.Add(
            dh.Multiply(s.O).Multiply(tanhC.TanhSlope()));
        // c = f∘cPrev + i∘g
        var dF = dc.Multiply(s.CPrev);
        var dI = dc.Multiply(s.G);
        var dG = dc.Multiply(s.I);
        // through σ and tanh: σ' = y(1 − y), tanh' = 1 − y²
        var (N, U) = (dh.Shape[0], dh.Shape[1]);
        var dz = Tensor.Zeros([N, 4 * U], dh.DType);
        MoveOps.JoinColumnsInto(dz,
            dI.Multiply(s.I.SigmoidSlope()),
            dF.Multiply(s.F.SigmoidSlope()),
            dG.Multiply(s.G.TanhSlope()),
            dO.Multiply(s.O.SigmoidSlope()));
        return (dz, dz.DotTransposed(R), dc.Multiply(s.F));
    }
    #endregion
}
