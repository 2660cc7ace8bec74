using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// <see cref="Conv2D"/> for series: a window of some time steps slides along the time. x is (N, T, C), y is
/// (N, OT, F); or with the channels first. As in Keras 3, but strides and dilation may both be above 1, and
/// softmax goes along the channels wherever they stand. Dilated causal layers on top of each other are a
/// WaveNet (van den Oord and others 2016).
/// </summary>
public sealed partial class Conv1D : ConvolutionLayer
{
    /// <param name="filters">F, the number of filters, at least 1.</param>
    /// <param name="kernelSize">The window in time steps.</param>
    /// <param name="strides">Steps from one place of the window to the next; 1 by default.</param>
    /// <param name="padding">"valid" (the default), "same", or "causal": zeros in front only, so that no output sees
    /// what comes later.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default what the settings say.</param>
    /// <param name="dilationRate">Time steps of the series from one of the window to the next; 1 by default.</param>
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
    public Conv1D(int filters, int kernelSize, int strides = 1, Padding? padding = null, DataFormat? dataFormat = null,
        int dilationRate = 1, int groups = 1, ActivationFunction? activation = null, bool useBias = true,
        Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null, string? name = null)
        : base(1, filters, (1, kernelSize), (1, strides), padding, dataFormat, (1, dilationRate), groups, activation,
            useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer,
            kernelConstraint, biasConstraint, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Conv1D FromConfig(Config config) =>
        Make(config, c => new Conv1D(c.Int("filters"), c.Size1D("kernel_size"), c.Size1D("strides", 1),
            c.Padding("padding"), c.DataFormat("data_format"), c.Size1D("dilation_rate", 1), c.Int("groups", 1),
            c.Activation("activation"), c.Bool("use_bias", true), c.Initializer("kernel_initializer"),
            c.Initializer("bias_initializer"), c.Regularizer("kernel_regularizer"), c.Regularizer("bias_regularizer"),
            c.Regularizer("activity_regularizer"), c.Constraint("kernel_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
