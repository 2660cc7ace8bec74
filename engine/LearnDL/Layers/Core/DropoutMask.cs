using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>The numbers that dropout multiplies by.</summary>
static class DropoutMask
{
    /// <summary>0 for a random share of the elements, 1 / (1 − rate) for the others, so that sums keep their size.</summary>
    public static Tensor Draw(RandomSource random, Shape shape, double rate, DType dtype)
    {
        var mask = random.Uniform(shape, 0, 1, dtype);
        return mask.Affine(-1, 1 - rate, into: mask).Positive(into: mask).Scale(1 / (1 - rate), into: mask); // kept where u < 1 − rate
    }
}
