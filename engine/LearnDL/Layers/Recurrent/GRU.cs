using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Initializers;
using LearnDL.Numbers;
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

    /// <summary>
    /// What the way back through a time step needs: z, r and the candidate ĥ side by side before and after their activation, each
    /// (N, 3U); what the reset gate scales or has scaled, and the state before, each (N, U).
    /// </summary>
    /// <param name="Sums">The gates and the candidate before their activation; the same tensor as Gates, where no slope asks for it.</param>
    /// <param name="Gates">z, r and ĥ.</param>
    /// <param name="HR">hPrev·R + bR (N, 3U), whose last U columns r scales; without resetAfter r∘hPrev (N, U).</param>
    /// <param name="HPrev">The state before.</param>
    public readonly record struct Saved(Tensor Sums, Tensor Gates, Tensor HR, Tensor HPrev);

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
        var sums = xW;                                                  // x·W + b of each gate                  (N, 3U)
        var gates = gate.NeedsZ || activation.NeedsZ ? NewLike(sums) : sums;
        var hR = resetAfter ? R.Dot(hPrev) : R.OfGates(0, 2, of: 3).Dot(hPrev); // hPrev·R, without resetAfter of z and r only
        if (resetAfter && Bias is { } b)
            hR.AddRow(b.Value[1], into: hR);                            // + bR
        Columns zr = Columns.Blocks(sums, 0, 2, of: 3), toZr = Columns.Blocks(gates, 0, 2, of: 3);
        Formula.Run(default(Each2<Add>), zr.Rows, zr.Count, zr, Columns.Blocks(hR, 0, 2, of: resetAfter ? 3 : 2), zr);
        gate.Forward(zr, toZr);                                         // z = σ(xWz + hPrev·Rz), r = σ(xWr + hPrev·Rr)
        var (z, r, candidate) = Columns.Three(gates);                   // each                                  (N, U)
        var sum = Columns.Blocks(sums, 2, 1, of: 3);
        if (resetAfter)
            Formula.Run(default(AddScaled), hPrev, sum, r, Columns.Blocks(hR, 2, 1, of: 3)); // xWh + r∘(hPrev·Rh + bRh)
        else
        {
            hR = NewLike(hPrev);
            Formula.Of<Multiply>(r, hPrev, hR);                         // r∘hPrev
            sum.CopyFrom(R.OfGates(2, 1, of: 3).Dot(hR, addTo: sum.Copy())); // xWh + (r∘hPrev)·Rh
        }
        activation.Forward(sum, candidate);                             // ĥ = tanh(sum)
        var h = NewLike(hPrev);
        Formula.Of<HiddenState>(z, candidate, hPrev, h);                // h = z∘hPrev + (1 − z)∘ĥ
        saved = new Saved(sums, gates, hR, hPrev);
        return new RecurrentState(h);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved s, in GateProduct R, Tensor dz)
    {
        var dh = d.H;
        var (z, r, candidate) = Columns.Three(s.Gates);
        var (dsz, dsr, dsh) = Columns.Three(dz);
        var dhPrev = NewLike(dh);
        Formula.Run(default(HiddenGradients), dh, dh, z, candidate, s.HPrev, dsz, dsh, dhPrev);
        activation.Backward(dsh, Columns.Blocks(s.Sums, 2, 1, of: 3), candidate, dsh);  // dsh = dĥ∘tanh'(sh)
        var dReset = resetAfter ? default : R.OfGates(2, 1, of: 3).DotTransposed(dsh.Copy()); // d(r∘hPrev) = dsh·Rhᵀ
        if (resetAfter)
            Formula.Run(default(Each2<Multiply>), dh, dsh, Columns.Blocks(s.HR, 2, 1, of: 3), dsr); // dr = dsh∘(hPrev·Rh + bRh)
        else
            Formula.Run(default(Each2<Multiply>), dh, dReset, s.HPrev, dsr);            // dr = dReset∘hPrev
        Columns dzr = Columns.Blocks(dz, 0, 2, of: 3);
        gate.Backward(dzr, Columns.Blocks(s.Sums, 0, 2, of: 3), Columns.Blocks(s.Gates, 0, 2, of: 3), dzr); // dsz, dsr: times σ'
        if (resetAfter)
            return new RecurrentState(dhPrev.Add(R.DotTransposed(GradientOfProduct(dz, s.Gates))));
        Formula.Run(default(AddScaled), dh, dhPrev, r, dReset);                         // dhPrev += r∘dReset
        return new RecurrentState(dhPrev.Add(R.OfGates(0, 2, of: 3).DotTransposed(dzr.Copy())));
    }

    /// <summary>h = z∘hPrev + (1 − z)∘ĥ</summary>
    readonly struct HiddenState : IFunction3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V z, V candidate, V hPrev) where V : struct, INumbers<V> => z * hPrev + (1 - z) * candidate;
    }

    /// <summary>The way back through h = z∘hPrev + (1 − z)∘ĥ.</summary>
    readonly struct HiddenGradients : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V dh = at[0, n], z = at[1, n], candidate = at[2, n], hPrev = at[3, n];
                at[4, n] = dh * (hPrev - candidate);    // dz = dh∘(hPrev − ĥ)
                at[5, n] = dh * (1 - z);                // dĥ = dh∘(1 − z)
                at[6, n] = dh * z;                      // dhPrev = dh∘z, and what comes through the gates
            }
        }
    }

    /// <summary>sum += r∘x</summary>
    readonly struct AddScaled : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                at[0, n] = at[0, n] + at[1, n] * at[2, n];
        }
    }

    /// <summary>With resetAfter, r stands behind the product of the candidate: d(hPrev·R) = (dsz, dsr, dsh∘r).</summary>
    static Tensor GradientOfProduct(Tensor dz, Tensor gates)
    {
        var dhR = NewLike(dz);
        dhR.CopyFrom(dz);
        var last = Columns.Blocks(dhR, 2, 1, of: 3);
        Formula.Run(default(Each2<Multiply>), last.Rows, last.Count, last, Columns.Blocks(gates, 1, 1, of: 3), last);
        return dhR;
    }

    /// <summary>The candidate's product is no plain hPrev·R: r stands behind it, or between hPrev and it.</summary>
    internal override void AddRecurrentGradient(in RecurrentGroup<Saved> s, int first, int last, Tensor dz, in RecurrentGradients gradients)
    {
        var (dR, db) = (gradients.RecurrentKernel, gradients.Bias);
        var hPrev = s.H[s.Rows(first, last)];                                                        // (…·N, U)
        if (resetAfter)
        {
            var dhR = GradientOfProduct(dz, s.OfSteps(first, last, static step => step.Gates));
            s.R.AddGradient(hPrev, dhR, dR);                                                       // dR += hPrevᵀ·d(hPrev·R)
            if (db.HasValue)
                dhR.SumRows(addTo: db[1]);
            return;
        }
        var (dsz, dsr, dsh) = dz.SplitColumns(3);
        var kernels = dR.SplitColumns(3);
        var dRzr = MoveOps.JoinColumns(kernels[0], kernels[1]);
        var dRh = kernels[2];
        s.R.OfGates(0, 2, of: 3).AddGradient(hPrev, MoveOps.JoinColumns(dsz, dsr), dRzr);
        s.R.OfGates(2, 1, of: 3).AddGradient(s.OfSteps(first, last, static step => step.HR), dsh, dRh);        // dRh += (r∘hPrev)ᵀ·dsh
        MoveOps.JoinColumnsInto(dR, dRzr, dRh);
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) => new GRU(settings, gate, resetAfter, name);
}
