using System.Globalization;
using LearnDL.Tensors;

namespace LearnDL.Lessons;

/// <summary>Compares a learner's answer with the right one and says where they part.</summary>
public static class Judge
{
    /// <summary>Null when the tensors agree, otherwise a verdict that names the first difference.</summary>
    public static Verdict? Differs(Tensor got, Tensor expected, double tolerance = 1e-5)
    {
        if (!got.HasValue) return Verdict.Wrong("Your code returned no tensor.");
        if (got.Shape != expected.Shape)
            return Verdict.Wrong($"The shape should be {expected.Shape}; yours is {got.Shape}.");
        var (yours, right) = (got.Cast(DType.Float64).ToArray<double>(),
            expected.Cast(DType.Float64).ToArray<double>());
        for (var i = 0; i < right.Length; i++)
            if (!Agree(yours[i], right[i], tolerance))
                return Verdict.Wrong($"Element {i} (counted row by row) should be {Number(right[i])}; "
                    + $"yours is {Number(yours[i])}.");
        return null;
    }

    /// <summary>Null when the numbers agree, otherwise a verdict that shows both.</summary>
    public static Verdict? Differs(double got, double expected, double tolerance = 1e-5) =>
        Agree(got, expected, tolerance) ? null
            : Verdict.Wrong($"It should be {Number(expected)}; yours is {Number(got)}.");

    static bool Agree(double got, double expected, double tolerance) =>
        Math.Abs(got - expected) <= tolerance * Math.Max(1, Math.Abs(expected)); // false for NaN

    static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
