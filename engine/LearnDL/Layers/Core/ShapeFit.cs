using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>Compares a shape with one whose sizes may be unknown.</summary>
static class ShapeFit
{
    /// <summary>Whether the sizes are the expected ones; an unknown size, None, agrees with all.</summary>
    public static bool Fits(this Shape shape, Shape expected)
    {
        if (shape.Rank != expected.Rank)
            return false;
        for (var axis = 0; axis < shape.Rank; axis++)
            if (shape[axis] != expected[axis] && shape[axis] != Shape.Unknown && expected[axis] != Shape.Unknown)
                return false;
        return true;
    }

    /// <summary>
    /// "28 x 28 = 784", where the sizes of a sample multiply to this number of features, otherwise nothing.
    /// </summary>
    public static string? Product(this Shape sample, int features) =>
        sample.Rank > 1 && sample.Aggregate(1L, (product, size) => product * size) == features
            ? $"{string.Join(" x ", sample.Select(size => $"{size}"))} = {features}" : null;
}
