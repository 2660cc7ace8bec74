using LearnDL.Initializers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The bias (4U) of an LSTM whose forget gate begins at 1 (Jozefowicz and others 2015): an LSTM that forgets from the
/// start hands no gradient back, and so never learns that it should remember.
/// </summary>
sealed class UnitForgetBias(Initializer others) : Initializer
{
    public Initializer Others => others;

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random)
    {
        var units = shape[0] / 4;
        var bias = others.Create(shape, dtype, random);
        bias[units..(2 * units)].Fill(1);
        return bias;
    }
}
