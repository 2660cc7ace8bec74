using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Initializers;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997; the forget gate: Gers and others 2000). Beside its hidden state h it carries a cell state c,
/// which it changes by adding and scaling only, so that a gradient can travel back over many steps without fading.
/// Takes (N, T, D), gives (N, U), or (N, T, U) with returnSequences. As in Keras 3: kernel (D, 4U), recurrent kernel (U, 4U), bias (4U),
/// each with the gates in the order i, f, g, o. Explained in lesson 07-lstm.
/// </summary>
public sealed class LSTM : RecurrentLayer<LSTM.Saved>
{
    readonly ActivationFunction activation, gate;

    /// <summary>
    /// What the way back through a time step needs: the gates i, f, g, o side by side before and after their activation, each (N, 4U)
    /// (one tensor, where the slope follows from the output alone, as with σ and tanh); the cell state, its activation, and the cell
    /// state before, each (N, U).
    /// </summary>
    public readonly record struct Saved(Tensor Z, Tensor Gates, Tensor C, Tensor TanhC, Tensor CPrev);

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
        (activation, this.gate) = (settings.Activation, gate);

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => // h = o∘tanh(c)
        gate.RangeFor(OutputRange.Any)?.Times(activation.RangeFor(OutputRange.Any) ?? OutputRange.Any);

    /// <inheritdoc/>
    protected override bool HasCellState => true;

    /// <inheritdoc/>
    protected internal override RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R, out Saved saved)
    {
        var (hPrev, cPrev) = previous;
        var z = R.Dot(hPrev, addTo: xW);                    // z = x·W + b + hPrev·R                  (N, 4U)
        var gates = Activate(z);                            // i, f, o = σ(z), g = tanh(z)            (N, 4U)
        var (i, f, g, o) = Columns.Four(gates);             // input, forget, candidate, output       (N, U)
        var c = NewLike(cPrev);
        Formula.Of<CellState>(i, f, g, cPrev, c);           // c = f∘cPrev + i∘g                      (N, U)
        var tanhC = activation.Forward(c);                  // tanhC = tanh(c)
        var h = NewLike(cPrev);
        Formula.Of<Multiply>(o, tanhC, h);                  // h = o∘tanh(c)
        saved = new Saved(z, gates, c, tanhC, cPrev);
        return new RecurrentState(h, c);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved s, in GateProduct R, Tensor dz)
    {
        var (dh, dcNext) = d;
        var (i, f, g, o) = Columns.Four(s.Gates);
        var dtanhC = NewLike(dh);
        Formula.Of<Multiply>(dh, o, dtanhC);                // h = o∘tanh(c):  dtanhC = dh∘o
        var dcOfH = activation.Backward(dtanhC, s.C, s.TanhC);  //             dcOfH = dtanhC∘tanh'(c)
        var (di, df, dg, dO) = Columns.Four(dz);
        var dcPrev = NewLike(dh);
        Formula.Run(default(CellGradients), dh, dh, dcNext, dcOfH, i, f, g, s.TanhC, s.CPrev, di, df, dg, dO, dcPrev);
        BackThroughGates(dz, s);                            // dz = d(i, f, g, o)∘(σ', σ', tanh', σ') (N, 4U)
        return new RecurrentState(R.DotTransposed(dz), dcPrev); // dhPrev = dz·Rᵀ
    }

    /// <summary>c = f∘cPrev + i∘g</summary>
    readonly struct CellState : IFunction4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V i, V f, V g, V cPrev) where V : struct, INumbers<V> => f * cPrev + i * g;
    }

    /// <summary>The way back through c = f∘cPrev + i∘g and h = o∘tanh(c).</summary>
    internal readonly struct CellGradients : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V dh = at[0, n], dcNext = at[1, n], dcOfH = at[2, n];
                V i = at[3, n], f = at[4, n], g = at[5, n], tanhC = at[6, n], cPrev = at[7, n];
                var dc = dcNext + dcOfH;    // c feeds the next time step and h
                at[8, n] = dc * g;          // di = dc∘g
                at[9, n] = dc * cPrev;      // df = dc∘cPrev
                at[10, n] = dc * i;         // dg = dc∘i
                at[11, n] = dh * tanhC;     // do = dh∘tanh(c)
                at[12, n] = dc * f;         // dcPrev = dc∘f
            }
        }
    }

    /// <summary>i, f, o = σ(z) and g = tanh(z), written over z where no slope asks for it.</summary>
    Tensor Activate(Tensor z)
    {
        var gates = gate.NeedsZ || activation.NeedsZ ? NewLike(z) : z;
        gate.Forward(Columns.Blocks(z, 0, 2, of: 4), Columns.Blocks(gates, 0, 2, of: 4));
        activation.Forward(Columns.Blocks(z, 2, 1, of: 4), Columns.Blocks(gates, 2, 1, of: 4));
        gate.Forward(Columns.Blocks(z, 3, 1, of: 4), Columns.Blocks(gates, 3, 1, of: 4));
        return gates;
    }

    /// <summary>From the gradients of the gates to those of the sums z before them, in place.</summary>
    void BackThroughGates(Tensor dz, in Saved s)
    {
        Back(gate, 0, 2, s);            // dzi = di∘σ'(zi), dzf = df∘σ'(zf)
        Back(activation, 2, 1, s);      // dzg = dg∘tanh'(zg)
        Back(gate, 3, 1, s);            // dzo = do∘σ'(zo)

        void Back(ActivationFunction f, int from, int count, in Saved s)
        {
            var columns = Columns.Blocks(dz, from, count, of: 4);
            f.Backward(columns, Columns.Blocks(s.Z, from, count, of: 4), Columns.Blocks(s.Gates, from, count, of: 4), columns);
        }
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) => new LSTM(settings, gate, name);
}
