using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>All the same value, 0 by default; or the numbers of a tensor.</summary>
public sealed class Constant(double value = 0) : Initializer
{
    readonly double value = Hyperparameter.Finite(value, "Constant value");
    readonly Tensor values;

    /// <param name="values">The weights themselves, such as an embedding that was learned elsewhere.</param>
    public Constant(Tensor values) : this() => this.values = values.Keep();

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The weight has another shape than the tensor.</exception>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random)
    {
        if (!values.HasValue)
            return Tensor.Full(shape, value, dtype);
        return values.Shape == shape ? values.Keep().Cast(dtype) : throw new ShapeException(
            "Constant was given numbers for a weight of another shape.", $"{shape}", $"{values.Shape}",
            "Give one number for every element of the weight.");
    }

    /// <inheritdoc/>
    public override Config GetConfig() =>
        values.HasValue ? new() { { "value", TensorConfig.Of(values) } } : new() { { "value", value } };

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Constant FromConfig(Config config) => Make(config, c =>
        c.TensorOrNone("value") is { HasValue: true } given ? new Constant(given) : new Constant(c.Number("value", 0)));
}
