using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Where the pixels of an axis that grows s times are read: place (o + ½) / s − ½, which lies between two pixels of the
/// axis; beyond its ends, on the pixel at the end. Every index along the axes in front of it is a line of its own.
/// </summary>
readonly ref struct LinePlaces
{
    readonly Span<double> far;

    public LinePlaces(Shape shape, int axis, int s)
    {
        int size = shape[axis], count = shape[..axis].Size * size * s;
        First = Arena.NewArray<int>(count).AsSpan(0, count);
        Second = Arena.NewArray<int>(count).AsSpan(0, count);
        far = Arena.NewArray<double>(count).AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            var (line, o) = Math.DivRem(i, size * s);
            var place = Math.Clamp((o + 0.5) / s - 0.5, 0, size - 1);
            First[i] = line * size + (int)place;
            Second[i] = line * size + Math.Min((int)place + 1, size - 1);
            far[i] = place - (int)place;
        }
    }

    /// <summary>The pixel in front of each place, and the one behind it; counted through all lines.</summary>
    public Span<int> First { get; }

    /// <inheritdoc cref="First"/>
    public Span<int> Second { get; }

    /// <summary>1 − f: what the first counts.</summary>
    public Tensor Near(DType dtype) => Far(dtype).Affine(-1, 1);

    /// <summary>f: what the second counts.</summary>
    public Tensor Far(DType dtype) => Tensor.From<double>(far, [far.Length]).Cast(dtype);
}
