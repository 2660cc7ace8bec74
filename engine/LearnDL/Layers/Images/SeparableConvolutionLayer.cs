using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="DepthwiseConv2D"/>, <see cref="SeparableConv2D"/> and their forms for series share: filters D that
/// see one channel each, M for every channel, and then, in a separable convolution, weights P that mix the channels
/// pixel by pixel: y = f((x ⋆ D)·P + b). A series (N, T, C) is computed as an image of one row, (N, 1, T, C).
/// </summary>
public abstract class SeparableConvolutionLayer : Layer<SeparableConvolutionLayer.Saved>
{
    readonly int axes; // that the window slides along: 2, of a series 1
    readonly Size2D kernelSize, strides, dilationRate;
    readonly Padding padding;
    readonly DataFormat dataFormat;
    readonly ActivationFunction f;
    readonly bool useBias;
    readonly Initializer depthwiseInitializer, pointwiseInitializer, biasInitializer;
    readonly Regularizer? depthwiseRegularizer, pointwiseRegularizer, biasRegularizer;
    readonly Constraint? depthwiseConstraint, pointwiseConstraint, biasConstraint;
    readonly int? filters; // none of a depthwise convolution, which does not mix channels

    /// <summary>
    /// What Backward needs, channels last: the input, what the filters make of each channel alone, the sum before the
    /// activation (where the activation's slope needs it), the output.
    /// </summary>
    public readonly record struct Saved(Tensor X, Tensor Alone, Tensor Z, Tensor Y);

    private protected SeparableConvolutionLayer(int axes, int? filters, Size2D kernelSize, Size2D strides,
        Padding? padding, DataFormat? dataFormat, Size2D dilationRate, int depthMultiplier,
        ActivationFunction? activation, bool useBias, Initializer? depthwiseInitializer,
        Initializer? pointwiseInitializer, Initializer? biasInitializer, Regularizer? depthwiseRegularizer,
        Regularizer? pointwiseRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? depthwiseConstraint, Constraint? pointwiseConstraint, Constraint? biasConstraint, string? name)
    {
        var who = Called(GetType().Name, name);
        this.filters = filters is { } some ? Hyperparameter.AtLeast(1, some, $"{who}: filters") : null;
        DepthMultiplier = Hyperparameter.AtLeast(1, depthMultiplier, $"{who}: depthMultiplier");
        this.kernelSize = kernelSize.AtLeast(1, $"{who}: kernelSize");
        this.strides = strides.AtLeast(1, $"{who}: strides");
        this.dilationRate = dilationRate.AtLeast(1, $"{who}: dilationRate");
        this.axes = axes;
        this.padding = ImageShape.NotCausal(padding, who, axes) ?? Padding.Valid;
        this.dataFormat = dataFormat ?? Settings.ImageDataFormat;
        f = activation ?? ActivationFunction.Linear;
        this.useBias = useBias;
        this.depthwiseInitializer = depthwiseInitializer ?? new GlorotUniform();
        this.pointwiseInitializer = pointwiseInitializer ?? new GlorotUniform();
        this.biasInitializer = biasInitializer ?? new Zeros();
        (this.depthwiseRegularizer, this.pointwiseRegularizer, this.biasRegularizer) =
            (depthwiseRegularizer, pointwiseRegularizer, biasRegularizer);
        ActivityRegularizer = activityRegularizer;
        (this.depthwiseConstraint, this.pointwiseConstraint, this.biasConstraint) =
            (depthwiseConstraint, pointwiseConstraint, biasConstraint);
        Name = name;
    }

    /// <summary>M, how many filters see each channel.</summary>
    public int DepthMultiplier { get; }

    /// <summary>D: (KH, KW, C, M), of series (K, C, M); null before the layer is built.</summary>
    public Parameter? DepthwiseKernel { get; private set; }

    /// <summary>P: (1, 1, C·M, F), of series (1, C·M, F); null before the layer is built, or where there is none.
    /// </summary>
    public Parameter? PointwiseKernel { get; private set; }

    /// <summary>b (F), or (C·M); null before the layer is built, or where there is none.</summary>
    public Parameter? Bias { get; private set; }

    /// <summary>The pixels of the window; of series its width counts.</summary>
    public Size2D KernelSize => kernelSize;

    /// <summary>Pixels from one place of the window to the next.</summary>
    public Size2D Strides => strides;

    /// <summary>Pixels of the image from one of the window to the next.</summary>
    public Size2D DilationRate => dilationRate;

    /// <summary>What the window does at the edges.</summary>
    public Padding Padding => padding;

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

    internal override int? Width => dataFormat == DataFormat.ChannelsLast ? filters : null;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, dataFormat, inputShape, axes);
        if (shape[-1] == Shape.Unknown)
            throw new ShapeException($"{this} needs to know the number of channels.",
                ImageShape.Wanted(dataFormat, axes), $"{inputShape}", "Give them, Input([28, 28, 1]) for instance.");
        if (DepthwiseKernel is { } kernel && shape[-1] != kernel.Shape[-2])
            throw new ShapeException($"{this} was built for {kernel.Shape[-2]} channels.",
                ImageShape.Wanted(dataFormat, axes, $"{kernel.Shape[-2]}"), $"{inputShape}", "Check the channels.");
        for (var axis = 1; axis <= axes; axis++)
            if (shape[axis] != Shape.Unknown)
                shape = shape.With(axis,
                    ImageShape.Places(this, dataFormat, Along(axis, shape[axis]), kernelSize, inputShape));
        return dataFormat.FromLast(shape.With(-1, filters ?? shape[-1] * DepthMultiplier));
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        var channels = dataFormat.ToLast(inputShape)[-1];
        var alone = channels * DepthMultiplier;
        DepthwiseKernel = AddParameter(filters is null ? "kernel" : "depthwise_kernel",
            axes == 2 ? [kernelSize.Height, kernelSize.Width, channels, DepthMultiplier]
                : [kernelSize.Width, channels, DepthMultiplier],
            depthwiseInitializer, dtype, random, regularizer: depthwiseRegularizer, constraint: depthwiseConstraint);
        if (filters is { } some)
            PointwiseKernel = AddParameter("pointwise_kernel", axes == 2 ? [1, 1, alone, some] : [1, alone, some],
                pointwiseInitializer, dtype, random, regularizer: pointwiseRegularizer,
                constraint: pointwiseConstraint);
        if (useBias)
            Bias = AddParameter("bias", [filters ?? alone], biasInitializer, dtype, random,
                regularizer: biasRegularizer, constraint: biasConstraint);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape); // says what is wrong with the input
        x = ImageShape.AsImages(dataFormat.ToLast(x), axes);                            // (N, H, W, C)
        var D = AsWindows(Built(DepthwiseKernel).Value);
        var alone = x.Convolve(D, Window(x.Shape), x.Shape[-1]);                        // x ⋆ D    (N, OH, OW, C·M)
        var z = PointwiseKernel is { } P ? alone.Dot(Mix(P.Value)) : alone;             // (x ⋆ D)·P (N, OH, OW, F)
        z = Bias is { } b ? z.AddRow(b) : z;                                            // z = (x ⋆ D)·P + b
        var y = f.Forward(z);                                                           // y = f(z)
        saved = new Saved(x, alone, z, y);
        return dataFormat.FromLast(ImageShape.AsGiven(y, axes));
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => BackwardFromSums(
        f.Backward(ImageShape.AsImages(dataFormat.ToLast(dy), axes), saved.Z, saved.Y), saved); // dz = dy ∘ f'(z)

    /// <inheritdoc/>
    public override Tensor BackwardFromLogits(Tensor dz, in Saved saved) =>
        BackwardFromSums(ImageShape.AsImages(dataFormat.ToLast(dz), axes), saved);

    Tensor BackwardFromSums(Tensor dz, in Saved saved)
    {
        var (D, x, window) = (Built(DepthwiseKernel), saved.X, Window(saved.X.Shape));
        if (Bias is { } b)
            dz.SumRows(addTo: b.Gradient);                                              // db += Σ dz
        var dAlone = dz;
        if (PointwiseKernel is { } P)
        {
            saved.Alone.TransposedDot(dz, addTo: Mix(P.Gradient));                      // dP += (x ⋆ D)ᵀ·dz
            dAlone = dz.DotTransposed(Mix(P.Value));                                    // dz·Pᵀ    (N, OH, OW, C·M)
        }
        x.TransposedConvolve(dAlone, window, x.Shape[-1], addTo: AsWindows(D.Gradient)); // dD += xᵀ ⋆ dz·Pᵀ
        return NeedsInputGradient ? dataFormat.FromLast(ImageShape.AsGiven(
            dAlone.ConvolveTransposed(AsWindows(D.Value), window, x.Shape[-1]), axes))  // dx = dz·Pᵀ ⋆ Dᵀ
            : default;
    }

    Window Window(Shape x) =>
        new(axes == 2 ? Along(1, x[1]) : new WindowAxis(1, 1, 1, 1, 0, 1), Along(axes, x[2]));

    WindowAxis Along(int axis, int size) => axis == axes
        ? WindowAxis.Of(size, kernelSize.Width, strides.Width, dilationRate.Width, padding)
        : WindowAxis.Of(size, kernelSize.Height, strides.Height, dilationRate.Height, padding);

    /// <summary>(KH, KW, C, M) as (KH, KW, 1, C·M): a group of M filters for each channel.</summary>
    static Tensor AsWindows(Tensor D) =>
        D.Reshape(D.Rank == 4 ? D.Shape[0] : 1, D.Shape[-3], 1, D.Shape[-2] * D.Shape[-1]);

    /// <summary>(1, 1, C·M, F) as (C·M, F)</summary>
    static Tensor Mix(Tensor P) => P.Reshape(P.Shape[-2], P.Shape[-1]);

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config(base.GetConfig())
        {
            { "kernel_size", kernelSize.Along(axes) }, { "strides", strides.Along(axes) },
            { "padding", padding.Name }, { "depth_multiplier", DepthMultiplier },
            { "data_format", dataFormat.Name }, { "dilation_rate", dilationRate.Along(axes) },
            { "activation", f }, { "use_bias", useBias }, { "depthwise_initializer", depthwiseInitializer },
            { "bias_initializer", biasInitializer }, { "depthwise_regularizer", depthwiseRegularizer },
            { "bias_regularizer", biasRegularizer }, { "depthwise_constraint", depthwiseConstraint },
            { "bias_constraint", biasConstraint },
        };
        return filters is not { } count ? config : new(config)
        {
            { "filters", count }, { "pointwise_initializer", pointwiseInitializer },
            { "pointwise_regularizer", pointwiseRegularizer }, { "pointwise_constraint", pointwiseConstraint },
        };
    }
}
