using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Filters that see one channel each, M for every channel, and do not mix them: y = f(x ⋆ D + b). x (N, H, W, C) gives
/// y (N, OH, OW, C·M), the M channels of an input channel side by side. Half of a <see cref="SeparableConv2D"/>. As in
/// Keras 3, but strides and dilation may both be above 1, and the two strides may differ.
/// </summary>
public sealed class DepthwiseConv2D : SeparableConvolutionLayer
{
    /// <param name="kernelSize">The window in pixels, (3, 5) or 3 for a square.</param>
    /// <param name="strides">Pixels from one place of the window to the next; 1 by default.</param>
    /// <param name="padding">"valid" (the default) or "same".</param>
    /// <param name="depthMultiplier">M, how many filters see each channel; 1 by default.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default what the settings say.</param>
    /// <param name="dilationRate">Pixels of the input from one of the window to the next; 1 by default.</param>
    /// <param name="activation">f; none (linear) by default.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="depthwiseInitializer">How D begins; "glorot_uniform" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="depthwiseRegularizer">What D costs in the loss; nothing by default.</param>
    /// <param name="biasRegularizer">What b costs in the loss; nothing by default.</param>
    /// <param name="activityRegularizer">What the output costs in the loss, divided by the number of samples; nothing
    /// by default.</param>
    /// <param name="depthwiseConstraint">What D must obey after each step; none by default.</param>
    /// <param name="biasConstraint">What b must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number is below 1, or padding "causal".</exception>
    public DepthwiseConv2D(Size2D kernelSize, Size2D? strides = null, Padding? padding = null, int depthMultiplier = 1,
        DataFormat? dataFormat = null, Size2D? dilationRate = null, ActivationFunction? activation = null,
        bool useBias = true, Initializer? depthwiseInitializer = null, Initializer? biasInitializer = null,
        Regularizer? depthwiseRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? depthwiseConstraint = null,
        Constraint? biasConstraint = null, string? name = null)
        : base(2, null, kernelSize, strides ?? 1, padding, dataFormat, dilationRate ?? 1, depthMultiplier,
            activation, useBias, depthwiseInitializer, null, biasInitializer, depthwiseRegularizer, null,
            biasRegularizer, activityRegularizer, depthwiseConstraint, null, biasConstraint, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static DepthwiseConv2D FromConfig(Config config) =>
        Make(config, c => new DepthwiseConv2D(c.Size2D("kernel_size"), c.Size2D("strides", 1), c.Padding("padding"),
            c.Int("depth_multiplier", 1), c.DataFormat("data_format"), c.Size2D("dilation_rate", 1),
            c.Activation("activation"), c.Bool("use_bias", true), c.Initializer("depthwise_initializer"),
            c.Initializer("bias_initializer"), c.Regularizer("depthwise_regularizer"),
            c.Regularizer("bias_regularizer"), c.Regularizer("activity_regularizer"),
            c.Constraint("depthwise_constraint"), c.Constraint("bias_constraint"), c.Name));
}
