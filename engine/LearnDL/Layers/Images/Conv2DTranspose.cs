using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A <see cref="Conv2D"/> run backwards, from a small image to a larger one, as a decoder or a generator needs it
/// (Zeiler and others 2010): each pixel adds a copy of the filters to the result, strides apart. x (N, H, W, C)
/// gives y (N, OH, OW, F), with OH = H·stride for padding "same" and H·stride + max(reach − stride, 0) for "valid".
/// As in Keras 3, but strides and dilation may both be above 1.
/// </summary>
public sealed class Conv2DTranspose : TransposedConvolutionLayer
{
    /// <param name="filters">F, the number of filters, at least 1.</param>
    /// <param name="kernelSize">The window in pixels, (3, 5) or 3 for a square.</param>
    /// <param name="strides">Pixels of the result between neighbouring copies of the filters; 1 by default.</param>
    /// <param name="padding">"valid" (the default): all that the filters reach. "same": size · stride, and what reaches
    /// beyond is cut off.</param>
    /// <param name="outputPadding">Rows and columns that the result has more at its end, fewer than the strides;
    /// without it the size follows from the padding.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default what the settings say.</param>
    /// <param name="dilationRate">Pixels of the result from one pixel of the window to the next; 1 by default.</param>
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
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public Conv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, Padding? padding = null,
        Size2D? outputPadding = null, DataFormat? dataFormat = null, Size2D? dilationRate = null,
        ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null)
        : base(2, filters, kernelSize, strides ?? 1, padding, outputPadding, dataFormat,
            dilationRate ?? 1, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer,
            biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Conv2DTranspose FromConfig(Config config) =>
        Make(config, c => new Conv2DTranspose(c.Int("filters"), c.Size2D("kernel_size"), c.Size2D("strides", 1),
            c.Padding("padding"), c.Size2DOrNull("output_padding"), c.DataFormat("data_format"),
            c.Size2D("dilation_rate", 1), c.Activation("activation"), c.Bool("use_bias", true),
            c.Initializer("kernel_initializer"), c.Initializer("bias_initializer"),
            c.Regularizer("kernel_regularizer"), c.Regularizer("bias_regularizer"),
            c.Regularizer("activity_regularizer"), c.Constraint("kernel_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
