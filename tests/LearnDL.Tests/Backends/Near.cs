using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>Compares a tensor with numbers computed in double.</summary>
static class Near
{
    /// <summary>
    /// Each element may differ by this many units in the last place of max(|expected|, scale); whole numbers not at all.
    /// </summary>
    public static void Equal(double[] expected, Tensor actual, int ulps, double scale = 1)
    {
        var unit = actual.DType switch { DType.Float32 => Math.Pow(2, -24), DType.Float64 => Math.Pow(2, -53), _ => 0 };
        var values = Naive.Values(actual);
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            if (!(Math.Abs(values[i] - expected[i]) <= ulps * unit * Math.Max(scale, Math.Abs(expected[i]))))
                Assert.Fail($"{actual.DType} {actual.Shape}, element {i}: expected {expected[i]:R}, got {values[i]:R}");
    }
}
