using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The mean of its n inputs, number by number: y = (x1 + x2 + …) / n. Several models that vote end in one. As in
/// Keras 3.
/// </summary>
/// <param name="name">A name for summaries and errors.</param>
public sealed class Average(string? name = null) : ElementwiseMerge(name)
{
    private protected override Tensor Combine(ReadOnlySpan<MaskedTensor> x)
    {
        var sum = x[0].X;
        foreach (var (next, _) in x[1..])
            sum = sum.Add(next);
        return sum.Scale(1.0 / x.Length);                           // y = Σ xi / n
    }

    private protected override void CombineBack(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx) =>
        dx.Fill(dy.Scale(1.0 / x.Length));                          // dxi = dy / n

    /// <inheritdoc/>
    protected internal override OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs)
    {
        var (sum, areShares) = (inputs[0], inputs[0] is { IsShares: true });
        foreach (var next in inputs[1..])
        {
            sum = (sum, next) is ({ } x, { } y) ? x.Plus(y) : null;
            areShares &= next is { IsShares: true };
        }
        var n = inputs.Length;
        return sum is { } all ? all with { Min = all.Min / n, Max = all.Max / n, IsShares = areShares } : null;
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Average FromConfig(Config config) => Make(config, c => new Average(c.Name));
}
