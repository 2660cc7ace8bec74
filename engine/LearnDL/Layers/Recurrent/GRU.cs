using LearnDL.Activations;
using LearnDL.Initializers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The gated recurrent unit (Cho and others 2014): an LSTM's idea with two gates and no cell state beside h.
/// The update gate z mixes the state before with a candidate ĥ; the reset gate r says how much of the state before the candidate sees.
/// Takes (N, T, D), gives (N, U), or (N, T, U) with returnSequences. As in Keras 3: kernel (D, 3U), recurrent kernel (U, 3U), each with the gates in the order z, r, h.
/// With resetAfter (the default) r is applied after the product with R, which has a bias of its own: bias (2, 3U). Without it, r is applied before, as in the paper: bias (3U).
/// </summary>
public sealed class GRU : RecurrentLayer<GRU.Saved>
{
    readonly ActivationFunction activation, gate;
    readonly bool resetAfter;

    /// <summary>What one step's Backward needs, each (N, U): the gates and the candidate before and after their activation, then what the reset gate scaled, hPrev·Rh + bRh (without resetAfter: r∘hPrev), and the state before.</summary>
    public readonly record struct Saved(Tensor Sz, Tensor Sr, Tensor Sh, Tensor Z, Tensor R, Tensor Candidate, Tensor Reset, Tensor HPrev);

    /// <param name="units">U, the numbers in the hidden state.</param>
    /// <param name="activation">The activation of the candidate; "tanh" by default, for null too, which is "linear" in Keras.</param>
    /// <param name="recurrentActivation">The activation of the two gates; "sigmoid" by default, for null too.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="kernelInitializer">How W begins; "glorot_uniform" by default.</param>
    /// <param name="recurrentInitializer">How R begins; "orthogonal" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="dropout">The share of the inputs that is dropped while learning, the same at every step; 0 by default.</param>
    /// <param name="recurrentDropout">The share of h that is dropped on its way into the gates while learning, the same at every step; 0 by default.</param>
    /// <param name="seed">A seed of its own for the dropout.</param>
    /// <param name="returnSequences">Whether h after every step is given, or only after the last; false by default.</param>
    /// <param name="returnState">Keras's setting for a second output, the final state; false by default. No model takes it yet: <c>saved.Final</c> of the layer's own Forward is the state, whatever is set here.</param>
    /// <param name="goBackwards">Whether the last step is read first; false by default.</param>
    /// <param name="stateful">Whether a batch begins in the state the batch before ended in, be it one of Fit, Evaluate or Predict; false by default.</param>
    /// <param name="resetAfter">Whether the reset gate is applied after the product; true by default.</param>
    /// <param name="truncate">How many steps a gradient is carried back at most (truncated backpropagation through time, Williams and Peng 1990; not in Keras); the whole sequence by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public GRU(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null, bool useBias = true,
        Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null,
        double dropout = 0, double recurrentDropout = 0, int? seed = null, bool returnSequences = false, bool returnState = false,
        bool goBackwards = false, bool stateful = false, bool resetAfter = true, int? truncate = null, string? name = null)
        : this(new RecurrentSettings(nameof(GRU), units, activation ?? "tanh", useBias, kernelInitializer ?? new GlorotUniform(), recurrentInitializer ?? new Orthogonal(),
            biasInitializer ?? new Zeros(), dropout, recurrentDropout, seed, returnSequences, returnState, goBackwards, stateful, truncate), recurrentActivation ?? "sigmoid", resetAfter, name)
    {
    }

    GRU(RecurrentSettings settings, ActivationFunction gate, bool resetAfter, string? name) : base(settings, gates: 3, name) =>
        (activation, this.gate, this.resetAfter) = (settings.Activation, gate, resetAfter);

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input)
    {
        if (gate.RangeFor(OutputRange.Any) is not { IsProbability: true } z)
            return OutputRange.Any;
        var candidate = activation.RangeFor(OutputRange.Any) ?? OutputRange.Any;
        // h = z∘hPrev + (1 − z)∘ĥ lies between hPrev, at first 0, and ĥ
        return candidate.WithZero with { IsPositive = candidate.IsPositive && z.IsPositive };
    }

    /// <inheritdoc/>
    private protected override Shape BiasShape => resetAfter ? [2, 3 * Settings.Units] : base.BiasShape;

    /// <inheritdoc/>
    internal override Tensor InputBias(Tensor bias) => resetAfter ? bias[0] : bias;

    /// <inheritdoc/>
    protected internal override RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R, out Saved saved)
    {
        var hPrev = previous.H;
        var (sz, sr, sh) = xW.SplitColumns(3);                    // x·W + b of each gate                         (N, U)
        Tensor z, r, reset;
        if (resetAfter)
        {
            var hR = R.Dot(hPrev);                                // hPrev·R + bR                                 (N, 3U)
            if (Bias is { } b)
                hR.AddRow(b.Value[1], into: hR);
            (var hRz, var hRr, reset) = hR.SplitColumns(3);
            z = gate.ForwardInPlace(sz.Add(hRz, into: sz));       // update gate       z = σ(xWz + hPrev·Rz + bRz)
            r = gate.ForwardInPlace(sr.Add(hRr, into: sr));       // reset gate        r = σ(xWr + hPrev·Rr + bRr)
            sh.Add(r.Multiply(reset), into: sh);                  // candidate         ĥ = tanh(xWh + r∘(hPrev·Rh + bRh))
        }
        else
        {
            var hR = R.OfGates(0, 2, of: 3).Dot(hPrev).SplitColumns(2);
            z = gate.ForwardInPlace(sz.Add(hR[0], into: sz));
            r = gate.ForwardInPlace(sr.Add(hR[1], into: sr));
            reset = r.Multiply(hPrev);
            R.OfGates(2, 1, of: 3).Dot(reset, addTo: sh);         // candidate         ĥ = tanh(xWh + (r∘hPrev)·Rh)
        }
        var candidate = activation.ForwardInPlace(sh);
        var h = z.Multiply(hPrev).Add(z.Affine(-1, 1).Multiply(candidate)); // h = z∘hPrev + (1 − z)∘ĥ
        saved = new Saved(sz, sr, sh, z, r, candidate, reset, hPrev);
        return new RecurrentState(h);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved s, in GateProduct R, Tensor dz)
    {
        var dh = d.H;
        var dsz = gate.Backward(dh.Multiply(s.HPrev.Subtract(s.Candidate)), s.Sz, s.Z);              // dsz = dh∘(hPrev − ĥ)∘σ'(sz)
        var dsh = activation.Backward(dh.Multiply(s.Z.Affine(-1, 1)), s.Sh, s.Candidate);            // dsh = dh∘(1 − z)∘tanh'(sh)
        var dhPrev = dh.Multiply(s.Z);                                                               // dhPrev = dh∘z + what comes through the gates
        Tensor dsr;
        if (resetAfter)
        {
            dsr = gate.Backward(dsh.Multiply(s.Reset), s.Sr, s.R);                                   // dsr = dsh∘(hPrev·Rh + bRh)∘σ'(sr)
            MoveOps.JoinColumnsInto(dz, dsz, dsr, dsh);                                                  // dz of the three sums  (N, 3U)
            return new RecurrentState(dhPrev.Add(R.DotTransposed(MoveOps.JoinColumns(dsz, dsr, dsh.Multiply(s.R)))));
        }
        var dReset = R.OfGates(2, 1, of: 3).DotTransposed(dsh);                                      // d(r∘hPrev) = dsh·Rhᵀ
        dsr = gate.Backward(dReset.Multiply(s.HPrev), s.Sr, s.R);                                    // dsr = dReset∘hPrev∘σ'(sr)
        MoveOps.JoinColumnsInto(dz, dsz, dsr, dsh);
        return new RecurrentState(dhPrev.Add(dReset.Multiply(s.R)).Add(R.OfGates(0, 2, of: 3).DotTransposed(MoveOps.JoinColumns(dsz, dsr))));
    }

    /// <summary>The candidate's product is no plain hPrev·R: r stands behind it, or between hPrev and it.</summary>
    internal override void AddRecurrentGradient(in RecurrentGroup<Saved> s, int first, int last, Tensor dz, in RecurrentGradients gradients)
    {
        var (dR, db) = (gradients.RecurrentKernel, gradients.Bias);
        var hPrev = s.H[s.Rows(first, last)];                                                        // (…·N, U)
        var (dsz, dsr, dsh) = dz.SplitColumns(3);
        if (resetAfter)
        {
            // step.R is the reset gate r, s.R the product with the recurrent kernel
            var dhR = MoveOps.JoinColumns(dsz, dsr, dsh.Multiply(s.OfSteps(first, last, static step => step.R)));
            s.R.AddGradient(hPrev, dhR, dR);                                                       // dR += hPrevᵀ·d(hPrev·R)
            if (db.HasValue)
                dhR.SumRows(addTo: db[1]);
            return;
        }
        var kernels = dR.SplitColumns(3);
        var dRzr = MoveOps.JoinColumns(kernels[0], kernels[1]);
        var dRh = kernels[2];
        s.R.OfGates(0, 2, of: 3).AddGradient(hPrev, MoveOps.JoinColumns(dsz, dsr), dRzr);
        s.R.OfGates(2, 1, of: 3).AddGradient(s.OfSteps(first, last, static step => step.Reset), dsh, dRh);     // dRh += (r∘hPrev)ᵀ·dsh
        MoveOps.JoinColumnsInto(dR, dRzr, dRh);
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) => new GRU(settings, gate, resetAfter, name);
}
