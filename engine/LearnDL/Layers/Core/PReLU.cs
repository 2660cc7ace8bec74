using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Numbers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// x above 0, α·x below, with slopes α that are learned: one for every element of a sample, or one for a whole axis (He
/// and others 2015). The shape stays. As in Keras 3.
/// </summary>
public sealed class PReLU : Layer<PReLU.Saved>
{
    readonly Initializer alphaInitializer;
    readonly Regularizer? alphaRegularizer;
    readonly Constraint? alphaConstraint;
    readonly int[] sharedAxes;

    /// <summary>What Backward needs: the input, and the slopes as one row per sample.</summary>
    public readonly record struct Saved(Tensor X, Tensor Row);

    /// <param name="alphaInitializer">How α begins; "zeros" by default.</param>
    /// <param name="alphaRegularizer">What α costs in the loss; nothing by default.</param>
    /// <param name="alphaConstraint">What α must obey after each step; none by default.</param>
    /// <param name="sharedAxes">Axes along which all elements have one slope, counted from 1, as 0 is the batch axis:
    /// [1, 2] for one slope per channel of images (N, H, W, C). None by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">An axis is the batch axis.</exception>
    public PReLU(Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null,
        Constraint? alphaConstraint = null, IReadOnlyList<int>? sharedAxes = null, string? name = null)
    {
        this.alphaInitializer = alphaInitializer ?? new Zeros();
        (this.alphaRegularizer, this.alphaConstraint) = (alphaRegularizer, alphaConstraint);
        this.sharedAxes = [.. sharedAxes ?? []];
        if (Array.IndexOf(this.sharedAxes, 0) >= 0)
            throw new HyperparameterException($"{Called("PReLU", name)}: sharedAxes has the batch axis.",
                "axes from 1 on", "0", "Slopes are shared by all samples anyway: leave 0 out.");
        Name = name;
    }

    /// <summary>α, of the shape of a sample, with size 1 along shared axes; null before the layer is built.</summary>
    public Parameter? Alpha { get; private set; }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => OutputRange.Any;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var slopes = Slopes(inputShape);
        for (var axis = 0; axis < slopes.Rank; axis++)
            if (slopes[axis] == Shape.Unknown)
                throw new ShapeException($"{this} needs to know the size of axis {axis + 1}: it has slopes along it.",
                    "known sizes", $"{inputShape}", $"Share the slopes along it: sharedAxes [{axis + 1}].");
        return Alpha is { } alpha && alpha.Shape != slopes ? throw new ShapeException(
            $"{this} was built for other samples.", $"slopes {alpha.Shape}", $"{inputShape}, which needs {slopes}",
            "Check the shape of the input.") : inputShape;
    }

    Shape Slopes(Shape input)
    {
        if (input.Rank < 2)
            throw new ShapeException($"{this} takes samples of at least one axis.", "(batch, …)", $"{input}",
                "Give it samples with features.");
        foreach (var axis in sharedAxes)
            input = input.AxisIndex(axis) is > 0 and var at ? input.With(at, 1) : throw new ShapeException(
                $"{this} cannot share its slopes along axis {axis}.", "an axis after the batch axis", $"{input}",
                "Count axes from 1.");
        return input[1..];
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random) =>
        Alpha = AddParameter("alpha", Slopes(inputShape), alphaInitializer, dtype, random,
            regularizer: alphaRegularizer, constraint: alphaConstraint);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        var a = Built(Alpha).Value.StretchTo(x.Shape[1..]).Reshape(-1);                     // (M)
        saved = new Saved(x, a);
        var y = Tensor.New([x.Shape[0], a.Size], x.DType);                                  // (N, M)
        return Formula.Of<Bent>(Rows(x), Operand.Row(a), y).Reshape(x.Shape);               // y = x, or α∘x
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        var (x, a, dx) = (Rows(saved.X), saved.Row, Tensor.New([dy.Shape[0], saved.Row.Size], dy.DType));
        var alpha = Built(Alpha);
        var da = Formula.Of<Negative>(Rows(dy), x, dx).SumRows().Reshape(dy.Shape[1..]);    // dα += Σ dy∘x, x ≤ 0
        alpha.Gradient.Add(da.SumTo(alpha.Shape), into: alpha.Gradient);
        return Formula.Of<BentBack>(Rows(dy), x, Operand.Row(a), dx).Reshape(dy.Shape);     // dx = dy, or α∘dy
    }

    /// <summary>A sample in a row: (N, M).</summary>
    static Tensor Rows(Tensor x) => x.Reshape(x.Shape[0], -1);

    readonly struct Bent : IFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x, V a) where V : struct, INumbers<V> => V.IfGreater(x, 0, x, a * x);
    }

    readonly struct BentBack : IFunction3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V dy, V x, V a) where V : struct, INumbers<V> => V.IfGreater(x, 0, dy, a * dy);
    }

    readonly struct Negative : IFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V dy, V x) where V : struct, INumbers<V> => V.IfGreater(x, 0, 0, dy * x);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "alpha_initializer", alphaInitializer }, { "alpha_regularizer", alphaRegularizer },
        { "alpha_constraint", alphaConstraint }, { "shared_axes", sharedAxes.Length > 0 ? sharedAxes : null },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static PReLU FromConfig(Config config) =>
        Make(config, c => new PReLU(c.Initializer("alpha_initializer"), c.Regularizer("alpha_regularizer"),
            c.Constraint("alpha_constraint"), c.IntsOrNull("shared_axes"), c.Name));
}
