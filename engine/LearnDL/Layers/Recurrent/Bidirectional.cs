using LearnDL.Activations;
using LearnDL.Saving;
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
    readonly string? mergeMode;

    /// <summary>The ways of merging; null, which merges nothing and gives both outputs, beside them.</summary>
    public static IReadOnlyList<string> MergeModes { get; } = ["concat", "sum", "mul", "ave"];

    /// <param name="layer">The recurrent layer. It is copied, as in Keras: what is trained are
    /// <see cref="ForwardLayer"/> and <see cref="BackwardLayer"/>.</param>
    /// <param name="mergeMode">"concat" (the default) puts the two outputs side by side; "sum", "mul" and "ave" make
    /// one of them, number by number; null gives both, for a functional model.</param>
    /// <param name="backwardLayer">The layer that reads backwards, with goBackwards: true; by default one with the
    /// settings of the first.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A layer is not recurrent, or the two do not suit each
    /// other.</exception>
    /// <exception cref="UnknownNameException">There is no such merge mode.</exception>
    public Bidirectional(Layer layer, string? mergeMode = "concat", Layer? backwardLayer = null, string? name = null)
        : base(name, Copy(layer, "forward", false, name), backwardLayer ?? Copy(layer, "backward", true, name))
    {
        var who = Called(nameof(Bidirectional), name);
        this.mergeMode = mergeMode;
        if (mergeMode is not null && !MergeModes.Contains(mergeMode))
            throw NameList.Unknown("merge mode", mergeMode, MergeModes);
        RecurrentSettings first = SettingsOf(ForwardLayer, who), second = SettingsOf(BackwardLayer, who);
        if (first.GoBackwards || !second.GoBackwards)
            throw new HyperparameterException($"{who}: the layers do not read in opposite directions.",
                "goBackwards: false, and true for backwardLayer", $"{first.GoBackwards} and {second.GoBackwards}",
                "Give one layer without goBackwards; its opposite is made of it.");
        if ((first.ReturnSequences, first.ReturnState, first.Stateful)
            != (second.ReturnSequences, second.ReturnState, second.Stateful))
            throw new HyperparameterException($"{who}: the layers give different things.",
                "the same returnSequences, returnState and stateful for both",
                $"returnSequences {first.ReturnSequences} and {second.ReturnSequences}, returnState "
                    + $"{first.ReturnState} and {second.ReturnState}, stateful {first.Stateful} and {second.Stateful}",
                "Give backwardLayer the settings of the first.");
        if (mergeMode is not (null or "concat") && first.Units != second.Units)
            throw new HyperparameterException($"{who}: \"{mergeMode}\" merges number by number.",
                "the same number of units for both", $"{first.Units} and {second.Units}",
                "Use \"concat\", or give both the same number of units.");
    }

    /// <summary>How the outputs are merged; null where both are given.</summary>
    public string? MergeMode => mergeMode;

    /// <summary>The layer that reads from the first time step to the last.</summary>
    public Layer ForwardLayer => Inner[0];

    /// <summary>The layer that reads from the last time step to the first.</summary>
    public Layer BackwardLayer => Inner[1];

    static Layer Copy(Layer layer, string direction, bool goBackwards, string? name)
    {
        var settings = SettingsOf(layer, Called(nameof(Bidirectional), name));
        var own = layer.Name ?? LayerName.Kind(layer);
        if (own.StartsWith("forward_", StringComparison.Ordinal)) // as a config has it
            own = own["forward_".Length..];
        var copy = ((IRecurrentLayer)layer).Copy(
            settings with { GoBackwards = settings.GoBackwards ^ goBackwards }, $"{direction}_{own}");
        copy.Trainable = layer.Trainable;
        return copy;
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
            null => h,
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

    Tensor Merge(Tensor h, Tensor hBack) => mergeMode switch
    {
        "concat" => MoveOps.JoinColumns(h, hBack),
        "sum" => h.Add(hBack),
        "mul" => h.Multiply(hBack),
        _ => h.Combine(0.5, hBack, 0.5),
    };

    (Tensor Dh, Tensor DhBack) Unmerge(Tensor dy, Tensor h, Tensor hBack)
    {
        switch (mergeMode)
        {
            case "concat":
                var (rows, U) = (dy.Reshape(-1, dy.Shape[-1]), h.Shape[-1]);
                return (rows[.., ..U].Reshape(h.Shape), rows[.., U..].Reshape(hBack.Shape));
            case "sum":
                return (dy, dy);
            case "mul":
                return (dy.Multiply(hBack), dy.Multiply(h));
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

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "layer", ForwardLayer }, { "backward_layer", BackwardLayer }, { "merge_mode", mergeMode },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Bidirectional FromConfig(Config config) =>
        Make(config, c => new Bidirectional(Inside(c, "layer") ?? c.Layer("layer"), c.Text("merge_mode", "concat"),
            Inside(c, "backward_layer"), c.Name));

    /// <summary>
    /// A layer inside. That its masked outputs are 0 is not its own doing, though Keras writes it there.
    /// </summary>
    static Layer? Inside(ConfigReader c, string name) => c.LayerWithout("zero_output_for_mask", name);
}
