using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Numbers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997; the forget gate: Gers and others 2000). Beside its
/// hidden state h it carries a cell state c, which it changes by adding and scaling only, so that a gradient
/// can travel back over many time steps without fading. Takes (N, T, D), gives (N, U), or (N, T, U) with
/// returnSequences. As in Keras 3: kernel (D, 4U), recurrent kernel (U, 4U), bias (4U), each with the gates in
/// the order i, f, g, o. Explained in lesson 07-lstm.
/// </summary>
public sealed partial class LSTM : RecurrentLayer<LSTM.Saved>
{
    readonly ActivationFunction activation, gate;
    readonly ActivationPair pair;

    /// <summary>
    /// What the way back through a time step needs: the gates i, f, g, o side by side before and after their
    /// activation, each (N, 4U) (one tensor, where the slope follows from the output alone, as with σ and tanh); the
    /// cell state, its activation, and the cell state before, each (N, U).
    /// </summary>
    public readonly record struct Saved(Tensor Z, Tensor Gates, Tensor C, Tensor TanhC, Tensor CPrev);

    /// <param name="units">U, the numbers in the hidden state, and in the cell state.</param>
    /// <param name="activation">The activation of the candidate g and of the cell state; "tanh" by default, for null
    /// too, which is "linear" in Keras.</param>
    /// <param name="recurrentActivation">The activation of the three gates; "sigmoid" by default, for null too.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="kernelInitializer">How W begins; "glorot_uniform" by default.</param>
    /// <param name="recurrentInitializer">How R begins; "orthogonal" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias begins at 1, so that the cell
    /// remembers at first; true by default.</param>
    /// <param name="dropout">The share of the inputs that is dropped while learning, the same
    /// at every time step; 0 by default.</param>
    /// <param name="recurrentDropout">The share of h that is dropped on its way into the gates while learning, the same
    /// at every time step; 0 by default.</param>
    /// <param name="seed">A seed of its own for the dropout.</param>
    /// <param name="returnSequences">Whether h after every time step is given, or only after
    /// the last; false by default.</param>
    /// <param name="returnState">Whether the final state, h and c, is given beside the output, for a functional model:
    /// <c>var (y, h, c) = new LSTM(8, returnState: true).Apply(x)</c>; false by default.</param>
    /// <param name="goBackwards">Whether the last time step is read first; false by default.</param>
    /// <param name="stateful">Whether a batch begins in the state the batch before ended in, in Fit, Evaluate and
    /// Predict alike; false by default.</param>
    /// <param name="truncate">How many time steps a gradient is carried back at most (truncated backpropagation through
    /// time, Williams and Peng 1990; not in Keras); the whole sequence by default.</param>
    /// <param name="kernelRegularizer">What W costs in the loss; nothing by default.</param>
    /// <param name="recurrentRegularizer">What R costs in the loss; nothing by default.</param>
    /// <param name="biasRegularizer">What b costs in the loss; nothing by default.</param>
    /// <param name="activityRegularizer">What the output costs in the loss, divided by the number of samples; nothing
    /// by default.</param>
    /// <param name="kernelConstraint">What W must obey after each step; none by default.</param>
    /// <param name="recurrentConstraint">What R must obey after each step; none by default.</param>
    /// <param name="biasConstraint">What b must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public LSTM(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null,
        bool useBias = true, Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null, bool unitForgetBias = true, double dropout = 0,
        double recurrentDropout = 0, int? seed = null, bool returnSequences = false, bool returnState = false,
        bool goBackwards = false, bool stateful = false, int? truncate = null, Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null, Constraint? biasConstraint = null, string? name = null)
        : this(new RecurrentSettings(nameof(LSTM), units, activation ?? "tanh", useBias,
            kernelInitializer ?? new GlorotUniform(), recurrentInitializer ?? new Orthogonal(),
            unitForgetBias ? new UnitForgetBias(biasInitializer ?? new Zeros()) : biasInitializer ?? new Zeros(),
            dropout, recurrentDropout, seed, returnSequences, returnState, goBackwards, stateful, truncate)
        {
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            ActivityRegularizer = activityRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        },
            recurrentActivation ?? "sigmoid", name)
    {
    }

    LSTM(RecurrentSettings settings, ActivationFunction gate, string? name) : base(settings, gates: 4, name) =>
        (activation, this.gate, pair) = (settings.Activation, gate,
            ActivationPair.Of(gate, settings.Activation, Called(nameof(LSTM), name)));

    /// <summary>The activation of the gates i, f and o.</summary>
    public ActivationFunction RecurrentActivation => gate;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => // h = o∘tanh(c)
        gate.RangeFor(OutputRange.Any)?.Times(activation.RangeFor(OutputRange.Any) ?? OutputRange.Any);

    /// <inheritdoc/>
    protected override bool HasCellState => true;

    /// <inheritdoc/>
    protected internal override RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R,
        out Saved saved)
    {
        var (hPrev, cPrev) = previous;
        var z = R.Dot(hPrev, addTo: xW);                                       // z = x·W + b + hPrev·R       (N, 4U)
        var gates = gate.NeedsZ || activation.NeedsZ ? NewLike(z) : z;         // i, f, g, o, in place of z   (N, 4U)
        Tensor c = NewLike(cPrev), tanhC = NewLike(cPrev), h = NewLike(cPrev); // of the new state            (N, U)
        pair.Run(new StepOperands(z, gates, cPrev, c, tanhC, h));
        saved = new Saved(z, gates, c, tanhC, cPrev);
        return new RecurrentState(h, c);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved s, in GateProduct R, Tensor dz)
    {
        var (dh, dcNext) = d;
        var dcPrev = NewLike(dcNext);
        pair.Run(new StepBackOperands(dh, dcNext, s, dz, dcPrev));             // dz                          (N, 4U)
        var dhPrev = R.DotTransposed(dz);                                      // dhPrev = dz·Rᵀ              (N, U)
        return new RecurrentState(dhPrev, dcPrev);
    }

    /// <summary>A time step's equations, from the sums z to the new state.</summary>
    readonly struct StepFormula<TGate, TCell>(TGate sigma, TCell tanh) : IFormula
        where TGate : struct, IActivation where TCell : struct, IActivation
    {
        const int Zi = 0, Zf = 1, Zg = 2, Zo = 3, I = 4, F = 5, G = 6, O = 7, CPrev = 8, C = 9, TanhC = 10, H = 11;

        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            ActivationPass.Forward<V, TPlaces, TGate>(sigma, at, Zi, I);        // i = σ(zi)          input gate
            ActivationPass.Forward<V, TPlaces, TGate>(sigma, at, Zf, F);        // f = σ(zf)          forget gate
            ActivationPass.Forward<V, TPlaces, TCell>(tanh, at, Zg, G);         // g = tanh(zg)       candidate
            ActivationPass.Forward<V, TPlaces, TGate>(sigma, at, Zo, O);        // o = σ(zo)          output gate
            for (var n = 0; n < at.Length; n += V.Count)
                at[C, n] = at[F, n] * at[CPrev, n] + at[I, n] * at[G, n];       // c = f∘cPrev + i∘g  cell state
            ActivationPass.Forward<V, TPlaces, TCell>(tanh, at, C, TanhC);      // tanhC = tanh(c)
            for (var n = 0; n < at.Length; n += V.Count)
                at[H, n] = at[O, n] * at[TanhC, n];                             // h = o∘tanh(c)      hidden state
        }
    }

    /// <summary>The same backwards: from the gradients of h and c to that of z, and of the cell state before.</summary>
    readonly struct StepBackFormula<TGate, TCell>(TGate sigma, TCell tanh) : IFormula
        where TGate : struct, IActivation where TCell : struct, IActivation
    {
        const int Dh = 0, DcNext = 1, Dzi = 2, Dzf = 3, Dzg = 4, Dzo = 5, DcPrev = 6;
        const int I = 7, F = 8, G = 9, O = 10, C = 11, TanhC = 12, CPrev = 13, Zi = 14, Zf = 15, Zg = 16, Zo = 17;

        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V dh = at[Dh, n], tanhC = at[TanhC, n], i = at[I, n], g = at[G, n];
                var dc = at[DcNext, n] + tanh.Backward(dh * at[O, n], at[C, n], tanhC); // dc = dcNext + dh∘o∘tanh'(c)
                at[Dzo, n] = sigma.Backward(dh * tanhC, at[Zo, n], at[O, n]);           // dzo = dh∘tanh(c)∘σ'(zo)
                at[Dzi, n] = sigma.Backward(dc * g, at[Zi, n], i);                      // dzi = dc∘g∘σ'(zi)
                at[Dzf, n] = sigma.Backward(dc * at[CPrev, n], at[Zf, n], at[F, n]);    // dzf = dc∘cPrev∘σ'(zf)
                at[Dzg, n] = tanh.Backward(dc * i, at[Zg, n], g);                       // dzg = dc∘i∘tanh'(zg)
                at[DcPrev, n] = dc * at[F, n];                                          // dcPrev = dc∘f
            }
        }
    }

    /// <summary>
    /// The tensors of a time step, in the order of the formula's numbers; four blocks side by side count as four.
    /// </summary>
    readonly struct StepOperands(Tensor z, Tensor gates, Tensor cPrev, Tensor c, Tensor tanhC, Tensor h) : IGatedStep
    {
        public void Run<TGate, TCell>(TGate gate, TCell cell)
            where TGate : struct, IActivation where TCell : struct, IActivation =>
            Formula.Run(new StepFormula<TGate, TCell>(gate, cell), h,
                Operand.SideBySide(z, 4), Operand.SideBySide(gates, 4), cPrev, c, tanhC, h);
    }

    /// <summary>The tensors of a time step back, in the order of the formula's numbers.</summary>
    readonly struct StepBackOperands(Tensor dh, Tensor dcNext, Saved s, Tensor dz, Tensor dcPrev) : IGatedStep
    {
        public void Run<TGate, TCell>(TGate gate, TCell cell)
            where TGate : struct, IActivation where TCell : struct, IActivation =>
            Formula.Run(new StepBackFormula<TGate, TCell>(gate, cell), dh, dh, dcNext,
                Operand.SideBySide(dz, 4), dcPrev,
                Operand.SideBySide(s.Gates, 4), s.C, s.TanhC, s.CPrev, Operand.SideBySide(s.Z, 4));
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) =>
        new LSTM(settings, gate, name);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "recurrent_activation", gate }, { "unit_forget_bias", Settings.BiasInitializer is UnitForgetBias },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static LSTM FromConfig(Config config) =>
        Make(config, c => new LSTM(c.Int("units"), c.Activation("activation"), c.Activation("recurrent_activation"),
            c.Bool("use_bias", true), c.Initializer("kernel_initializer"), c.Initializer("recurrent_initializer"),
            c.Initializer("bias_initializer"), c.Bool("unit_forget_bias", true), c.Number("dropout", 0),
            c.Number("recurrent_dropout", 0), c.IntOrNull("seed"), c.Bool("return_sequences", false),
            c.Bool("return_state", false), c.Bool("go_backwards", false), c.Bool("stateful", false),
            c.IntOrNull("truncate"), c.Regularizer("kernel_regularizer"), c.Regularizer("recurrent_regularizer"),
            c.Regularizer("bias_regularizer"), c.Regularizer("activity_regularizer"),
            c.Constraint("kernel_constraint"), c.Constraint("recurrent_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
