using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// For layers that compute along one axis: they compute along the last one, and swap what stands elsewhere with it.
/// </summary>
static class AxisLast
{
    /// <summary>x with this axis and the last one swapped; doing it twice restores the order.</summary>
    public static Tensor Swap(Tensor x, int axis)
    {
        var at = x.Shape.AxisIndex(axis);
        if (at == x.Rank - 1)
            return x;
        Span<int> order = stackalloc int[x.Rank];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        (order[at], order[^1]) = (order[^1], order[at]);
        return x.Transpose(order);
    }
}
