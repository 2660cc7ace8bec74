using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>The base of <see cref="Maximum"/> and <see cref="Minimum"/>: every number comes from one input.</summary>
public abstract class Extreme : ElementwiseMerge
{
    private protected Extreme(string? name) : base(name)
    {
    }

    /// <summary>1 where x takes the place of the best so far, 0 elsewhere.</summary>
    private protected abstract Tensor Beats(Tensor x, Tensor best);

    private protected sealed override Tensor Combine(ReadOnlySpan<MaskedTensor> x)
    {
        var (best, isReal) = x[0];
        for (var i = 1; i < x.Length; i++)
            best = Better(ref isReal, best, x[i], out _);
        return best;
    }

    private protected sealed override void CombineBack(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx)
    {
        var (best, isReal) = x[0];
        dx[0] = dy;
        for (var i = 1; i < x.Length; i++)
        {
            best = Better(ref isReal, best, x[i], out var takes);
            dx[i] = dy.WherePositive(takes);                        // dxi = dy where y comes from xi
            for (var before = 0; before < i; before++)
                dx[before] = dx[before].WherePositive(takes.Affine(-1, 1));
        }
    }

    /// <summary>The better of two; of padding and a real time step, the real one.</summary>
    /// <param name="isReal">Where the best so far is real; no tensor for everywhere.</param>
    /// <param name="best">The best so far.</param>
    /// <param name="x">The next input.</param>
    /// <param name="takes">1 where the next is better, 0 elsewhere.</param>
    Tensor Better(ref Tensor isReal, Tensor best, MaskedTensor x, out Tensor takes)
    {
        takes = Beats(x.X, best);
        if (isReal.HasValue)
            takes = takes.Maximum(isReal.Affine(-1, 1));            // also where there is only padding so far
        if (x.Mask.HasValue)
            takes = takes.Multiply(x.Mask);                         // never where x is padding
        isReal = isReal.HasValue && x.Mask.HasValue ? isReal.Maximum(x.Mask) : default;
        return x.X.WherePositive(takes).Add(best.WherePositive(takes.Affine(-1, 1)));
    }

    /// <inheritdoc/>
    protected internal sealed override OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs)
    {
        var all = inputs[0];
        foreach (var next in inputs[1..])
            all = (all, next) is ({ } x, { } y) ? x.Or(y) : null;
        return all is { } range ? range with { IsShares = inputs.Length == 1 && range.IsShares } : null;
    }
}
