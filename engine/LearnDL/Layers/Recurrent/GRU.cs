using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Numbers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The gated recurrent unit (Cho and others 2014): an LSTM's idea with two gates and no cell state beside h.
/// The update gate z mixes the state before with a candidate ĥ; the reset gate r says how much of the state
/// before the candidate sees. Takes (N, T, D), gives (N, U), or (N, T, U) with returnSequences. As in Keras 3:
/// kernel (D, 3U), recurrent kernel (U, 3U), each with the gates in the order z, r, h. With resetAfter (the
/// default) r is applied after the product with R, which has a bias of its own: bias (2, 3U). Without it, r is
/// applied before, as in the paper: bias (3U).
/// </summary>
public sealed partial class GRU : RecurrentLayer<GRU.Saved>
{
    readonly ActivationFunction activation, gate;
    readonly ActivationPair pair;
    readonly bool resetAfter;

    /// <summary>
    /// What the way back through a time step needs: z, r and the candidate ĥ side by side before and after their
    /// activation, each (N, 3U); what the reset gate scales or has scaled, and the state before, each (N, U).
    /// </summary>
    /// <param name="Sums">The gates and the candidate before their activation; the same tensor as Gates,
    /// where no slope asks for it.</param>
    /// <param name="Gates">z, r and ĥ.</param>
    /// <param name="HR">hPrev·R + bR (N, 3U), whose last U columns r scales; without resetAfter r∘hPrev (N, U).</param>
    /// <param name="HPrev">The state before.</param>
    public readonly record struct Saved(Tensor Sums, Tensor Gates, Tensor HR, Tensor HPrev);

    /// <param name="units">U, the numbers in the hidden state.</param>
    /// <param name="activation">The activation of the candidate; "tanh" by default, for null too,
    /// which is "linear" in Keras.</param>
    /// <param name="recurrentActivation">The activation of the two gates; "sigmoid" by default, for null too.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="kernelInitializer">How W begins; "glorot_uniform" by default.</param>
    /// <param name="recurrentInitializer">How R begins; "orthogonal" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="dropout">The share of the inputs that is dropped while learning, the same
    /// at every time step; 0 by default.</param>
    /// <param name="recurrentDropout">The share of h that is dropped on its way into the gates while learning, the same
    /// at every time step; 0 by default.</param>
    /// <param name="seed">A seed of its own for the dropout.</param>
    /// <param name="returnSequences">Whether h after every time step is given, or only after
    /// the last; false by default.</param>
    /// <param name="returnState">Whether the final state, h, is given beside the output, for a functional model:
    /// <c>var (y, h) = new GRU(8, returnState: true).Apply(x)</c>; false by default.</param>
    /// <param name="goBackwards">Whether the last time step is read first; false by default.</param>
    /// <param name="stateful">Whether a batch begins in the state the batch before ended in, in Fit, Evaluate and
    /// Predict alike; false by default.</param>
    /// <param name="resetAfter">Whether the reset gate is applied after the product; true by default.</param>
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
    public GRU(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null,
        bool useBias = true, Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null, double dropout = 0, double recurrentDropout = 0, int? seed = null,
        bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false,
        bool resetAfter = true, int? truncate = null, Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null, Constraint? biasConstraint = null, string? name = null)
        : this(new RecurrentSettings(nameof(GRU), units, activation ?? "tanh", useBias,
            kernelInitializer ?? new GlorotUniform(), recurrentInitializer ?? new Orthogonal(),
            biasInitializer ?? new Zeros(), dropout, recurrentDropout, seed, returnSequences, returnState, goBackwards,
            stateful, truncate)
        {
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            ActivityRegularizer = activityRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        }, recurrentActivation ?? "sigmoid", resetAfter, name)
    {
    }

    GRU(RecurrentSettings settings, ActivationFunction gate, bool resetAfter, string? name)
        : base(settings, gates: 3, name) =>
            (activation, this.gate, pair, this.resetAfter) = (settings.Activation, gate,
                ActivationPair.Of(gate, settings.Activation, Called(nameof(GRU), name)), resetAfter);

    /// <summary>The activation of the gates z and r.</summary>
    public ActivationFunction RecurrentActivation => gate;

    /// <summary>Whether the reset gate is applied after the product with R.</summary>
    public bool ResetAfter => resetAfter;

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
    protected internal override RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R,
        out Saved saved)
    {
        var hPrev = previous.H;
        var gates = gate.NeedsZ || activation.NeedsZ ? NewLike(xW) : xW;   // z, r, ĥ, in place of their sums   (N, 3U)
        var h = NewLike(hPrev);                                            //                                   (N, U)
        if (resetAfter)
        {
            var hR = R.Dot(hPrev);                                         // hPrev·R + bR                      (N, 3U)
            if (Bias is { } b)
                hR.AddRow(b.Value[1], into: hR);
            pair.Run(new StepOperands(Stage.All, xW, gates, hR, Columns.Blocks(hR, 2, 1, of: 3), hPrev, h));
            saved = new Saved(xW, gates, hR, hPrev);
            return new RecurrentState(h);
        }
        var reset = NewLike(hPrev);                                        // r∘hPrev                           (N, U)
        var hRzr = R.OfGates(0, 2, of: 3).Dot(hPrev);                      // hPrev·R of z and r                (N, 2U)
        pair.Run(new StepOperands(Stage.Gates, xW, gates, hRzr, reset, hPrev, h));
        var sum = Columns.Blocks(xW, 2, 1, of: 3);
        sum.CopyFrom(R.OfGates(2, 1, of: 3).Dot(reset, addTo: sum.Copy())); // xWh + (r∘hPrev)·Rh
        pair.Run(new StepOperands(Stage.Candidate, xW, gates, hRzr, reset, hPrev, h));
        saved = new Saved(xW, gates, reset, hPrev);
        return new RecurrentState(h);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved s, in GateProduct R, Tensor dz)
    {
        var dhPrev = NewLike(d.H);                                          // what does not come through a product
        if (resetAfter)
        {
            pair.Run(new StepBackOperands(Stage.All, d.H, dz, dhPrev, s, Columns.Blocks(s.HR, 2, 1, of: 3), dhPrev));
            return new RecurrentState(dhPrev.Add(R.DotTransposed(GradientOfProduct(dz, s.Gates))));
        }
        pair.Run(new StepBackOperands(Stage.Candidate, d.H, dz, dhPrev, s, s.HR, dhPrev));
        var dsh = Columns.Blocks(dz, 2, 1, of: 3).Copy();
        var dReset = R.OfGates(2, 1, of: 3).DotTransposed(dsh);             // d(r∘hPrev) = dsh·Rhᵀ
        pair.Run(new StepBackOperands(Stage.Gates, d.H, dz, dhPrev, s, s.HR, dReset));
        return new RecurrentState(
            dhPrev.Add(R.OfGates(0, 2, of: 3).DotTransposed(Columns.Blocks(dz, 0, 2, of: 3).Copy())));
    }

    /// <summary>
    /// Without resetAfter a product with Rh stands between the gates and the
    /// candidate, and the formulas go in two stages.
    /// </summary>
    enum Stage
    {
        All,
        Gates,
        Candidate,
    }

    /// <summary>A time step's equations, from the sums of x·W + b to the new state.</summary>
    readonly struct StepFormula<TGate, TCell>(TGate sigma, TCell tanh, Stage stage) : IFormula
        where TGate : struct, IActivation where TCell : struct, IActivation
    {
        const int Sz = 0, Sr = 1, Sh = 2, Z = 3, R = 4, Candidate = 5, HRz = 6, HRr = 7, Reset = 8, HPrev = 9, H = 10;

        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            if (stage != Stage.Candidate)
            {
                for (var n = 0; n < at.Length; n += V.Count)
                    (at[Sz, n], at[Sr, n]) = (at[Sz, n] + at[HRz, n], at[Sr, n] + at[HRr, n]);
                ActivationPass.Forward<V, TPlaces, TGate>(sigma, at, Sz, Z);      // z = σ(xWz + hPrev·Rz)  update gate
                ActivationPass.Forward<V, TPlaces, TGate>(sigma, at, Sr, R);      // r = σ(xWr + hPrev·Rr)  reset gate
            }
            if (stage == Stage.All)
                for (var n = 0; n < at.Length; n += V.Count)
                    at[Sh, n] = at[Sh, n] + at[R, n] * at[Reset, n];              // xWh + r∘(hPrev·Rh + bRh)
            if (stage == Stage.Gates)
            {
                for (var n = 0; n < at.Length; n += V.Count)
                    at[Reset, n] = at[R, n] * at[HPrev, n];                       // r∘hPrev
                return;
            }
            ActivationPass.Forward<V, TPlaces, TCell>(tanh, at, Sh, Candidate);   // ĥ = tanh(sh)           candidate
            for (var n = 0; n < at.Length; n += V.Count)
                at[H, n] = at[Z, n] * at[HPrev, n] + (1 - at[Z, n]) * at[Candidate, n]; // h = z∘hPrev + (1 − z)∘ĥ
        }
    }

    /// <summary>The same backwards, from the gradient of h to those of the sums, and of the state before.</summary>
    readonly struct StepBackFormula<TGate, TCell>(TGate sigma, TCell tanh, Stage stage) : IFormula
        where TGate : struct, IActivation where TCell : struct, IActivation
    {
        const int Dh = 0, Dsz = 1, Dsr = 2, Dsh = 3, DhPrev = 4, Z = 5, R = 6, Candidate = 7, Reset = 8, HPrev = 9;
        const int Sz = 10, Sr = 11, Sh = 12, DReset = 13;

        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; stage != Stage.Gates && n < at.Length; n += V.Count)
            {
                V dh = at[Dh, n], z = at[Z, n], candidate = at[Candidate, n];
                // dsz = dh∘(hPrev − ĥ)∘σ'(sz),  dsh = dh∘(1 − z)∘tanh'(sh),  dhPrev = dh∘z + …
                at[Dsz, n] = sigma.Backward(dh * (at[HPrev, n] - candidate), at[Sz, n], z);
                at[Dsh, n] = tanh.Backward(dh * (1 - z), at[Sh, n], candidate);
                at[DhPrev, n] = dh * z;
            }
            for (var n = 0; stage == Stage.All && n < at.Length; n += V.Count)
                // dsr = dsh∘(hPrev·Rh + bRh)∘σ'(sr)
                at[Dsr, n] = sigma.Backward(at[Dsh, n] * at[Reset, n], at[Sr, n], at[R, n]);
            for (var n = 0; stage == Stage.Gates && n < at.Length; n += V.Count)
            {
                var dReset = at[DReset, n];
                // dsr = dReset∘hPrev∘σ'(sr),  dhPrev = … + dReset∘r
                at[Dsr, n] = sigma.Backward(dReset * at[HPrev, n], at[Sr, n], at[R, n]);
                at[DhPrev, n] = at[DhPrev, n] + dReset * at[R, n];
            }
        }
    }

    /// <summary>The tensors of a time step, in the order of the formula's numbers.</summary>
    readonly struct StepOperands(Stage stage, Tensor sums, Tensor gates, Tensor hR, Columns reset, Tensor hPrev,
        Tensor h) : IGatedStep
    {
        public void Run<TGate, TCell>(TGate gate, TCell cell)
            where TGate : struct, IActivation where TCell : struct, IActivation
        {
            var blocks = hR.Shape[1] / h.Shape[1];
            Formula.Run(new StepFormula<TGate, TCell>(gate, cell, stage), h,
                Operand.SideBySide(sums, 3), Operand.SideBySide(gates, 3),
                Columns.Blocks(hR, 0, 1, of: blocks), Columns.Blocks(hR, 1, 1, of: blocks), reset, hPrev, h);
        }
    }

    /// <summary>The tensors of a time step back, in the order of the formula's numbers.</summary>
    readonly struct StepBackOperands(Stage stage, Tensor dh, Tensor dz, Tensor dhPrev, Saved s, Columns reset,
        Tensor dReset) : IGatedStep
    {
        public void Run<TGate, TCell>(TGate gate, TCell cell)
            where TGate : struct, IActivation where TCell : struct, IActivation =>
            Formula.Run(new StepBackFormula<TGate, TCell>(gate, cell, stage), dh,
                dh, Operand.SideBySide(dz, 3), dhPrev, Operand.SideBySide(s.Gates, 3), reset, s.HPrev,
                Operand.SideBySide(s.Sums, 3), dReset);
    }

    /// <summary>
    /// With resetAfter, r stands behind the product of the candidate: d(hPrev·R) = (dsz, dsr, dsh∘r).
    /// </summary>
    static Tensor GradientOfProduct(Tensor dz, Tensor gates)
    {
        var dhR = NewLike(dz);
        dhR.CopyFrom(dz);
        var last = Columns.Blocks(dhR, 2, 1, of: 3);
        Formula.Run(default(Each2<Numbers.Multiply>), last.Rows, last.Count, last, Columns.Blocks(gates, 1, 1, of: 3),
            last);
        return dhR;
    }

    /// <summary>The candidate's product is no plain hPrev·R: r stands behind it, or between hPrev and it.</summary>
    internal override void AddRecurrentGradient(in RecurrentGroup<Saved> s, int first, int last, Tensor dz,
        in RecurrentGradients gradients)
    {
        var (dR, db) = (gradients.RecurrentKernel, gradients.Bias);
        var hPrev = s.H[s.Rows(first, last)];                                               // (…·N, U)
        if (resetAfter)
        {
            var dhR = GradientOfProduct(dz, s.OfSteps(first, last, static step => step.Gates));
            s.R.AddGradient(hPrev, dhR, dR);                                                // dR += hPrevᵀ·d(hPrev·R)
            if (db.HasValue)
                dhR.SumRows(addTo: db[1]);
            return;
        }
        var (dsz, dsr, dsh) = dz.SplitColumns(3);
        var kernels = dR.SplitColumns(3);
        var dRzr = MoveOps.JoinColumns(kernels[0], kernels[1]);
        var dRh = kernels[2];
        var resets = s.OfSteps(first, last, static step => step.HR);                        // r∘hPrev   (…·N, U)
        s.R.OfGates(0, 2, of: 3).AddGradient(hPrev, MoveOps.JoinColumns(dsz, dsr), dRzr);   // dRzr += hPrevᵀ·(dsz, dsr)
        s.R.OfGates(2, 1, of: 3).AddGradient(resets, dsh, dRh);                             // dRh += (r∘hPrev)ᵀ·dsh
        MoveOps.JoinColumnsInto(dR, dRzr, dRh);
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) =>
        new GRU(settings, gate, resetAfter, name);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "recurrent_activation", gate }, { "reset_after", resetAfter },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GRU FromConfig(Config config) =>
        Make(config, c => new GRU(c.Int("units"), c.Activation("activation"), c.Activation("recurrent_activation"),
            c.Bool("use_bias", true), c.Initializer("kernel_initializer"), c.Initializer("recurrent_initializer"),
            c.Initializer("bias_initializer"), c.Number("dropout", 0), c.Number("recurrent_dropout", 0),
            c.IntOrNull("seed"), c.Bool("return_sequences", false), c.Bool("return_state", false),
            c.Bool("go_backwards", false), c.Bool("stateful", false), c.Bool("reset_after", true),
            c.IntOrNull("truncate"), c.Regularizer("kernel_regularizer"), c.Regularizer("recurrent_regularizer"),
            c.Regularizer("bias_regularizer"), c.Regularizer("activity_regularizer"),
            c.Constraint("kernel_constraint"), c.Constraint("recurrent_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
