using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The product of a recurrent layer with one of its kernels: x·W for G gates at once, W (D, G·U).
/// With dropout, x is multiplied by a mask first, the same at every time step (Gal and Ghahramani 2016): by one that
/// all gates share, or by one per gate.
/// </summary>
public readonly struct GateProduct
{
    readonly Tensor w, transposed; // W, and Wᵀ where it is worth transposing once for many products
    readonly Tensor masks;

    internal GateProduct(Tensor w, Tensor masks = default) : this(w, default, masks)
    {
    }

    GateProduct(Tensor w, Tensor transposed, Tensor masks) =>
        (this.w, this.transposed, this.masks) = (w, transposed, masks);

    /// <summary>The masks of dropout, (1, N, D) or (G, N, D); no tensor without it.</summary>
    internal Tensor Masks => masks;

    int Gates => masks.HasValue ? masks.Shape[0] : 1;

    /// <summary>The same with Wᵀ at hand, which a backward pass through time reads once per time step.</summary>
    internal GateProduct WithTransposed(Tensor transposed) => new(w, transposed, masks);

    /// <summary>The same for some of the samples only.</summary>
    internal GateProduct OfSamples(Range samples) => masks.HasValue ? new(w, transposed, masks[.., samples]) : this;

    /// <summary>
    /// The product for some of the gates only, side by side in the kernel: columns from·U to (from + count)·U.
    /// </summary>
    /// <param name="from">The number of the first gate.</param>
    /// <param name="count">How many gates.</param>
    /// <param name="of">G, the number of all gates.</param>
    internal GateProduct OfGates(int from, int count, int of)
    {
        var units = w.Shape[1] / of;
        var kernel = w[.., (from * units)..((from + count) * units)];
        return new(kernel, transposed.HasValue ? kernel.Transpose() : default,
            masks.HasValue && Gates > 1 ? masks[from..(from + count)] : masks);
    }

    /// <summary>
    /// z = x·W, or addTo + x·W, which is then written over addTo: (N, D) gives (N, G·U), for one time step or for
    /// several below each other.
    /// </summary>
    public Tensor Dot(Tensor x, Tensor addTo = default)
    {
        if (Gates == 1)
            return Drop(x, 0).Dot(w, addTo);
        var z = addTo.HasValue ? addTo : Tensor.Zeros(x.Shape.With(-1, w.Shape[1]), x.DType);
        var kernels = w.SplitColumns(Gates);
        var sums = z.SplitColumns(Gates);
        for (var gate = 0; gate < Gates; gate++)
            MoveOps.SetColumns(z, gate, Drop(x, gate).Dot(kernels[gate], addTo: sums[gate])); // zₖ += (x∘mₖ)·Wₖ
        return z;
    }

    /// <summary>dx = dz·Wᵀ, through the masks.</summary>
    public Tensor DotTransposed(Tensor dz, Tensor into = default)
    {
        if (Gates == 1 && !into.HasValue)
            return Drop(transposed.HasValue ? dz.Dot(transposed) : dz.DotTransposed(w), 0);
        var dx = into.HasValue ? into : Tensor.New(dz.Shape.With(-1, w.Shape[0]), dz.DType);
        dx.Fill(0);
        if (Gates == 1)
        {
            var product = transposed.HasValue ? dz.Dot(transposed, addTo: dx) : dz.DotTransposed(w, addTo: dx);
            return Drop(product, 0, into: dx);
        }
        var kernels = w.SplitColumns(Gates);
        var sums = dz.SplitColumns(Gates);
        for (var gate = 0; gate < Gates; gate++)
            dx.Add(Drop(sums[gate].DotTransposed(kernels[gate]), gate), into: dx); // dx += mₖ∘(dzₖ·Wₖᵀ)
        return dx;
    }

    /// <summary>dW += xᵀ·dz, through the masks.</summary>
    public void AddGradient(Tensor x, Tensor dz, Tensor gradient)
    {
        if (Gates == 1)
        {
            Drop(x, 0).TransposedDot(dz, addTo: gradient);
            return;
        }
        var gradients = gradient.SplitColumns(Gates);
        var sums = dz.SplitColumns(Gates);
        for (var gate = 0; gate < Gates; gate++)
            MoveOps.SetColumns(gradient, gate, Drop(x, gate).TransposedDot(sums[gate], addTo: gradients[gate]));
    }

    /// <summary>x∘m at every time step.</summary>
    Tensor Drop(Tensor x, int gate, Tensor into = default)
    {
        if (!masks.HasValue)
            return x;
        var mask = masks[gate]; // (N, D)
        var rows = x.Reshape(-1, mask.Size);
        return rows.MultiplyRow(mask.Reshape(-1), into.HasValue ? into.Reshape(rows.Shape) : default).Reshape(x.Shape);
    }
}
