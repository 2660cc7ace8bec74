using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>Compares with a golden value: |got − expected| ≤ tolerance · max(1, |expected|).</summary>
static class Near
{
    public const double Parity = 1e-12;

    public static void Same(Tensor expected, Tensor got, string what, double tolerance = Parity)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Same(expected.ToArray<double>(), got.ToArray<double>(), what, tolerance);
    }

    public static void Same(double[] expected, double[] got, string what, double tolerance = Parity)
    {
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(got[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.True(error <= tolerance,
                $"{what}, element {i}: expected {expected[i]:R}, got {got[i]:R}, error {error:E1} > {tolerance:E0}");
        }
    }
}
