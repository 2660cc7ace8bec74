using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Brings every sample, each on its own, to mean 0 and variance 1 along its features, then to a scale γ and a mean β
/// that are learned, one of each per feature:
/// y = γ∘(x − μ)/σ + β, σ² = variance + ε (Ba, Kiros, Hinton 2016). x is (…, D), μ and σ are (…), γ and β are (D). The
/// shape stays. As in Keras 3; the variance is the biased one. Along an axis of time, masked time steps count like all
/// others, as in Keras; a warning says so. Unlike <see cref="BatchNormalization"/> it needs no other samples, so it
/// does the same when it learns and when it is used.
/// </summary>
public sealed class LayerNormalization : Layer<LayerNormalization.Saved>
{
    readonly int[] axes;
    readonly double epsilon;
    readonly bool center, scale;
    readonly Initializer betaInitializer, gammaInitializer;
    readonly Regularizer? betaRegularizer, gammaRegularizer;
    readonly Constraint? betaConstraint, gammaConstraint;

    /// <summary>What Backward needs, every sample's features as a row: x̂ = (x − μ)/σ and 1/σ.</summary>
    public readonly record struct Saved(Tensor XHat, Tensor InverseSigma);

    /// <param name="axis">The axis of the features, the last one by default.</param>
    /// <param name="epsilon">ε, above 0; 1e-3 by default.</param>
    /// <param name="center">Whether β is added; true by default.</param>
    /// <param name="scale">Whether γ multiplies; true by default.</param>
    /// <param name="betaInitializer">How β begins; "zeros" by default.</param>
    /// <param name="gammaInitializer">How γ begins; "ones" by default.</param>
    /// <param name="betaRegularizer">What β costs in the loss; nothing by default.</param>
    /// <param name="gammaRegularizer">What γ costs in the loss; nothing by default.</param>
    /// <param name="betaConstraint">What β must obey after each step; none by default.</param>
    /// <param name="gammaConstraint">What γ must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">epsilon is out of range.</exception>
    public LayerNormalization(int axis = -1, double epsilon = 1e-3, bool center = true, bool scale = true,
        Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null)
        : this([axis], epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer,
            gammaRegularizer, betaConstraint, gammaConstraint, name)
    {
    }

    /// <param name="axes">Several axes to normalise along together. They must be the last
    /// ones, in order: [-2, -1].</param>
    /// <param name="epsilon">ε, above 0; 1e-3 by default.</param>
    /// <param name="center">Whether β is added; true by default.</param>
    /// <param name="scale">Whether γ multiplies; true by default.</param>
    /// <param name="betaInitializer">How β begins; "zeros" by default.</param>
    /// <param name="gammaInitializer">How γ begins; "ones" by default.</param>
    /// <param name="betaRegularizer">What β costs in the loss; nothing by default.</param>
    /// <param name="gammaRegularizer">What γ costs in the loss; nothing by default.</param>
    /// <param name="betaConstraint">What β must obey after each step; none by default.</param>
    /// <param name="gammaConstraint">What γ must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">epsilon is out of range, or there are no axes.</exception>
    public LayerNormalization(ReadOnlySpan<int> axes, double epsilon = 1e-3, bool center = true, bool scale = true,
        Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null)
    {
        var who = Called("LayerNormalization", name);
        Hyperparameter.AtLeast(1, axes.Length, $"{who}: number of axes");
        this.epsilon = Hyperparameter.Positive(epsilon, $"{who}: epsilon", "1e-3 is usual.");
        (this.axes, this.center, this.scale, Name) = (axes.ToArray(), center, scale, name);
        (this.betaRegularizer, this.gammaRegularizer) = (betaRegularizer, gammaRegularizer);
        (this.betaConstraint, this.gammaConstraint) = (betaConstraint, gammaConstraint);
        this.betaInitializer = betaInitializer ?? new Zeros();
        this.gammaInitializer = gammaInitializer ?? new Ones();
    }

    /// <summary>The axes of the features, as they were given.</summary>
    public IReadOnlyList<int> Axes => axes;

    /// <summary>ε.</summary>
    public double Epsilon => epsilon;

    /// <summary>γ (D); null before the layer is built, or where there is none.</summary>
    public Parameter? Gamma { get; private set; }

    /// <summary>β (D); null before the layer is built, or where there is none.</summary>
    public Parameter? Beta { get; private set; }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    internal override bool MixesSteps(Shape inputShape, int maskRank) =>
        axes.Any(axis => inputShape.AxisIndex(axis) < maskRank);

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => OutputRange.Any;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        for (var i = 0; i < axes.Length; i++)
        {
            var at = inputShape.Rank < 2 ? 0 : inputShape.AxisIndex(axes[i]);
            if (at == 0 || inputShape[at] == Shape.Unknown)
                throw new ShapeException($"{this} needs to know the number of its features.",
                    "(batch, …, features), and axes after the batch axis", $"axis {axes[i]} of {inputShape}",
                    "Leave the axis out: -1 is the last one.");
            if (axes.Length > 1 && at != inputShape.Rank - axes.Length + i)
                throw new ShapeException($"{this} takes several axes only where they are the last ones, in order.",
                    $"the last {axes.Length} of {inputShape}",
                    $"axes ({string.Join(", ", axes.Select(axis => $"{axis}"))})",
                    "Put a Permute before it and one behind it.");
        }
        var features = Features(inputShape);
        return (Gamma ?? Beta) is { } built && built.Value.Shape != features
            ? throw new ShapeException($"{this} was built for features {built.Value.Shape}.",
                $"{built.Value.Shape} at axes ({string.Join(", ", axes.Select(axis => $"{axis}"))})",
                $"{features} in {inputShape}", "Check the number of features.")
            : inputShape;
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        var features = Features(inputShape);
        if (scale)
            Gamma = AddParameter("gamma", features, gammaInitializer, dtype, random, regularizer: gammaRegularizer,
                constraint: gammaConstraint);
        if (center)
            Beta = AddParameter("beta", features, betaInitializer, dtype, random, regularizer: betaRegularizer,
                constraint: betaConstraint);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        x = AxisLast.Swap(x, axes[^1]);
        var rows = Rows(x);                                             // (M, D)
        var centred = rows.SubtractColumn(rows.Mean(-1));               // x − μ, μ = Σ x / D           (M, D)
        var variance = centred.Square().Mean(-1);                       // Σ (x − μ)² / D               (M)
        var inverseSigma = variance.Shift(epsilon).Sqrt().Reciprocal(); // 1/σ = 1 / √(variance + ε)    (M)
        var xHat = centred.MultiplyColumn(inverseSigma, into: centred); // x̂ = (x − μ)/σ                (M, D)
        var y = Gamma is null && Beta is null ? xHat
            : xHat.AffineRow(Row(Gamma, 1, xHat), Row(Beta, 0, xHat)); // y = γ∘x̂ + β                  (M, D)
        saved = new Saved(xHat, inverseSigma);
        return AxisLast.Swap(y.Reshape(x.Shape), axes[^1]);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        var (xHat, inverseSigma) = saved;
        dy = AxisLast.Swap(dy, axes[^1]);
        var rows = Rows(dy);                                                      // (M, D)
        if (Gamma is { } gamma)
            rows.SumRowProducts(xHat, addTo: gamma.Gradient.Reshape(-1));         // dγ += Σ dy∘x̂                 (D)
        if (Beta is { } beta)
            rows.SumRows(addTo: beta.Gradient.Reshape(-1));                       // dβ += Σ dy                   (D)
        if (!NeedsInputGradient)
            return default;

        // μ and σ move with every x of the row:      dx = (dx̂ − mean(dx̂) − x̂ ∘ mean(dx̂∘x̂)) / σ
        var dxHat = Gamma is null ? rows : rows.MultiplyRow(Row(Gamma, 1, xHat)); // dx̂ = dy∘γ                   (M, D)
        var alongXHat = dxHat.Multiply(xHat).Mean(-1);                            // mean(dx̂∘x̂)                   (M)
        var dx = dxHat.SubtractColumn(dxHat.Mean(-1));
        dx.Subtract(xHat.MultiplyColumn(alongXHat), into: dx);
        dx.MultiplyColumn(inverseSigma, into: dx);
        return AxisLast.Swap(dx.Reshape(dy.Shape), axes[^1]);
    }

    /// <summary>A weight as one row (D), or a row of one number where there is no such weight.</summary>
    static Tensor Row(Parameter? weight, double otherwise, Tensor like) =>
        weight is { } w ? w.Value.Reshape(-1) : Tensor.Full([like.Shape[-1]], otherwise, like.DType);

    /// <summary>The sizes of the axes that are normalised.</summary>
    Shape Features(Shape input) => axes.Length == 1 ? [input[axes[0]]] : input[^axes.Length..];

    /// <summary>Everything that is normalised together as one row: (M, D).</summary>
    Tensor Rows(Tensor x) => x.Reshape(-1, x.Shape[^axes.Length..].Size);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "axis", axes }, { "epsilon", epsilon }, { "center", center }, { "scale", scale },
        { "beta_initializer", betaInitializer }, { "gamma_initializer", gammaInitializer },
        { "beta_regularizer", betaRegularizer }, { "gamma_regularizer", gammaRegularizer },
        { "beta_constraint", betaConstraint }, { "gamma_constraint", gammaConstraint },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static LayerNormalization FromConfig(Config config) =>
        Make(config, c =>
        {
            c.Only("rms_scaling", false);
            return new LayerNormalization(c.IntsOrNull("axis") ?? [-1], c.Number("epsilon", 1e-3),
                c.Bool("center", true), c.Bool("scale", true), c.Initializer("beta_initializer"),
                c.Initializer("gamma_initializer"), c.Regularizer("beta_regularizer"), c.Regularizer("gamma_regularizer"),
                c.Constraint("beta_constraint"), c.Constraint("gamma_constraint"), c.Name);
        });
}
