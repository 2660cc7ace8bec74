using LearnDL.Tensors;

namespace LearnDL.Numbers;

/// <summary>
/// The smallest positive numbers of full precision: below them, digits are lost one by one, down to 0.
/// </summary>
static class SmallestNormal
{
    public const double Float32 = 1.17549435e-38, Float64 = 2.2250738585072014e-308;

    public static double Of<T>() => typeof(T) == typeof(float) ? Float32 : Float64;

    public static double Of(DType dtype) => dtype == DType.Float32 ? Float32 : Float64;
}
