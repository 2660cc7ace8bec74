using LearnDL.Activations;
using LearnDL.Initializers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997; the forget gate: Gers and others 2000). Beside its hidden state h it carries a cell state c,
/// which it changes by adding and scaling only, so that a gradient can travel back over many steps without fading.
/// Takes (N, T, D), gives (N, U), or (N, T, U) with returnSequences. As in Keras 3: kernel (D, 4U), recurrent kernel (U, 4U), bias (4U),
/// each with the gates in the order i, f, g, o. Explained in lesson 07-lstm.
/// </summary>
public sealed partial class LSTM : RecurrentLayer<LSTM.Saved>
{
    readonly ActivationFunction activation, gate;

    /// <summary>
    /// What one step's Backward needs, each (N, U): the gates before and after their activation (one tensor, where the slope follows from the output alone, as with σ and tanh),
    /// the cell state, its activation, and the cell state before.
    /// Where a backend computed the step in one pass, Gates (N, 4U) stands for I, F, G and O.
    /// </summary>
    public readonly record struct Saved(Tensor Zi, Tensor Zf, Tensor Zg, Tensor Zo, Tensor I, Tensor F, Tensor G, Tensor O, Tensor C, Tensor TanhC, Tensor CPrev, Tensor Gates = default);

    /// <param name="units">U, the numbers in the hidden state, and in the cell state.</param>
    /// <param name="activation">The activation of the candidate g and of the cell state; "tanh" by default, for null too, which is "linear" in Keras.</param>
    /// <param name="recurrentActivation">The activation of the three gates; "sigmoid" by default, for null too.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="kernelInitializer">How W begins; "glorot_uniform" by default.</param>
    /// <param name="recurrentInitializer">How R begins; "orthogonal" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias begins at 1, so that the cell remembers at first; true by default.</param>
    /// <param name="dropout">The share of the inputs that is dropped while learning, the same at every step; 0 by default.</param>
    /// <param name="recurrentDropout">The share of h that is dropped on its way into the gates while learning, the same at every step; 0 by default.</param>
    /// <param name="seed">A seed of its own for the dropout.</param>
    /// <param name="returnSequences">Whether h after every step is given, or only after the last; false by default.</param>
    /// <param name="returnState">Keras's setting for a second output, the final state; false by default. No model takes it yet: <c>saved.Final</c> of the layer's own Forward is the state, whatever is set here.</param>
    /// <param name="goBackwards">Whether the last step is read first; false by default.</param>
    /// <param name="stateful">Whether a batch begins in the state the batch before ended in, be it one of Fit, Evaluate or Predict; false by default.</param>
    /// <param name="truncate">How many steps a gradient is carried back at most (truncated backpropagation through time, Williams and Peng 1990; not in Keras); the whole sequence by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public LSTM(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null, bool useBias = true,
        Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null, bool unitForgetBias = true,
        double dropout = 0, double recurrentDropout = 0, int? seed = null, bool returnSequences = false, bool returnState = false,
        bool goBackwards = false, bool stateful = false, int? truncate = null, string? name = null)
        : this(new RecurrentSettings(nameof(LSTM), units, activation ?? "tanh", useBias, kernelInitializer ?? new GlorotUniform(), recurrentInitializer ?? new Orthogonal(),
            unitForgetBias ? new UnitForgetBias(biasInitializer ?? new Zeros()) : biasInitializer ?? new Zeros(), dropout, recurrentDropout, seed,
            returnSequences, returnState, goBackwards, stateful, truncate), recurrentActivation ?? "sigmoid", name)
    {
    }

    LSTM(RecurrentSettings settings, ActivationFunction gate, string? name) : base(settings, gates: 4, name) =>
        (activation, this.gate, isStandard) = (settings.Activation, gate, settings.Activation.Name == "tanh" && gate.Name == "sigmoid");

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => // h = o∘tanh(c)
        gate.RangeFor(OutputRange.Any)?.Times(activation.RangeFor(OutputRange.Any) ?? OutputRange.Any);

    /// <inheritdoc/>
    protected override bool HasCellState => true;

    /// <inheritdoc/>
    protected internal override RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R, out Saved saved)
    {
        var (hPrev, cPrev) = previous;
        var z = R.Dot(hPrev, addTo: xW);               // z = x·W + b + hPrev·R          (N, 4U)
        if (TryInOnePass(z, cPrev, out var next, out saved)) // what follows, where the backend has it as one kernel: LSTM.OnePass.cs
            return next;
        var (zi, zf, zg, zo) = z.SplitColumns(4);      // each                           (N, U)
        var i = gate.ForwardInPlace(zi);               // input gate            i = σ(zi)
        var f = gate.ForwardInPlace(zf);               // forget gate           f = σ(zf)
        var g = activation.ForwardInPlace(zg);         // candidate             g = tanh(zg)
        var o = gate.ForwardInPlace(zo);               // output gate           o = σ(zo)
        var c = f.Multiply(cPrev).Add(i.Multiply(g));  // cell state            c = f∘cPrev + i∘g
        var tanhC = activation.Forward(c);             //                       tanhC = tanh(c)
        var h = o.Multiply(tanhC);                     // hidden state          h = o∘tanh(c)
        saved = new Saved(zi, zf, zg, zo, i, f, g, o, c, tanhC, cPrev);
        return new RecurrentState(h, c);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved saved, in GateProduct R, Tensor dz)
    {
        var (dh, dcNext) = d;
        if (TryBackInOnePass(d, saved, dz, out var dcPrev))
            return new RecurrentState(R.DotTransposed(dz), dcPrev);
        var s = GateByGate(saved);                                                    // after a forward pass in one kernel too
        var dzo = gate.Backward(dh.Multiply(s.TanhC), s.Zo, s.O);                     // do = dh∘tanh(c)      dzo = do∘σ'(zo)
        var dc = dcNext.Add(activation.Backward(dh.Multiply(s.O), s.C, s.TanhC));     // c feeds h and the next step:
                                                                                      // dc = dcNext + dh∘o∘tanh'(c)
        var dzg = activation.Backward(dc.Multiply(s.I), s.Zg, s.G);                   // dg = dc∘i            dzg = dg∘tanh'(zg)
        var dzf = gate.Backward(dc.Multiply(s.CPrev), s.Zf, s.F);                     // df = dc∘cPrev        dzf = df∘σ'(zf)
        var dzi = gate.Backward(dc.Multiply(s.G), s.Zi, s.I);                         // di = dc∘g            dzi = di∘σ'(zi)
        MoveOps.JoinColumnsInto(dz, dzi, dzf, dzg, dzo);                                  // dz                   (N, 4U)
        dcPrev = dc.Multiply(s.F);                                                    // dcPrev = dc∘f
        var dhPrev = R.DotTransposed(dz);                                             // dhPrev = dz·Rᵀ
        return new RecurrentState(dhPrev, dcPrev);
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) => new LSTM(settings, gate, name);
}
