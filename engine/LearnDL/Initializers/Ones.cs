using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>All 1.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) => Tensor.Ones(shape, dtype);

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Ones FromConfig(Config config) => Make(config, c => new Ones());
}
