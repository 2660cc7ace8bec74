using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Reads a sequence twice, by one recurrent layer from the first time step to the last and by another from the last to
/// the first, and merges what they give (Schuster and Paliwal 1997): so the output at a time step depends on what came
/// before and what comes after. Takes (N, T, D), gives (N, T, 2U) with "concat" and returnSequences, (N, 2U) without:
/// the last output of each. As in Keras 3, the outputs of the second are put in the order of time first, and at masked
/// time steps the output is 0. Its weights are those of the forward layer, then those of the backward layer.
/// </summary>
public sealed partial class Bidirectional : Wrapper
{
    readonly string mergeMode;

    /// <summary>The ways of merging.</summary>
    public static IReadOnlyList<string> MergeModes { get; } = ["concat", "sum", "mul", "ave"];

    /// <param name="layer">The recurrent layer. It is copied, as in Keras: what is trained are
    /// <see cref="ForwardLayer"/> and <see cref="BackwardLayer"/>.</param>
    /// <param name="mergeMode">"concat" (the default) puts the two outputs side by side; "sum", "mul" and "ave" make
    /// one of them, number by number.</param>
    /// <param name="backwardLayer">The layer that reads backwards, with goBackwards: true; by default one with the
    /// settings of the first.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A layer is not recurrent, or the two do not suit each other; Keras's
    /// mergeMode None, which gives two outputs.</exception>
    /// <exception cref="UnknownNameException">There is no such merge mode.</exception>
    public Bidirectional(Layer layer, string? mergeMode = "concat", Layer? backwardLayer = null, string? name = null)
        : base(name, Copy(layer, "forward", false, name), backwardLayer ?? Copy(layer, "backward", true, name))
    {
        var who = Called(nameof(Bidirectional), name);
        this.mergeMode = mergeMode
            ?? throw new HyperparameterException($"{who}: without a mergeMode there would be two outputs.",
                string.Join(", ", MergeModes), "null", "\"concat\" keeps all numbers of both.");
        if (!MergeModes.Contains(mergeMode))
            throw NameList.Unknown("merge mode", mergeMode, MergeModes);
        RecurrentSettings first = SettingsOf(ForwardLayer, who), second = SettingsOf(BackwardLayer, who);
        if (first.GoBackwards || !second.GoBackwards)
            throw new HyperparameterException($"{who}: the layers do not read in opposite directions.",
                "goBackwards: false, and true for backwardLayer", $"{first.GoBackwards} and {second.GoBackwards}",
                "Give one layer without goBackwards; its opposite is made of it.");
        if (first.ReturnSequences != second.ReturnSequences || first.Stateful != second.Stateful)
            throw new HyperparameterException($"{who}: the layers give different things.",
                "the same returnSequences and stateful for both", $"returnSequences {first.ReturnSequences} and "
                    + $"{second.ReturnSequences}, stateful {first.Stateful} and {second.Stateful}",
                "Give backwardLayer the settings of the first.");
        if (mergeMode != "concat" && first.Units != second.Units)
            throw new HyperparameterException($"{who}: \"{mergeMode}\" merges number by number.",
                "the same number of units for both", $"{first.Units} and {second.Units}",
                "Use \"concat\", or give both the same number of units.");
    }

    /// <summary>The layer that reads from the first time step to the last.</summary>
    public Layer ForwardLayer => Inner[0];

    /// <summary>The layer that reads from the last time step to the first.</summary>
    public Layer BackwardLayer => Inner[1];

    static Layer Copy(Layer layer, string direction, bool goBackwards, string? name)
    {
        var settings = SettingsOf(layer, Called(nameof(Bidirectional), name));
        return ((IRecurrentLayer)layer).Copy(settings with { GoBackwards = settings.GoBackwards ^ goBackwards },
            $"{direction}_{layer.Name ?? LayerName.Kind(layer)}");
    }

    static RecurrentSettings SettingsOf(Layer layer, string who) =>
        layer is IRecurrentLayer recurrent ? recurrent.Settings :
            throw new HyperparameterException($"{who} reads a sequence in order of time, in both directions.",
                "a recurrent layer: LSTM, GRU or SimpleRNN", $"{layer.GetType().Name}",
                "Other layers see all time steps at once, or use TimeDistributed.");

    /// <inheritdoc/>
    public override MaskUse MaskUse => ForwardLayer.MaskUse;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) =>
        (ForwardLayer.RangeFor(input), BackwardLayer.RangeFor(input)) is ({ } h, { } hBack) ? mergeMode switch
        {
            "concat" => h.Or(hBack),
            "sum" => h.Plus(hBack),
            "mul" => h.Times(hBack),
            _ => h.Plus(hBack).Affine(0.5, 0),
        } : null;

    internal override int? Width => ForwardLayer.Width + (mergeMode == "concat" ? BackwardLayer.Width : 0);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var first = ForwardLayer.ComputeOutputShape(inputShape);
        var second = BackwardLayer.ComputeOutputShape(inputShape);
        return mergeMode == "concat" ? first.With(-1, first[-1] + second[-1]) : first;
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        BuildInner(ForwardLayer, inputShape, dtype, random);
        BuildInner(BackwardLayer, inputShape, dtype, random);
    }

    /// <inheritdoc/>
    public override LayerCall NewCall() => new Call(this);

    /// <summary>
    /// What Backward needs: the outputs of both layers in the order of time, and the mask (N, T),
    /// no tensor where all time steps are real.
    /// </summary>
    readonly record struct Saved(Tensor H, Tensor HBack, Tensor Mask);

    sealed class Call(Bidirectional layer) : LayerCall(layer)
    {
        readonly LayerCall forward = layer.ForwardLayer.NewCall(), backward = layer.BackwardLayer.NewCall();
        Saved saved;

        internal override double Penalty => base.Penalty + forward.Penalty + backward.Penalty;

        internal override int SetNumber(int number) => backward.SetNumber(forward.SetNumber(base.SetNumber(number)));

        public override Tensor Forward(Tensor x, ref Tensor mask, bool training) =>
            Forward(x, ref mask, new ForwardPass(training));

        public override Tensor Forward(Tensor x, ref Tensor mask, in ForwardPass pass)
        {
            forward.RowsPerSample = backward.RowsPerSample = RowsPerSample;
            var maskBack = mask;
            var h = forward.Forward(x, ref mask, pass);         // (N, T, U) or (N, U); then there is no mask left
            var hBack = InTime(backward.Forward(x, ref maskBack, pass));
            saved = new Saved(h, hBack, mask);
            var y = layer.Merge(h, hBack);
            return Charged(mask.HasValue ? y.MultiplyColumn(mask, into: y) : y);
        }

        public override Tensor Backward(Tensor dy)
        {
            dy = WithPenalty(dy);
            if (saved.Mask.HasValue)
                dy = dy.MultiplyColumn(saved.Mask);
            var (dh, dhBack) = layer.Unmerge(dy, saved);
            forward.Layer.NeedsInputGradient = backward.Layer.NeedsInputGradient = layer.NeedsInputGradient;
            var (dx, dxBack) = (forward.Backward(dh), backward.Backward(InTime(dhBack)));
            return dx.HasValue ? dx.Add(dxBack) : dx;                                   // both read x
        }

        internal override void Skip()
        {
            forward.Skip();
            backward.Skip();
        }
    }

    Tensor Merge(Tensor h, Tensor hBack) => mergeMode switch
    {
        "concat" => MoveOps.JoinColumns(h, hBack),
        "sum" => h.Add(hBack),
        "mul" => h.Multiply(hBack),
        _ => h.Combine(0.5, hBack, 0.5),
    };

    (Tensor Dh, Tensor DhBack) Unmerge(Tensor dy, in Saved s)
    {
        switch (mergeMode)
        {
            case "concat":
                var (rows, U) = (dy.Reshape(-1, dy.Shape[-1]), s.H.Shape[-1]);
                return (rows[.., ..U].Reshape(s.H.Shape), rows[.., U..].Reshape(s.HBack.Shape));
            case "sum":
                return (dy, dy);
            case "mul":
                return (dy.Multiply(s.HBack), dy.Multiply(s.H));
            default:
                var half = dy.Scale(0.5);
                return (half, half);
        }
    }

    /// <summary>
    /// The time steps (N, T, U) in reverse order: from the order of reading to that of time, and back. A last output
    /// (N, U) stays.
    /// </summary>
    static Tensor InTime(Tensor h) => h.Rank == 2 ? h : h.Reverse(1);
}
