using LearnDL.Activations;
using LearnDL.Backends;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Marks as padding every time step whose features are all the mask value, so that later layers and the loss skip it.
/// x (N, T, D) gives x with these time steps set to 0, and the mask (N, T). As in Keras 3. For token ids, use
/// <see cref="Embedding"/> with maskZero.
/// </summary>
public sealed partial class Masking : Layer<Masking.Saved>
{
    readonly double maskValue;

    /// <summary>What Backward needs: 1 for a real time step, 0 for padding (N, T).</summary>
    public readonly record struct Saved(Tensor Mask);

    /// <param name="maskValue">The number that padding is filled with; 0 by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">maskValue is not finite.</exception>
    public Masking(double maskValue = 0, string? name = null) =>
        (this.maskValue, Name) = (Hyperparameter.Finite(maskValue, $"{Called("Masking", name)}: maskValue"), name);

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Makes;

    /// <summary>1 where a time step has a feature other than the mask value.</summary>
    public override Tensor OutputMask(Tensor x, Tensor mask)
    {
        var equal = BroadcastOps.Apply<Equal>(nameof(Masking), x, Tensor.Scalar(maskValue, x.DType), x.Shape, default);
        return equal.Min(-1).Affine(-1, 1);                          // m = 1 − min over the features of (x = value)
    }

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.WithZero;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => inputShape.Rank == 3 ? inputShape :
        throw new ShapeException($"{this} masks the time steps of sequences.",
            "(batch, time, features)", $"{inputShape}", inputShape.Rank == 2
                ? "One number per time step? Reshape([-1, 1]) adds the axis of features. "
                    + "Token ids? Use Embedding(…, maskZero: true)."
                : "Reshape the features of a time step into one axis.");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        saved = new Saved(OutputMask(x, default));
        return x.MultiplyColumn(saved.Mask);                         // y = x∘m
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy.MultiplyColumn(saved.Mask); // dx = dy∘m

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "mask_value", maskValue } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Masking FromConfig(Config config) =>
        Make(config, c => new Masking(c.Number("mask_value", 0), c.Name));
}
