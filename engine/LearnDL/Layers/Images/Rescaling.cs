using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Changes the scale of its inputs, and where their zero lies: y = x·scale + offset. The shape stays.
/// <c>new Rescaling(1.0 / 255)</c> at the front of a model takes images as they are stored, bytes 0..255, and gives
/// 0..1, a batch at a time. As Keras 3's layer of this name, with one scale for all elements. It has no weights.
/// Explained in lesson 04-mnist.
/// </summary>
public sealed class Rescaling : Layer<Rescaling.Saved>
{
    readonly double scale, offset;

    /// <summary>Nothing is needed: the slope is the same everywhere.</summary>
    public readonly record struct Saved;

    /// <param name="scale">What every element is multiplied with; any finite number.</param>
    /// <param name="offset">What is added then; 0 by default, any finite number.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">scale or offset is NaN or infinite.</exception>
    public Rescaling(double scale, double offset = 0, string? name = null)
    {
        var who = Called("Rescaling", name);
        this.scale = Hyperparameter.Finite(scale, $"{who}: scale");
        this.offset = Hyperparameter.Finite(offset, $"{who}: offset");
        Name = name;
    }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.Affine(scale, offset);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = default;
        return x.Affine(scale, offset);                              // y = x·scale + offset
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy.Scale(scale); // dx = dy·scale

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "scale", scale }, { "offset", offset } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Rescaling FromConfig(Config config) =>
        Make(config, c => new Rescaling(c.Number("scale"), c.Number("offset", 0), c.Name));
}
