using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A convolution in two parts, with far fewer weights than a <see cref="Conv2D"/>: filters D that see one channel each,
/// then weights P that mix the channels pixel by pixel, y = f((x ⋆ D)·P + b) (Sifre 2014, Chollet 2017). x (N, H, W, C)
/// gives y (N, OH, OW, F). As in Keras 3, but strides and dilation may both be above 1, and the two strides may differ.
/// </summary>
public sealed class SeparableConv2D : SeparableConvolutionLayer
{
    /// <param name="filters">F, the number of channels of the output, at least 1.</param>
    /// <param name="kernelSize">The window in pixels, (3, 5) or 3 for a square.</param>
    /// <param name="strides">Pixels from one place of the window to the next; 1 by default.</param>
    /// <param name="padding">"valid" (the default) or "same".</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default what the settings say.</param>
    /// <param name="dilationRate">Pixels of the input from one of the window to the next; 1 by default.</param>
    /// <param name="depthMultiplier">M, how many filters see each channel; 1 by default.</param>
    /// <param name="activation">f; none (linear) by default.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="depthwiseInitializer">How D begins; "glorot_uniform" by default.</param>
    /// <param name="pointwiseInitializer">How P begins; "glorot_uniform" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="depthwiseRegularizer">What D costs in the loss; nothing by default.</param>
    /// <param name="pointwiseRegularizer">What P costs in the loss; nothing by default.</param>
    /// <param name="biasRegularizer">What b costs in the loss; nothing by default.</param>
    /// <param name="activityRegularizer">What the output costs in the loss, divided by the number of samples; nothing
    /// by default.</param>
    /// <param name="depthwiseConstraint">What D must obey after each step; none by default.</param>
    /// <param name="pointwiseConstraint">What P must obey after each step; none by default.</param>
    /// <param name="biasConstraint">What b must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number is below 1, or padding "causal".</exception>
    public SeparableConv2D(int filters, Size2D kernelSize, Size2D? strides = null, Padding? padding = null,
        DataFormat? dataFormat = null, Size2D? dilationRate = null, int depthMultiplier = 1,
        ActivationFunction? activation = null, bool useBias = true, Initializer? depthwiseInitializer = null,
        Initializer? pointwiseInitializer = null, Initializer? biasInitializer = null,
        Regularizer? depthwiseRegularizer = null, Regularizer? pointwiseRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        Constraint? depthwiseConstraint = null, Constraint? pointwiseConstraint = null,
        Constraint? biasConstraint = null, string? name = null)
        : base(2, filters, kernelSize, strides ?? 1, padding, dataFormat, dilationRate ?? 1, depthMultiplier,
            activation, useBias, depthwiseInitializer, pointwiseInitializer, biasInitializer, depthwiseRegularizer,
            pointwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, pointwiseConstraint,
            biasConstraint, name) =>
        Filters = filters;

    /// <summary>F, the channels of the output.</summary>
    public int Filters { get; }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SeparableConv2D FromConfig(Config config) =>
        Make(config, c => new SeparableConv2D(c.Int("filters"), c.Size2D("kernel_size"), c.Size2D("strides", 1),
            c.Padding("padding"), c.DataFormat("data_format"), c.Size2D("dilation_rate", 1),
            c.Int("depth_multiplier", 1), c.Activation("activation"), c.Bool("use_bias", true),
            c.Initializer("depthwise_initializer"), c.Initializer("pointwise_initializer"),
            c.Initializer("bias_initializer"), c.Regularizer("depthwise_regularizer"),
            c.Regularizer("pointwise_regularizer"), c.Regularizer("bias_regularizer"),
            c.Regularizer("activity_regularizer"), c.Constraint("depthwise_constraint"),
            c.Constraint("pointwise_constraint"), c.Constraint("bias_constraint"), c.Name));
}
