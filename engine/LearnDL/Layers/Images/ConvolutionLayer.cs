using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="Conv2D"/> and <see cref="Conv1D"/> share: filters that see a small window each, and slide it over
/// all of the input: y = f(x ⋆ W + b). A series (N, T, C) is computed as an image of one row, (N, 1, T, C).
/// </summary>
public abstract class ConvolutionLayer : Layer<ConvolutionLayer.Saved>
{
    readonly int axes; // that the window slides along: 2, of a series 1
    readonly Size2D kernelSize, strides, dilationRate;
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

    private protected ConvolutionLayer(int axes, int filters, Size2D kernelSize, Size2D strides, Padding? padding,
        DataFormat? dataFormat, Size2D dilationRate, int groups, ActivationFunction? activation, bool useBias,
        Initializer? kernelInitializer, Initializer? biasInitializer, Regularizer? kernelRegularizer,
        Regularizer? biasRegularizer, Regularizer? activityRegularizer, Constraint? kernelConstraint,
        Constraint? biasConstraint, string? name)
    {
        var who = Called(GetType().Name, name);
        Filters = Hyperparameter.AtLeast(1, filters, $"{who}: filters");
        Groups = Hyperparameter.AtLeast(1, groups, $"{who}: groups");
        if (filters % groups != 0)
            throw new HyperparameterException($"{who}: the filters cannot be dealt out to the groups.",
                $"a multiple of {groups} filters", $"{filters}", "Choose another number of filters or groups.");
        this.kernelSize = kernelSize.AtLeast(1, $"{who}: kernelSize");
        this.strides = strides.AtLeast(1, $"{who}: strides");
        this.dilationRate = dilationRate.AtLeast(1, $"{who}: dilationRate");
        this.axes = axes;
        this.padding = padding ?? Padding.Valid;
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

    /// <summary>
    /// Into how many groups channels and filters are dealt out. A filter sees the channels of its own group only.
    /// </summary>
    public int Groups { get; }

    /// <summary>W: (KH, KW, C / groups, F), of series (K, C / groups, F); null before the layer is built.</summary>
    public Parameter? Kernel { get; private set; }

    /// <summary>b (F); null before the layer is built, or where there is none.</summary>
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

    internal override int? Width => dataFormat == DataFormat.ChannelsLast ? Filters : null;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, dataFormat, inputShape, axes);
        if (shape[-1] == Shape.Unknown)
            throw new ShapeException($"{this} needs to know the number of channels.",
                ImageShape.Wanted(dataFormat, axes), $"{inputShape}", "Give them, Input([28, 28, 1]) for instance.");
        if (Kernel is { } kernel && shape[-1] != kernel.Value.Shape[-2] * Groups)
            throw Misfit(kernel.Value.Shape[-2] * Groups, inputShape);
        if (shape[-1] % Groups != 0)
            throw new ShapeException($"{this} cannot deal out {shape[-1]} channels to {Groups} groups.",
                $"a multiple of {Groups} channels", $"{inputShape}",
                "Choose another number of groups; with 1, every filter sees all channels.");
        for (var axis = 1; axis <= axes; axis++)
            if (shape[axis] != Shape.Unknown)
                shape = shape.With(axis,
                    ImageShape.Places(this, dataFormat, Along(axis, shape[axis]), kernelSize, inputShape));
        return dataFormat.FromLast(shape.With(-1, Filters));
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        var channels = dataFormat.ToLast(inputShape)[-1] / Groups;
        Shape shape = axes == 2 ? [kernelSize.Height, kernelSize.Width, channels, Filters]
            : [kernelSize.Width, channels, Filters];
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
        x = dataFormat.ToLast(x);
        var (W, b) = (AsWindows(Built(Kernel)), Bias?.Value ?? default);
        var z = AsGiven(AsImages(x).Convolve(W, Window(x.Shape), Groups, b));   // z = x ⋆ W + b     (N, OH, OW, F)
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
        var (W, window) = (Built(Kernel), Window(saved.X.Shape));
        if (Bias is { } b)
            dz.SumRows(addTo: b.Gradient);                              // db += Σ dz       (F)
        dz = AsImages(dz);                                              //                  (N, OH, OW, F)
        var (x, dW) = (AsImages(saved.X), AsWindows(W.Gradient));       //                  (N, H, W, C)
        x.TransposedConvolve(dz, window, Groups, addTo: dW);            // dW += xᵀ ⋆ dz    (KH, KW, C / groups, F)
        if (!NeedsInputGradient)
            return default;
        var dx = dz.ConvolveTransposed(AsWindows(W), window, Groups);   // dx = dz ⋆ Wᵀ     (N, H, W, C)
        return dataFormat.FromLast(AsGiven(dx));
    }

    Window Window(Shape x) => new(axes == 2 ? Along(1, x[1]) : new WindowAxis(1, 1, 1, 1, 0, 1), Along(axes, x[axes]));

    WindowAxis Along(int axis, int size) => axis == axes
        ? WindowAxis.Of(size, kernelSize.Width, strides.Width, dilationRate.Width, padding)
        : WindowAxis.Of(size, kernelSize.Height, strides.Height, dilationRate.Height, padding);

    Tensor AsImages(Tensor x) => ImageShape.AsImages(x, axes);

    Tensor AsGiven(Tensor x) => ImageShape.AsGiven(x, axes);

    /// <summary>(K, C, F) as (1, K, C, F)</summary>
    Tensor AsWindows(Tensor W) => axes == 2 ? W : W.ExpandDims(0);

    ShapeException Misfit(int channels, Shape input) =>
        new($"{this} was built for {channels} channel{(channels == 1 ? "" : "s")}.",
            ImageShape.Wanted(dataFormat, axes, $"{channels}"), $"{input}",
            ImageShape.ChannelsElsewhere(dataFormat, input, channels) ?? "Check the channels: "
                + "are the images grey where the model was made for colours, or the other way round?");

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "filters", Filters }, { "kernel_size", kernelSize.Along(axes) }, { "strides", strides.Along(axes) },
        { "padding", padding.Name }, { "data_format", dataFormat.Name }, { "dilation_rate", dilationRate.Along(axes) },
        { "groups", Groups }, { "activation", f }, { "use_bias", useBias },
        { "kernel_initializer", kernelInitializer }, { "bias_initializer", biasInitializer },
        { "kernel_regularizer", kernelRegularizer }, { "bias_regularizer", biasRegularizer },
        { "kernel_constraint", kernelConstraint }, { "bias_constraint", biasConstraint },
    };
}
