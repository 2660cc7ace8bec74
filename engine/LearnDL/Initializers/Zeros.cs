using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>All 0: right for a bias, wrong for a kernel, whose units would then stay alike for ever.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) => Tensor.Zeros(shape, dtype);

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Zeros FromConfig(Config config) => Make(config, c => new Zeros());
}
