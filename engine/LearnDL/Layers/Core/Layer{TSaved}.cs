using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of every layer that computes. Forward and Backward keep nothing between them but the record that Forward
/// gives out and Backward is given back; so a layer may be used twice in one model, each use with a record of its own.
/// </summary>
/// <typeparam name="TSaved">What Backward needs of Forward, by name.</typeparam>
public abstract class Layer<TSaved> : Layer where TSaved : struct
{
    /// <summary>
    /// The output for x. <paramref name="training"/> tells layers such as Dropout whether
    /// the network learns or is used.
    /// </summary>
    public abstract Tensor Forward(Tensor x, bool training, out TSaved saved);

    /// <summary>
    /// The output for x with a mask (N, T), for a layer that skips masked time steps, or leaves them out of its sums.
    /// All others compute the same with it as without.
    /// </summary>
    public virtual Tensor Forward(Tensor x, Tensor mask, bool training, out TSaved saved) =>
        Forward(x, training, out saved);

    /// <summary>
    /// The output for x with a mask in a pass that says which random numbers belong to it. A layer that draws overrides
    /// it, asks <see cref="Layer.DrawsOf"/>, and hands the other two on to it with
    /// <c>new ForwardPass(training)</c>; for all others it is the same as without.
    /// </summary>
    public virtual Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out TSaved saved) =>
        Forward(x, mask, pass.Training, out saved);

    /// <summary>dx from dy; adds the weights' gradients to <see cref="Parameter.Gradient"/>.</summary>
    public abstract Tensor Backward(Tensor dy, in TSaved saved);

    /// <summary>
    /// dx from dz, the gradient before the layer's last activation. A loss that is fused with the activation knows dz
    /// directly (p − y for softmax with cross-entropy), more exactly and with less work than by way of dy.
    /// </summary>
    public virtual Tensor BackwardFromLogits(Tensor dz, in TSaved saved) =>
        throw new ModelException($"{this} has no activation of its own.",
            "a layer with OutputActivation", GetType().Name, "Call Backward.");

    /// <summary>
    /// Stands for Backward in a training step that asks for no gradient here, as no
    /// weight before or in the layer is trained.
    /// </summary>
    internal virtual void Skip(in TSaved saved)
    {
    }

    /// <inheritdoc/>
    public override LayerCall NewCall() => new LayerCall<TSaved>(this);
}
