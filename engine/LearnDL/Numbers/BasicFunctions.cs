using System.Runtime.CompilerServices;

namespace LearnDL.Numbers;

// What the element-wise ops compute; ElementwiseOps gives their formulas for readers of the API.

readonly struct Copy : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => x;
}

readonly struct Negate : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => -x;
}

readonly struct FlushTiny : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.FlushTiny(x);
}

readonly struct Abs : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Abs(x);
}

readonly struct Sign : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    // ±0 and NaN stay
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.IfGreater(x, 0, 1, V.IfGreater(0, x, -1, x));
}

readonly struct Positive : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.IfGreater(x, 0, 1, 0);
}

readonly struct Square : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => x * x;
}

readonly struct Sqrt : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Sqrt(x);
}

readonly struct Reciprocal : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => 1 / x;
}

readonly struct Exp : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Exp(x);
}

readonly struct Log : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Log(x);
}

readonly struct Expm1 : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Expm1(x);
}

readonly struct Log1p : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Log1p(x);
}

readonly struct Tanh : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Tanh(x);
}

readonly struct Sigmoid : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.Sigmoid(x);
}

readonly struct ReLU : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    // 0 where x ≤ 0, else x: NaN stays
    public static V Of<V>(V x) where V : struct, INumbers<V> => V.IfAtMost(x, 0, 0, x);
}

readonly struct SigmoidSlope : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V y) where V : struct, INumbers<V> => y * (1 - y);
}

readonly struct TanhSlope : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V y) where V : struct, INumbers<V> => 1 - y * y;
}

/// <summary>x alone, stretched to the shape of the result.</summary>
readonly struct First : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => x;
}

readonly struct Add : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => x + y;
}

readonly struct Subtract : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => x - y;
}

readonly struct Multiply : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => x * y;
}

readonly struct Divide : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => x / y;
}

readonly struct Maximum : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => V.Max(x, y);
}

readonly struct Minimum : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => V.Min(x, y);
}

readonly struct Equal : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => V.IfEqual(x, y, 1, 0);
}

readonly struct Greater : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => V.IfGreater(x, y, 1, 0);
}

readonly struct WherePositive : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y) where V : struct, INumbers<V> => V.IfGreater(y, 0, x, 0);
}

readonly struct MultiplyAdd : IFunction3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V a, V b, V c) where V : struct, INumbers<V> => V.MultiplyAdd(a, b, c);
}

readonly struct IfGreater : IFunction4
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y, V yes, V no) where V : struct, INumbers<V> => V.IfGreater(x, y, yes, no);
}

readonly struct IfAtMost : IFunction4
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y, V yes, V no) where V : struct, INumbers<V> => V.IfAtMost(x, y, yes, no);
}

readonly struct IfEqual : IFunction4
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y, V yes, V no) where V : struct, INumbers<V> => V.IfEqual(x, y, yes, no);
}

/// <summary>scale·x + shift</summary>
readonly struct Affine(double scale, double shift) : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        V a = scale, b = shift;
        for (var n = 0; n < at.Length; n += V.Count)
            at[1, n] = V.MultiplyAdd(at[0, n], a, b);
    }
}

/// <summary>a·x + b·y</summary>
readonly struct Combine(double a, double b) : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        V forX = a, forY = b;
        for (var n = 0; n < at.Length; n += V.Count)
            at[2, n] = V.MultiplyAdd(at[1, n], forY, at[0, n] * forX);
    }
}

/// <summary>min(max(x, low), high)</summary>
readonly struct Clip(double low, double high) : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        V lowest = low, highest = high;
        for (var n = 0; n < at.Length; n += V.Count)
            at[1, n] = V.Min(V.Max(at[0, n], lowest), highest);
    }
}

/// <summary>a∘x + b∘y + c, with a, b and c of their own for every column</summary>
readonly struct CombineRow : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        for (var n = 0; n < at.Length; n += V.Count)
        {
            V x = at[0, n], a = at[1, n], y = at[2, n], b = at[3, n], c = at[4, n];
            at[5, n] = V.MultiplyAdd(y, b, V.MultiplyAdd(x, a, c));
        }
    }
}
