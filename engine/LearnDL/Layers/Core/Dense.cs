using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Every output is a weighted sum of all inputs, a bias, and an activation: y = f(x·W + b).
/// x is (…, D), W is (D, U), b is (U), y is (…, U); all axes but the last are kept.
/// As in Keras 3. Explained in lesson 02-pima.
/// </summary>
public sealed partial class Dense : Layer<Dense.Saved>
{
    readonly ActivationFunction f;
    readonly bool useBias;
    readonly Initializer kernelInitializer, biasInitializer;
    readonly Regularizer? kernelRegularizer, biasRegularizer;
    readonly Constraint? kernelConstraint, biasConstraint;

    /// <summary>
    /// What Backward needs: the input, the sum before the activation (where the activation's slope needs it), the
    /// output.
    /// </summary>
    public readonly record struct Saved(Tensor X, Tensor Z, Tensor Y);

    /// <param name="units">U, the number of outputs, at least 1.</param>
    /// <param name="activation">f; none (linear) by default.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="kernelInitializer">How W begins; "glorot_uniform" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="kernelRegularizer">What W costs in the loss; nothing by default.</param>
    /// <param name="biasRegularizer">What b costs in the loss; nothing by default.</param>
    /// <param name="activityRegularizer">What the output costs in the loss, divided by the number of samples; nothing
    /// by default.</param>
    /// <param name="kernelConstraint">What W must obey after each step; none by default.</param>
    /// <param name="biasConstraint">What b must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">units is below 1.</exception>
    public Dense(int units, ActivationFunction? activation = null, bool useBias = true,
        Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null, string? name = null)
    {
        Units = Hyperparameter.AtLeast(1, units, $"{Called("Dense", name)}: units");
        f = activation ?? ActivationFunction.Linear;
        this.useBias = useBias;
        this.kernelInitializer = kernelInitializer ?? new GlorotUniform();
        this.biasInitializer = biasInitializer ?? new Zeros();
        (this.kernelRegularizer, this.biasRegularizer) = (kernelRegularizer, biasRegularizer);
        ActivityRegularizer = activityRegularizer;
        (this.kernelConstraint, this.biasConstraint) = (kernelConstraint, biasConstraint);
        Name = name;
    }

    /// <summary>U, the number of outputs.</summary>
    public int Units { get; }

    /// <summary>W (D, U); null before the layer is built.</summary>
    public Parameter? Kernel { get; private set; }

    /// <summary>b (U); null before the layer is built, or where there is none.</summary>
    public Parameter? Bias { get; private set; }

    /// <inheritdoc/>
    public override ActivationFunction OutputActivation => f;

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => f.RangeFor(OutputRange.Any);

    internal override int? Width => Units;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        if (inputShape.Rank == 0 || inputShape[-1] == Shape.Unknown)
            throw new ShapeException($"{this} needs to know the number of its inputs.",
                "(batch, …, features)", $"{inputShape}",
                "Name all sizes of one sample in Input, without the number of samples: Input([8]) or Input([28, 28]).");
        if (Kernel is not null && inputShape[-1] != Kernel.Value.Shape[0])
            throw Misfit(inputShape);
        return inputShape.With(-1, Units);
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        Kernel = AddParameter("kernel", [inputShape[-1], Units], kernelInitializer, dtype, random,
            regularizer: kernelRegularizer, constraint: kernelConstraint);
        if (useBias)
            Bias = AddParameter("bias", [Units], biasInitializer, dtype, random, regularizer: biasRegularizer,
                constraint: biasConstraint);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        // z = x·W + b                                   (…, U)
        var z = x.Dot(Built(Kernel));
        if (Bias is { } b)
            z.AddRow(b, into: z);
        var y = f.ForwardInPlace(z);                  // y = f(z), over z unless f' asks for z
        saved = new Saved(x, z, y);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) =>
        BackwardFromLogits(f.Backward(dy, saved.Z, saved.Y), saved); // dz = dy ∘ f'(z)

    /// <summary>
    /// z[n, u] has the terms x[n, d]·W[d, u] and b[u]. So dW[d, u] is the sum of x[n, d]·dz[n, u] over the samples n,
    /// db[u] that of dz[n, u], and dx[n, d] the sum of dz[n, u]·W[d, u] over the units u.
    /// </summary>
    public override Tensor BackwardFromLogits(Tensor dz, in Saved saved)
    {
        if (Bias is { } b)
            dz.SumRows(addTo: b.Gradient);                           // db += Σ dz       (U)
        var W = Built(Kernel);
        saved.X.TransposedDot(dz, addTo: W.Gradient);                // dW += xᵀ·dz      (D, U)
        return NeedsInputGradient ? dz.DotTransposed(W) : default;   // dx = dz·Wᵀ       (…, D)
    }

    ShapeException Misfit(Shape input)
    {
        var features = Kernel!.Value.Shape[0];
        return new ShapeException($"{this}, {features} -> {Units}, cannot take this input.",
            $"(batch, {features})", $"{input}",
            input[1..].Product(features) is { } product ? $"{product}: put a Flatten() before it."
                : "Check the number of features: is a column missing, or the target still among them?");
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "units", Units }, { "activation", f }, { "use_bias", useBias },
        { "kernel_initializer", kernelInitializer }, { "bias_initializer", biasInitializer },
        { "kernel_regularizer", kernelRegularizer }, { "bias_regularizer", biasRegularizer },
        { "kernel_constraint", kernelConstraint }, { "bias_constraint", biasConstraint },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Dense FromConfig(Config config) =>
        Make(config, c => new Dense(c.Int("units"), c.Activation("activation"), c.Bool("use_bias", true),
            c.Initializer("kernel_initializer"), c.Initializer("bias_initializer"),
            c.Regularizer("kernel_regularizer"), c.Regularizer("bias_regularizer"),
            c.Regularizer("activity_regularizer"), c.Constraint("kernel_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
