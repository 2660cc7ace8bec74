using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>
/// The identity matrix times a gain: gain on the diagonal, 0 elsewhere. For matrices only. Keras calls
/// it Identity, which is also the name of a layer.
/// </summary>
/// <param name="gain">What stands on the diagonal; 1 by default, any finite number.</param>
public sealed class IdentityInitializer(double gain = 1) : Initializer
{
    readonly double gain = Hyperparameter.Finite(gain, nameof(gain));

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The weight is no matrix.</exception>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random)
    {
        if (shape.Rank != 2)
            throw new ShapeException(
                "Identity makes a matrix.", "a weight of rank 2", $"{shape}", "Use another initializer for it.");
        var values = new double[shape.Size];
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++)
            values[i * shape[1] + i] = gain;
        return Tensor.From(values, shape).Cast(dtype);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new() { { "gain", gain } };

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static IdentityInitializer FromConfig(Config config) =>
        Make(config, c => new IdentityInitializer(c.Number("gain", 1)));

    internal override string ClassName => "Identity";
}
