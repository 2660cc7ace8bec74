using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Brings every channel to mean 0 and variance 1 over the batch, then to a scale γ and a mean β that are learned:
/// y = γ∘(x − μ)/σ + β, σ² = variance + ε (Ioffe, Szegedy 2015). x is (N, …, C), the statistics are (C), over all axes
/// but the channels'. The shape stays. As in Keras 3: the variance is the biased one (Σ(x − μ)²/m). While the
/// network learns, μ and σ are the batch's, and moving averages of them are kept; when it is used, or the layer is
/// frozen, those averages stand in. As in Keras 3, time steps that are masked do not count in the statistics, and the
/// mask passes by. A channel with nothing but masked time steps leaves its averages as they are (Keras moves them
/// towards 0). The averages are brought up to date in Backward, not in Forward: a batch that is refused, or whose loss
/// is not finite, leaves no trace in them.
/// </summary>
public sealed class BatchNormalization : Layer<BatchNormalization.Saved>
{
    readonly int axis;
    readonly double momentum, epsilon;
    readonly bool center, scale;
    readonly Initializer betaInitializer, gammaInitializer, movingMeanInitializer, movingVarianceInitializer;
    readonly Regularizer? betaRegularizer, gammaRegularizer;
    readonly Constraint? betaConstraint, gammaConstraint;

    /// <summary>
    /// What Backward needs: x − μ and 1/σ; and the batch's mean and variance, no tensors
    /// where the moving averages were used.
    /// </summary>
    public readonly record struct Saved(Tensor Centred, Tensor InverseSigma, Tensor Mean, Tensor Variance)
    {
        /// <summary>
        /// What every number of the input counts, 1 or 0 (M, C), and Σ of it (C), at least 1; no tensors where all
        /// count.
        /// </summary>
        internal (Tensor Weights, Tensor Total) Masked { get; init; }
    }

    /// <param name="axis">The axis of the channels, the last one by default; 1 for images
    /// with their channels first.</param>
    /// <param name="momentum">The share that the moving averages keep in a step, in [0, 1); 0.99 by default.</param>
    /// <param name="epsilon">ε, above 0; 1e-3 by default.</param>
    /// <param name="center">Whether β is added; true by default.</param>
    /// <param name="scale">Whether γ multiplies; true by default.</param>
    /// <param name="betaInitializer">How β begins; "zeros" by default.</param>
    /// <param name="gammaInitializer">How γ begins; "ones" by default.</param>
    /// <param name="movingMeanInitializer">How the moving mean begins; "zeros" by default.</param>
    /// <param name="movingVarianceInitializer">How the moving variance begins; "ones" by default.</param>
    /// <param name="betaRegularizer">What β costs in the loss; nothing by default.</param>
    /// <param name="gammaRegularizer">What γ costs in the loss; nothing by default.</param>
    /// <param name="betaConstraint">What β must obey after each step; none by default.</param>
    /// <param name="gammaConstraint">What γ must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">momentum or epsilon is out of range.</exception>
    public BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 1e-3, bool center = true,
        bool scale = true, Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null)
    {
        var who = Called("BatchNormalization", name);
        this.momentum = Hyperparameter.Share(momentum, $"{who}: momentum");
        this.epsilon = Hyperparameter.Positive(epsilon, $"{who}: epsilon", "1e-3 is usual.");
        (this.axis, this.center, this.scale, Name) = (axis, center, scale, name);
        (this.betaRegularizer, this.gammaRegularizer) = (betaRegularizer, gammaRegularizer);
        (this.betaConstraint, this.gammaConstraint) = (betaConstraint, gammaConstraint);
        this.betaInitializer = betaInitializer ?? new Zeros();
        this.gammaInitializer = gammaInitializer ?? new Ones();
        this.movingMeanInitializer = movingMeanInitializer ?? new Zeros();
        this.movingVarianceInitializer = movingVarianceInitializer ?? new Ones();
    }

    /// <summary>The axis of the channels, as it was given.</summary>
    public int Axis => axis;

    /// <summary>ε.</summary>
    public double Epsilon => epsilon;

    /// <summary>γ (C); null before the layer is built, or where there is none.</summary>
    public Parameter? Gamma { get; private set; }

    /// <summary>β (C); null before the layer is built, or where there is none.</summary>
    public Parameter? Beta { get; private set; }

    /// <summary>The moving average of μ (C), not trainable; null before the layer is built.</summary>
    public Parameter? MovingMean { get; private set; }

    /// <summary>The moving average of the variance (C), not trainable; null before the layer is built.</summary>
    public Parameter? MovingVariance { get; private set; }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    internal override bool MixesSamples => true;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => OutputRange.Any;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var at = inputShape.Rank < 2 ? 0 : inputShape.AxisIndex(axis);
        if (at == 0 || inputShape[at] == Shape.Unknown)
            throw new ShapeException($"{this} needs to know the number of its channels.",
                "(batch, …, channels), and an axis after the batch axis", $"axis {axis} of {inputShape}",
                "Leave the axis out: -1 is the last one.");
        if (MovingMean is { } built && inputShape[at] != built.Value.Size)
            throw new ShapeException($"{this} was built for {built.Value.Size} channels at axis {axis}.",
                $"{inputShape.With(at, built.Value.Size)}", $"{inputShape}",
                inputShape.Contains(built.Value.Size)
                    ? "Do the channels stand at another axis? For images with their channels first give axis: 1."
                    : "Check the number of channels.");
        return inputShape;
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        Shape channels = [inputShape[axis]];
        if (scale)
            Gamma = AddParameter("gamma", channels, gammaInitializer, dtype, random, regularizer: gammaRegularizer,
                constraint: gammaConstraint);
        if (center)
            Beta = AddParameter("beta", channels, betaInitializer, dtype, random, regularizer: betaRegularizer,
                constraint: betaConstraint);
        MovingMean = AddParameter("moving_mean", channels, movingMeanInitializer, dtype, random, isTrainable: false);
        MovingVariance = AddParameter("moving_variance", channels, movingVarianceInitializer, dtype, random,
            isTrainable: false);
    }

    internal override void CheckBatch(Shape inputShape)
    {
        if (Trainable && inputShape.Size <= inputShape[axis])
            throw new ShapeException($"{this} cannot normalise a training batch with one value per channel: "
                + "its variance would be 0.", "at least 2 values per channel", $"{inputShape}",
                "Choose a batchSize that leaves no single sample over: 33 samples by 32 end with a batch of 1.");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        var ofBatch = training && Trainable;
        if (ofBatch)
            CheckBatch(x.Shape);
        x = AxisLast.Swap(x, axis);
        var rows = Rows(x);                                                       // (M, C), M = all sizes but C
        var (mean, variance) = ofBatch
            ? rows.Moments()                                                      // μ = Σ x / M, Σ (x − μ)² / M  (C)
            : (Built(MovingMean).Value, Built(MovingVariance).Value);
        var centred = rows.SubtractRow(mean);                                     // x − μ                        (M, C)
        var y = Normalized(centred, variance, out var inverseSigma);              // γ∘(x − μ)/σ + β              (M, C)
        saved = ofBatch ? new Saved(centred, inverseSigma, mean, variance)
            : new Saved(centred, inverseSigma, default, default);
        return AxisLast.Swap(y.Reshape(x.Shape), axis);
    }

    /// <summary>
    /// With a mask (N, T) for x (N, T, …), sums go over the time steps that count: m is 1 for a number of such a time
    /// step, 0 otherwise.
    /// </summary>
    public override Tensor Forward(Tensor x, Tensor mask, bool training, out Saved saved)
    {
        if (!mask.HasValue || !(training && Trainable))
            return Forward(x, training, out saved);
        CheckBatch(x.Shape);
        var m = Rows(AxisLast.Swap(StepMask.Stretch(this, mask, x), axis));       // (M, C)
        x = AxisLast.Swap(x, axis);
        var rows = Rows(x);                                                       // (M, C)
        var total = AtLeastOne(m.SumRows());                                      // Σ m                          (C)
        var mean = rows.SumRowProducts(m).Divide(total);                          // μ = Σ m∘x / Σ m              (C)
        var centred = rows.SubtractRow(mean);                                     // x − μ                        (M, C)
        var variance = centred.Multiply(m).SumRowProducts(centred).Divide(total); // Σ m∘(x − μ)² / Σ m           (C)
        var y = Normalized(centred, variance, out var inverseSigma);              // γ∘(x − μ)/σ + β              (M, C)
        saved = new Saved(centred, inverseSigma, mean, variance) { Masked = (m, total) };
        return AxisLast.Swap(y.Reshape(x.Shape), axis);
    }

    /// <summary>y = γ∘(x − μ)/σ + β</summary>
    Tensor Normalized(Tensor centred, Tensor variance, out Tensor inverseSigma)
    {
        inverseSigma = variance.Shift(epsilon).Sqrt().Reciprocal();               // 1/σ = 1 / √(variance + ε)    (C)
        return centred.AffineRow(Slope(inverseSigma), Beta ?? Tensor.Zeros(inverseSigma.Shape, centred.DType));
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        var (centred, inverseSigma, mean, variance) = saved;
        dy = AxisLast.Swap(dy, axis);
        var rows = Rows(dy);                                                      // (M, C)
        var dBeta = rows.SumRows();                                               // dβ = Σ dy                    (C)
        var dGamma = rows.SumRowProducts(centred).Multiply(inverseSigma);         // dγ = Σ dy∘x̂, x̂ = (x − μ)/σ  (C)
        Gamma?.Gradient.Add(dGamma, into: Gamma.Gradient);
        Beta?.Gradient.Add(dBeta, into: Beta.Gradient);
        var (m, total) = saved.Masked;
        if (mean.HasValue)
        {
            MoveOn(MovingMean, mean, m);
            MoveOn(MovingVariance, variance, m);
        }
        if (!NeedsInputGradient)
            return default;

        // With moving averages μ and σ are constants:      dx = γ/σ ∘ dy
        // With the batch's, every x moves them too, and    dx = γ/σ ∘ (dy − Σdy/M − x̂ ∘ Σ(dy∘x̂)/M)
        // With a mask, only an x that counts moves them:   dx = γ/σ ∘ (dy − m∘(Σdy + x̂ ∘ Σ(dy∘x̂)) / Σm)
        var slope = Slope(inverseSigma);                                          // γ/σ                          (C)
        if (m.HasValue)
        {
            var share = slope.Divide(total);                                      // γ/σ / Σm                     (C)
            var pull = centred.AffineRow(share.Multiply(dGamma).Multiply(inverseSigma), share.Multiply(dBeta));
            return AxisLast.Swap(rows.MultiplyRow(slope).Subtract(pull.Multiply(m)).Reshape(dy.Shape), axis);
        }
        var perRow = -1.0 / rows.Shape[0];
        var dx = mean.HasValue
            ? rows.CombineRow(slope, centred, slope.Multiply(dGamma).Multiply(inverseSigma).Scale(perRow),
                slope.Multiply(dBeta).Scale(perRow))
            : rows.MultiplyRow(slope);                                            // (M, C)
        return AxisLast.Swap(dx.Reshape(dy.Shape), axis);
    }

    /// <summary>moving ← momentum·moving + (1 − momentum)·batch, for channels in which anything counts.</summary>
    void MoveOn(Parameter? moving, Tensor batch, Tensor m)
    {
        var average = Built(moving).Value;
        if (m.HasValue)
        {
            var nothing = m.Max(0).Affine(-1, 1);                                 // 1 where no time step counts  (C)
            batch = batch.Add(average.Multiply(nothing));                         // such a channel's sums are 0
        }
        average.Combine(momentum, batch, 1 - momentum, into: average);
    }

    static Tensor AtLeastOne(Tensor total) => total.Maximum(Tensor.Full(total.Shape, 1, total.DType));

    /// <summary>γ/σ</summary>
    Tensor Slope(Tensor inverseSigma) => Gamma is { } gamma ? inverseSigma.Multiply(gamma) : inverseSigma;

    /// <summary>All axes but the channels' as one: (M, C).</summary>
    static Tensor Rows(Tensor x) => x.Reshape(-1, x.Shape[-1]);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "axis", axis }, { "momentum", momentum }, { "epsilon", epsilon }, { "center", center },
        { "scale", scale }, { "beta_initializer", betaInitializer }, { "gamma_initializer", gammaInitializer },
        { "moving_mean_initializer", movingMeanInitializer },
        { "moving_variance_initializer", movingVarianceInitializer }, { "beta_regularizer", betaRegularizer },
        { "gamma_regularizer", gammaRegularizer }, { "beta_constraint", betaConstraint },
        { "gamma_constraint", gammaConstraint },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static BatchNormalization FromConfig(Config config) =>
        Make(config, c =>
        {
            c.Only("synchronized", false);
            c.Only("renorm", false);
            c.Ignore("renorm_clipping", "renorm_momentum");
            return new BatchNormalization(c.Int("axis", -1), c.Number("momentum", 0.99),
                c.Number("epsilon", 1e-3), c.Bool("center", true), c.Bool("scale", true),
                c.Initializer("beta_initializer"), c.Initializer("gamma_initializer"),
                c.Initializer("moving_mean_initializer"), c.Initializer("moving_variance_initializer"),
                c.Regularizer("beta_regularizer"), c.Regularizer("gamma_regularizer"), c.Constraint("beta_constraint"),
                c.Constraint("gamma_constraint"), c.Name);
        });
}
