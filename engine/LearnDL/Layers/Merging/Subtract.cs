using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>The difference of two inputs, number by number: y = x1 − x2. As in Keras 3.</summary>
/// <param name="name">A name for summaries and errors.</param>
public sealed class Subtract(string? name = null) : ElementwiseMerge(name)
{
    private protected override int? Takes => 2;

    private protected override Tensor Combine(ReadOnlySpan<MaskedTensor> x) => x[0].X.Subtract(x[1].X);

    private protected override void CombineBack(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx) =>
        (dx[0], dx[1]) = (dy, dy.Negate());                         // dx1 = dy, dx2 = −dy

    /// <inheritdoc/>
    protected internal override OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs) =>
        (inputs[0], inputs[1]) is ({ } x, { } y) ? x.Plus(y.Affine(-1, 0)) : null;

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Subtract FromConfig(Config config) => Make(config, c => new Subtract(c.Name));
}
