using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>For layers whose result depends on several time steps: a mask as numbers to multiply by.</summary>
static class StepMask
{
    /// <summary>
    /// A mask (N, T) stretched to the shape of x (N, T, …): 1 for every number of a real time step, 0
    /// for every number of a masked one.
    /// </summary>
    /// <exception cref="ShapeException">The mask's axes are not the first ones of x.</exception>
    public static Tensor Stretch(Layer layer, Tensor mask, Tensor x)
    {
        if (mask.Rank >= x.Rank || mask.Shape != x.Shape[..mask.Rank])
            throw new ShapeException($"{layer}: the mask does not fit the input.",
                $"the first axes of {x.Shape}, without the last", $"{mask.Shape}",
                "1 marks a real time step, 0 a padded one.");
        var ones = mask.Shape;
        while (ones.Rank < x.Rank)
            ones = ones.Concat([1]);
        return mask.Cast(x.DType).Reshape(ones).StretchTo(x.Shape);
    }
}
