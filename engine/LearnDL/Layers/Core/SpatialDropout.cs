using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="SpatialDropout1D"/> and <see cref="SpatialDropout2D"/> share: a <see cref="Dropout"/> of whole
/// channels, as neighbours in an image or a series say nearly the same, so that one dropped alone is no loss (Tompson
/// and others 2015). The shape stays.
/// </summary>
public abstract class SpatialDropout : Layer<SpatialDropout.Saved>
{
    readonly int axes; // that a channel goes along: 2, of a series 1
    readonly double rate;
    readonly DataFormat format;
    readonly int? seed;

    /// <summary>
    /// What Backward needs: 0 where a channel was dropped, 1 / (1 − rate) elsewhere; no tensor when nothing was
    /// dropped.
    /// </summary>
    public readonly record struct Saved(Tensor Mask);

    private protected SpatialDropout(int axes, double rate, DataFormat format, int? seed, string? name)
    {
        this.rate = Hyperparameter.Share(rate, $"{Called(GetType().Name, name)}: rate");
        (this.axes, this.format, this.seed, Name) = (axes, format, seed, name);
    }

    /// <inheritdoc/>
    public sealed override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        _ = ImageShape.Last(this, format, inputShape, axes);
        return inputShape;
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved) =>
        Forward(x, default, new ForwardPass(training), out saved);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        saved = default;
        if (!pass.Training || rate == 0)
            return x;
        var channels = format.ToLast(x.Shape);
        for (var axis = 1; axis <= axes; axis++)
            channels = channels.With(axis, 1);                                  // (N, 1, 1, C)
        saved = new Saved(DrawsOf(pass, seed).DropoutMask(format.FromLast(channels), rate, x.DType)
            .StretchTo(x.Shape));
        return x.Multiply(saved.Mask);                                          // y = x∘mask
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved) =>
        saved.Mask.HasValue ? dy.Multiply(saved.Mask) : dy;                     // dx = dy∘mask

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config(base.GetConfig()) { { "rate", rate }, { "seed", seed } };
        config.Remove("trainable"); // there is nothing to train, and Keras refuses it
        if (axes == 2) // series have their channels last
            config.Add("data_format", format.Name);
        return config;
    }
}
