using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="Conv2DTranspose"/> and <see cref="Conv1DTranspose"/> share. Where the copies of the filters overlap,
/// they add up: y = f(x ⋆ Wᵀ + b). A series (N, T, C) is computed as an image of one row, (N, 1, T, C).
/// </summary>
public abstract class TransposedConvolutionLayer : Layer<TransposedConvolutionLayer.Saved>
{
    readonly int axes; // that the window slides along: 2, of a series 1
    readonly Size2D kernelSize, strides, dilationRate;
    readonly Size2D? outputPadding;
    readonly Padding padding;
    readonly DataFormat dataFormat;
    readonly ActivationFunction f;
    readonly bool useBias;
    readonly Initializer kernelInitializer, biasInitializer;
    readonly Regularizer? kernelRegularizer, biasRegularizer;
    readonly Constraint? kernelConstraint, biasConstraint;

    /// <summary>
    /// What Backward needs, channels last: the input, the sum before the activation (where the activation's slope needs
    /// it), the output.
    /// </summary>
    public readonly record struct Saved(Tensor X, Tensor Z, Tensor Y);

    private protected TransposedConvolutionLayer(int axes, int filters, Size2D kernelSize, Size2D strides,
        Padding? padding, Size2D? outputPadding, DataFormat? dataFormat, Size2D dilationRate,
        ActivationFunction? activation, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer,
        Regularizer? kernelRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? kernelConstraint, Constraint? biasConstraint, string? name)
    {
        var who = Called(GetType().Name, name);
        Filters = Hyperparameter.AtLeast(1, filters, $"{who}: filters");
        this.kernelSize = kernelSize.AtLeast(1, $"{who}: kernelSize");
        this.strides = strides.AtLeast(1, $"{who}: strides");
        this.dilationRate = dilationRate.AtLeast(1, $"{who}: dilationRate");
        this.axes = axes;
        this.padding = ImageShape.NotCausal(padding, who, axes) ?? Padding.Valid;
        this.outputPadding = outputPadding?.AtLeast(0, $"{who}: outputPadding");
        if (outputPadding is var (high, wide) && (high >= strides.Height || wide >= strides.Width))
            throw new HyperparameterException($"{who}: outputPadding is too large.",
                $"less than the strides, {strides}", $"{outputPadding}", "Leave it out, or raise the strides.");
        this.dataFormat = dataFormat ?? Settings.ImageDataFormat;
        f = activation ?? ActivationFunction.Linear;
        this.useBias = useBias;
        this.kernelInitializer = kernelInitializer ?? new GlorotUniform();
        this.biasInitializer = biasInitializer ?? new Zeros();
        (this.kernelRegularizer, this.biasRegularizer) = (kernelRegularizer, biasRegularizer);
        ActivityRegularizer = activityRegularizer;
        (this.kernelConstraint, this.biasConstraint) = (kernelConstraint, biasConstraint);
        Name = name;
    }

    /// <summary>F, the number of filters: the channels of the output.</summary>
    public int Filters { get; }

    /// <summary>W: (KH, KW, F, C), of series (K, F, C); null before the layer is built.</summary>
    public Parameter? Kernel { get; private set; }

    /// <summary>b (F); null before the layer is built, or where there is none.</summary>
    public Parameter? Bias { get; private set; }

    /// <summary>The pixels of the window; of series its width counts.</summary>
    public Size2D KernelSize => kernelSize;

    /// <summary>Pixels of the output from one pixel of the input to the next.</summary>
    public Size2D Strides => strides;

    /// <summary>Pixels of the output from one of the window to the next.</summary>
    public Size2D DilationRate => dilationRate;

    /// <summary>What the window does at the edges.</summary>
    public Padding Padding => padding;

    /// <summary>How many pixels of the output are added behind; null for the size that follows from the rest.</summary>
    public Size2D? OutputPadding => outputPadding;

    /// <summary>Where the channels stand.</summary>
    public DataFormat DataFormat => dataFormat;

    /// <summary>f.</summary>
    public ActivationFunction Activation => f;

    /// <inheritdoc/>
    // a loss looks for shares along the last axis
    public override ActivationFunction? OutputActivation =>
        f.Name == "softmax" && dataFormat == DataFormat.ChannelsFirst ? null : f;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) =>
        OutputActivation is null ? f.RangeFor(OutputRange.Any)?.Rearranged : f.RangeFor(OutputRange.Any);

    internal override int? Width => dataFormat == DataFormat.ChannelsLast ? Filters : null;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, dataFormat, inputShape, axes);
        if (shape[-1] == Shape.Unknown)
            throw new ShapeException($"{this} needs to know the number of channels.",
                ImageShape.Wanted(dataFormat, axes), $"{inputShape}", "Give them, Input([7, 7, 16]) for instance.");
        if (Kernel is { } kernel && shape[-1] != kernel.Shape[-1])
            throw new ShapeException($"{this} was built for {kernel.Shape[-1]} channels.",
                ImageShape.Wanted(dataFormat, axes, $"{kernel.Shape[-1]}"), $"{inputShape}", "Check the channels.");
        for (var axis = 1; axis <= axes; axis++)
            if (shape[axis] != Shape.Unknown)
                shape = shape.With(axis, Along(axis, shape[axis]).Size is > 0 and var size ? size
                    : throw new ShapeException($"{this} would make an image of no pixels.", "a larger image",
                        $"{inputShape}", "Leave outputPadding out, or raise it."));
        return dataFormat.FromLast(shape.With(-1, Filters));
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        var channels = dataFormat.ToLast(inputShape)[-1];
        Shape shape = axes == 2 ? [kernelSize.Height, kernelSize.Width, Filters, channels]
            : [kernelSize.Width, Filters, channels];
        Kernel = AddParameter("kernel", shape, kernelInitializer, dtype, random, regularizer: kernelRegularizer,
            constraint: kernelConstraint);
        if (useBias)
            Bias = AddParameter("bias", [Filters], biasInitializer, dtype, random, regularizer: biasRegularizer,
                constraint: biasConstraint);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape); // says what is wrong with the input
        x = ImageShape.AsImages(dataFormat.ToLast(x), axes);                    // (N, H, W, C)
        var z = x.ConvolveTransposed(AsWindows(Built(Kernel)), Window(x.Shape)); // z = x ⋆ Wᵀ       (N, OH, OW, F)
        if (Bias is { } b)
            z.AddRow(b, into: z);                                               // z = x ⋆ Wᵀ + b
        z = ImageShape.AsGiven(z, axes);
        var y = f.ForwardInPlace(z);                                            // y = f(z)
        saved = new Saved(x, z, y);
        return dataFormat.FromLast(y);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) =>
        BackwardFromSums(f.Backward(dataFormat.ToLast(dy), saved.Z, saved.Y), saved); // dz = dy ∘ f'(z)

    /// <inheritdoc/>
    public override Tensor BackwardFromLogits(Tensor dz, in Saved saved) =>
        BackwardFromSums(dataFormat.ToLast(dz), saved);

    Tensor BackwardFromSums(Tensor dz, in Saved saved)
    {
        var (W, x, window) = (Built(Kernel), saved.X, Window(saved.X.Shape));
        if (Bias is { } b)
            dz.SumRows(addTo: b.Gradient);                                      // db += Σ dz       (F)
        dz = ImageShape.AsImages(dz, axes);                                     //                  (N, OH, OW, F)
        dz.TransposedConvolve(x, window, addTo: AsWindows(W.Gradient));         // dW += dzᵀ ⋆ x    (KH, KW, F, C)
        return NeedsInputGradient
            ? dataFormat.FromLast(ImageShape.AsGiven(dz.Convolve(AsWindows(W), window), axes)) // dx = dz ⋆ W
            : default;
    }

    /// <summary>The window of the convolution whose way back this is: it slides over the output.</summary>
    Window Window(Shape x) =>
        new(axes == 2 ? Along(1, x[1]) : new WindowAxis(1, 1, 1, 1, 0, 1), Along(axes, x[2]));

    WindowAxis Along(int axis, int places) => axis == axes
        ? Along(places, kernelSize.Width, strides.Width, dilationRate.Width, outputPadding?.Width)
        : Along(places, kernelSize.Height, strides.Height, dilationRate.Height, outputPadding?.Height);

    WindowAxis Along(int places, int kernel, int stride, int dilation, int? more)
    {
        var (reach, isSame) = ((kernel - 1) * dilation + 1, padding == Padding.Same);
        var apart = (places - 1) * stride; // from the first place to the last
        var size = apart + (more is { } added ? (isSame ? reach % 2 : reach) + added
            : isSame ? stride : Math.Max(reach, stride));
        var before = isSame ? Math.Max(0, apart + reach - size) / 2 : 0;
        return new WindowAxis(size, kernel, stride, dilation, before, places);
    }

    /// <summary>(K, F, C) as (1, K, F, C)</summary>
    Tensor AsWindows(Tensor W) => axes == 2 ? W : W.ExpandDims(0);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "filters", Filters }, { "kernel_size", kernelSize.Along(axes) }, { "strides", strides.Along(axes) },
        { "padding", padding.Name }, { "output_padding", outputPadding?.Along(axes) },
        { "data_format", dataFormat.Name }, { "dilation_rate", dilationRate.Along(axes) }, { "activation", f },
        { "use_bias", useBias }, { "kernel_initializer", kernelInitializer },
        { "bias_initializer", biasInitializer }, { "kernel_regularizer", kernelRegularizer },
        { "bias_regularizer", biasRegularizer }, { "kernel_constraint", kernelConstraint },
        { "bias_constraint", biasConstraint },
    };
}
