using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The sum of its inputs, number by number: y = x1 + x2 + … A connection past some layers, as in a residual network
/// (He et al. 2015), ends in one. As in Keras 3.
/// </summary>
/// <param name="name">A name for summaries and errors.</param>
public sealed class Add(string? name = null) : ElementwiseMerge(name)
{
    private protected override Tensor Combine(ReadOnlySpan<MaskedTensor> x)
    {
        var y = x[0].X;
        foreach (var (next, _) in x[1..])
            y = y.Add(next);                                        // y = Σ xi
        return y;
    }

    private protected override void CombineBack(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx) =>
        dx.Fill(dy);                                                // dxi = dy

    /// <inheritdoc/>
    protected internal override OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs)
    {
        var sum = inputs[0];
        foreach (var next in inputs[1..])
            sum = (sum, next) is ({ } x, { } y) ? x.Plus(y) : null;
        return sum;
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Add FromConfig(Config config) => Make(config, c => new Add(c.Name));
}
