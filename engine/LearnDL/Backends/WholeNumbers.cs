using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// Arithmetic of whole numbers, the same for all backends: it never wraps around. Where a result does not fit into
/// Int32, an error says so before anything is written. (In NumPy and in C#, 2,147,483,647 + 1 is −2,147,483,648.)
/// </summary>
static class WholeNumbers
{
    /// <summary>
    /// Says that a type of whole numbers does not reach a number; a fraction is cut off, towards 0. Floats take any.
    /// </summary>
    public static void CheckReach(DType type, double number, string where = "")
    {
        var (low, high) = type switch
        {
            DType.Int32 => (int.MinValue, int.MaxValue),
            DType.UInt8 => (byte.MinValue, byte.MaxValue),
            _ => (0.0, 0.0),
        };
        if (type is DType.Int32 or DType.UInt8 && !(number > low - 1 && number < high + 1))
            throw new DTypeException($"{number} does not fit into {type}.", $"numbers from {low:N0} to {high:N0}",
                $"{number}{where}", "Keep the type it has, or look where the number comes from.");
    }

    /// <summary>Whether an op can give a number that does not fit.</summary>
    public static bool Computes<F>() =>
        typeof(F) == typeof(Add) || typeof(F) == typeof(Subtract) || typeof(F) == typeof(Multiply);

    /// <summary>result = x op y for Add, Subtract and Multiply, both stretched to the result's shape.</summary>
    public static void Binary<F>(Tensor x, Tensor y, Tensor result)
    {
        var data = result.AsSpan<int>();
        for (var i = 0; i < data.Length; i++) // the result may lie over an operand, so look first
            _ = At<F>(x, y, result.Shape, i);
        for (var i = 0; i < data.Length; i++)
            data[i] = At<F>(x, y, result.Shape, i);
    }

    static int At<F>(Tensor x, Tensor y, Shape shape, int i) => Exact<F>(
        x.AsSpan<int>()[Broadcast.Source(i, shape, x.Shape)], y.AsSpan<int>()[Broadcast.Source(i, shape, y.Shape)]);

    static int Exact<F>(int x, int y)
    {
        var (sign, exact) = typeof(F) == typeof(Add) ? ('+', (long)x + y)
            : typeof(F) == typeof(Subtract) ? ('-', (long)x - y)
            : ('*', (long)x * y);
        return exact is >= int.MinValue and <= int.MaxValue ? (int)exact
            : throw Overflow($"{x:N0} {sign} {y:N0}", exact, "x.Cast(DType.Float64), and the other operand too");
    }

    /// <summary>A result that does not fit.</summary>
    public static DTypeException Overflow(string what, Int128 got, string fix) => new(
        $"{what} does not fit into Int32.", $"a whole number from {int.MinValue:N0} to {int.MaxValue:N0}", $"{got:N0}",
        $"Compute in Float64: {fix}.");
}
