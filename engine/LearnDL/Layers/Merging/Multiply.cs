using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The product of its inputs, number by number: y = x1∘x2∘… A gate, which lets one branch decide how much of another
/// passes, is one. As in Keras 3.
/// </summary>
/// <param name="name">A name for summaries and errors.</param>
public sealed class Multiply(string? name = null) : ElementwiseMerge(name)
{
    private protected override Tensor Combine(ReadOnlySpan<MaskedTensor> x) => Product(x, without: -1);

    private protected override void CombineBack(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx)
    {
        for (var i = 0; i < x.Length; i++)                          // dxi = dy ∘ all others
            dx[i] = x.Length == 1 ? dy : dy.Multiply(Product(x, without: i));
    }

    /// <summary>The product of all inputs but one.</summary>
    static Tensor Product(ReadOnlySpan<MaskedTensor> x, int without)
    {
        var product = default(Tensor);
        for (var i = 0; i < x.Length; i++)
            if (i != without)
                product = product.HasValue ? product.Multiply(x[i].X) : x[i].X;
        return product;
    }

    /// <inheritdoc/>
    protected internal override OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs)
    {
        var product = inputs[0];
        foreach (var next in inputs[1..])
            product = (product, next) is ({ } x, { } y) ? x.Times(y) : null;
        return product;
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Multiply FromConfig(Config config) => Make(config, c => new Multiply(c.Name));
}
