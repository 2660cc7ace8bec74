using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>Lays out every sample as one row: (N, 28, 28) becomes (N, 784). It copies nothing.</summary>
public sealed partial class Flatten : Layer<Flatten.Saved>
{
    /// <summary>The shape to go back to.</summary>
    public readonly record struct Saved(Shape Input);

    /// <param name="name">A name for summaries and errors.</param>
    public Flatten(string? name = null) => Name = name;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) =>
        [inputShape[0], inputShape[1..].Contains(Shape.Unknown) ? Shape.Unknown : inputShape[1..].Size];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = new Saved(x.Shape);
        return x.Reshape(x.Shape[0], x.Shape[1..].Size);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy.Reshape(saved.Input);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "data_format", "channels_last" } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Flatten FromConfig(Config config) => Make(config, c =>
        {
            c.Only("data_format", null, "channels_last");
            return new Flatten(c.Name);
        });
}
