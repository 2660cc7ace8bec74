using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The plain recurrent layer (Elman 1990): h = tanh(x·W + hPrev·R + b). Its gradient is multiplied by R
/// at every time step, and so fades or explodes over many. Takes (N, T, D), gives (N, U), or (N, T, U)
/// with returnSequences. As in Keras 3:
/// kernel (D, U), recurrent kernel (U, U), bias (U). Explained in lesson 07-lstm.
/// </summary>
public sealed partial class SimpleRNN : RecurrentLayer<SimpleRNN.Saved>
{
    readonly ActivationFunction activation;

    /// <summary>
    /// What one time step's Backward needs, each (N, U): the sum before the activation, and the hidden state.
    /// </summary>
    public readonly record struct Saved(Tensor Z, Tensor H);

    /// <param name="units">U, the numbers in the hidden state.</param>
    /// <param name="activation">The activation; "tanh" by default, for null too, which is "linear" in Keras.</param>
    /// <param name="useBias">Whether b is added; true by default.</param>
    /// <param name="kernelInitializer">How W begins; "glorot_uniform" by default.</param>
    /// <param name="recurrentInitializer">How R begins; "orthogonal" by default.</param>
    /// <param name="biasInitializer">How b begins; "zeros" by default.</param>
    /// <param name="dropout">The share of the inputs that is dropped while learning, the same
    /// at every time step; 0 by default.</param>
    /// <param name="recurrentDropout">The share of h that is dropped on its way into the next time step while learning,
    /// the same at every time step; 0 by default.</param>
    /// <param name="seed">A seed of its own for the dropout.</param>
    /// <param name="returnSequences">Whether h after every time step is given, or only after
    /// the last; false by default.</param>
    /// <param name="returnState">Whether the final state, h, is given beside the output, for a functional model:
    /// <c>var (y, h) = new SimpleRNN(8, returnState: true).Apply(x)</c>; false by default.</param>
    /// <param name="goBackwards">Whether the last time step is read first; false by default.</param>
    /// <param name="stateful">Whether a batch begins in the state the batch before ended in, in Fit, Evaluate and
    /// Predict alike; false by default.</param>
    /// <param name="truncate">How many time steps a gradient is carried back at most (truncated backpropagation through
    /// time, Williams and Peng 1990; not in Keras); the whole sequence by default.</param>
    /// <param name="kernelRegularizer">What W costs in the loss; nothing by default.</param>
    /// <param name="recurrentRegularizer">What R costs in the loss; nothing by default.</param>
    /// <param name="biasRegularizer">What b costs in the loss; nothing by default.</param>
    /// <param name="activityRegularizer">What the output costs in the loss, divided by the number of samples; nothing
    /// by default.</param>
    /// <param name="kernelConstraint">What W must obey after each step; none by default.</param>
    /// <param name="recurrentConstraint">What R must obey after each step; none by default.</param>
    /// <param name="biasConstraint">What b must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public SimpleRNN(int units, ActivationFunction? activation = null, bool useBias = true,
        Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null, double dropout = 0, double recurrentDropout = 0, int? seed = null,
        bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false,
        int? truncate = null, Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null, Constraint? biasConstraint = null, string? name = null)
        : this(new RecurrentSettings(nameof(SimpleRNN), units, activation ?? "tanh", useBias,
            kernelInitializer ?? new GlorotUniform(), recurrentInitializer ?? new Orthogonal(),
            biasInitializer ?? new Zeros(), dropout, recurrentDropout, seed, returnSequences, returnState, goBackwards,
            stateful, truncate)
        {
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            ActivityRegularizer = activityRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        }, name)
    {
    }

    SimpleRNN(RecurrentSettings settings, string? name) : base(settings, gates: 1, name) =>
        activation = settings.Activation;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => activation.RangeFor(OutputRange.Any);

    /// <inheritdoc/>
    protected internal override RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R,
        out Saved saved)
    {
        var z = R.Dot(previous.H, addTo: xW);            // z = x·W + b + hPrev·R   (N, U)
        var h = activation.ForwardInPlace(z);            // h = tanh(z)             (N, U)
        saved = new Saved(z, h);
        return new RecurrentState(h);
    }

    /// <inheritdoc/>
    protected internal override RecurrentState StepBack(RecurrentState d, in Saved s, in GateProduct R, Tensor dz)
    {
        activation.Backward(d.H, s.Z, s.H, dz);          // dz = dh∘tanh'(z)        (N, U)
        return new RecurrentState(R.DotTransposed(dz));  // dhPrev = dz·Rᵀ          (N, U)
    }

    /// <inheritdoc/>
    internal override RecurrentLayer<Saved> Copy(RecurrentSettings settings, string? name) =>
        new SimpleRNN(settings, name);

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SimpleRNN FromConfig(Config config) =>
        Make(config, c => new SimpleRNN(c.Int("units"), c.Activation("activation"), c.Bool("use_bias", true),
            c.Initializer("kernel_initializer"), c.Initializer("recurrent_initializer"),
            c.Initializer("bias_initializer"), c.Number("dropout", 0), c.Number("recurrent_dropout", 0),
            c.IntOrNull("seed"), c.Bool("return_sequences", false), c.Bool("return_state", false),
            c.Bool("go_backwards", false), c.Bool("stateful", false), c.IntOrNull("truncate"),
            c.Regularizer("kernel_regularizer"), c.Regularizer("recurrent_regularizer"),
            c.Regularizer("bias_regularizer"), c.Regularizer("activity_regularizer"),
            c.Constraint("kernel_constraint"), c.Constraint("recurrent_constraint"), c.Constraint("bias_constraint"),
            c.Name));
}
