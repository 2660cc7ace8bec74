using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Filters that see a small window of an image each and slide it over the whole image, with the same weights
/// everywhere (LeCun and others 1989):
/// y[n, oh, ow, f] = f(b[f] + Σ x[n, oh·stride + kh·dilation − padding, …, c]·W[kh, kw, c, f]). x is (N, H, W,
/// C), y is (N, OH, OW, F); or with the channels first. As in Keras 3, but strides and dilation may both be
/// above 1, and softmax goes along the channels wherever they stand. With groups = C it is a depthwise
/// convolution. Explained in lesson 06-cnn.
/// </summary>
public sealed partial class Conv2D : ConvolutionLayer
{
    /// <param name="filters">F, the number of filters, at least 1.</param>
    /// <param name="kernelSize">The window in pixels, (3, 5) or 3 for a square.</param>
    /// <param name="strides">Pixels from one place of the window to the next; 1 by default.</param>
    /// <param name="padding">"valid" (the default): only places inside the image. "same": zeros around it, and an
    /// output of ⌈size / stride⌉.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default what the settings say.</param>
    /// <param name="dilationRate">Pixels of the image from one pixel of the window to the next; 1 by default.</param>
    /// <param name="groups">Into how many groups channels and filters are dealt out; 1 by default.</param>
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
    /// <exception cref="HyperparameterException">A number is below 1, or the filters are no
    /// multiple of the groups.</exception>
    public Conv2D(int filters, Size2D kernelSize, Size2D? strides = null, Padding? padding = null,
        DataFormat? dataFormat = null, Size2D? dilationRate = null, int groups = 1,
        ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null)
        : base(2, filters, kernelSize, strides ?? 1, ImageShape.NotCausal(padding, Called("Conv2D", name)), dataFormat,
            dilationRate ?? 1, groups, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer,
            biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Conv2D FromConfig(Config config) =>
        Make(config, c => new Conv2D(c.Int("filters"), c.Size2D("kernel_size"), c.Size2D("strides", 1),
            c.Padding("padding"), c.DataFormat("data_format"), c.Size2D("dilation_rate", 1), c.Int("groups", 1),
            c.Activation("activation"), c.Bool("use_bias", true), c.Initializer("kernel_initializer"),
            c.Initializer("bias_initializer"), c.Regularizer("kernel_regularizer"), c.Regularizer("bias_regularizer"),
            c.Regularizer("activity_regularizer"), c.Constraint("kernel_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
