namespace LearnDL.Tensors;

/// <summary>
/// How two shapes are walked together. Axes that lie side by side in memory for all three tensors are merged, so that
/// most ops become one or two loops; a stride of 0 keeps an operand in place while the result moves on.
/// </summary>
readonly struct Broadcast
{
    /// <summary>The merged axes, outermost first.</summary>
    public readonly Shape Sizes;

    /// <summary>How far x and y move when an axis moves by one.</summary>
    public readonly Shape StridesX, StridesY;

    public Broadcast(Shape x, Shape y, Shape result)
    {
        Span<int> sizes = stackalloc int[Shape.MaxRank], sx = stackalloc int[Shape.MaxRank],
            sy = stackalloc int[Shape.MaxRank];
        var rank = 0; // written from the innermost axis outwards
        int strideX = 1, strideY = 1;
        for (var back = 1; back <= result.Rank; back++)
        {
            var size = result[-back];
            int sizeX = back <= x.Rank ? x[-back] : 1, sizeY = back <= y.Rank ? y[-back] : 1;
            if (size == 1)
                continue;
            int stepX = sizeX == 1 ? 0 : strideX, stepY = sizeY == 1 ? 0 : strideY;
            if (rank > 0 && stepX == sx[rank - 1] * sizes[rank - 1] && stepY == sy[rank - 1] * sizes[rank - 1])
                sizes[rank - 1] *= size; // continues the axis inside it
            else
                (sizes[rank], sx[rank], sy[rank], rank) = (size, stepX, stepY, rank + 1);
            (strideX, strideY) = (strideX * sizeX, strideY * sizeY);
        }
        if (rank == 0)
            (sizes[0], rank) = (1, 1);
        sizes[..rank].Reverse();
        sx[..rank].Reverse();
        sy[..rank].Reverse();
        (Sizes, StridesX, StridesY) = (Shape.Of(sizes[..rank]), Shape.Of(sx[..rank]), Shape.Of(sy[..rank]));
    }

    /// <summary>
    /// Where the element at a flat position of the result lies in an operand that is stretched to the result's shape.
    /// </summary>
    public static int Source(int flat, Shape result, Shape operand)
    {
        if (operand == result)
            return flat;
        int source = 0, stride = 1;
        for (var back = 1; back <= operand.Rank; back++)
        {
            var position = flat % result[-back];
            flat /= result[-back];
            source += operand[-back] == 1 ? 0 : position * stride;
            stride *= operand[-back];
        }
        return source;
    }

    /// <summary>The shape both are stretched to by NumPy's rule.</summary>
    /// <exception cref="ShapeException">Two sizes differ and neither is 1.</exception>
    public static Shape Shapes(Shape x, Shape y)
    {
        Span<int> sizes = stackalloc int[Math.Max(x.Rank, y.Rank)];
        for (var back = 1; back <= sizes.Length; back++)
        {
            int sizeX = back <= x.Rank ? x[-back] : 1, sizeY = back <= y.Rank ? y[-back] : 1;
            if (sizeX != sizeY && sizeX != 1 && sizeY != 1)
                throw new ShapeException($"Shapes {x} and {y} cannot be stretched to one.",
                    "equal sizes, or a 1, at every axis counted from the last", $"{sizeX} and {sizeY} at axis -{back}",
                    "Reshape one of them, so that sizes meet.");
            sizes[^back] = sizeX == 1 ? sizeY : sizeX;
        }
        return Shape.Of(sizes);
    }
}
