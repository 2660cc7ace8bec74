using LearnDL.Tensors;

namespace LearnDL.Layers;

// Layers on numbers: how one looks at what a layer does.
public abstract partial class Layer
{
    /// <summary>
    /// What the layer makes of these numbers: <c>var y = new Dense(3).Apply(Tensor.Ones([2, 4]));</c> In Keras one
    /// calls the layer. It gets its weights here if it has none yet; a stateful one goes on from its state. Of a layer
    /// with several outputs it is the first.
    /// </summary>
    /// <param name="x">The samples (N, …); they are computed with in the type of the layer's weights.</param>
    /// <param name="mask">Which time steps are real (N, T); all by default.</param>
    /// <param name="training">Whether the network learns, so that a Dropout drops; false by default.</param>
    /// <exception cref="ShapeException">The layer cannot take samples of this shape.</exception>
    public Tensor Apply(Tensor x, Tensor mask = default, bool training = false)
    {
        _ = ComputeOutputShape(x.Shape);
        Build(x.Shape, OwnType, OwnRandom);
        return NewCall().Forward(x.Cast(OwnType), ref mask, training);
    }

    /// <summary>What it computes with by itself.</summary>
    private protected virtual DType OwnType => Parameters.Count > 0 ? Parameters[0].Value.DType : Settings.FloatX;

    /// <summary>Where its weights come from if it gets them by itself.</summary>
    private protected virtual RandomSource OwnRandom => new();
}
