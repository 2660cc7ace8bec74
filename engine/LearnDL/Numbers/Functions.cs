using System.Numerics;
using System.Runtime.CompilerServices;

namespace LearnDL.Numbers;

/// <summary>
/// exp, log, expm1, log1p, tanh and σ for a whole vector at a time, in float and double, at most 2 units in the last
/// place off. They are ours because the libraries' versions differ from platform to platform, and some lose all
/// accuracy near 0. They all rest on the same two ideas: split off a power of two, which costs nothing in binary, and
/// sum a short Taylor series for the small rest.
/// </summary>
static class Functions
{
    // ln 2 in two parts: n·Ln2High is exact for every n that occurs, Ln2Low carries the
    // missing digits (Cody, Waite 1980).
    const double Ln2HighFloat = 0.693359375, Ln2LowFloat = -2.12194440054690583e-4;
    const double Ln2HighDouble = 0.693145751953125, Ln2LowDouble = 1.42860682030941723212e-6;

    /// <summary>eˣ. From x = n·ln 2 + r with |r| ≤ ln 2 / 2 follows eˣ = 2ⁿ·eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x) where T : unmanaged, INumber<T> => Exp(x, out _);

    /// <summary>eˣ, and what its last rounding took away: eˣ + lost is more exact than one number can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> Exp<T>(Vector<T> x, out Vector<T> lost) where T : unmanaged, INumber<T>
    {
        // Beyond these bounds the result is 0 or ∞ in any case; within them n fits into the exponent's bits.
        x = Vector.Max(Vector.Min(x, Number<T>(IsFloat<T>() ? 89 : 710)), Number<T>(IsFloat<T>() ? -104 : -746));
        var n = Split(x, out var r);
        var q = ExpMinusOne(r);
        var y = q + Vector<T>.One;
        lost = q - (y - Vector<T>.One);
        if (Simd.HasScale)
        {
            lost = Simd.Scale(lost, n);
            return Simd.Scale(y, n);
        }
        var half = Round(n * Number<T>(0.5));   // 2ⁿ in two factors: one alone could overflow before the result does
        Vector<T> first = PowerOfTwo(half), second = PowerOfTwo(n - half);
        lost = lost * first * second;
        return y * first * second;
    }

    /// <summary>
    /// eˣ − 1, exact near 0, where eˣ rounds to 1 and the difference would be 0. From x = n·ln 2 + r follows
    /// eˣ − 1 = 2ⁿ(eʳ − 1) + (2ⁿ − 1), computed as half of it, which cannot overflow before the result does.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Expm1<T>(Vector<T> x) where T : unmanaged, INumber<T>
    {
        // e⁻⁶⁰ no longer counts beside 1
        x = Vector.Max(Vector.Min(x, Number<T>(IsFloat<T>() ? 89 : 710)), Number<T>(-60));
        var n = Split(x, out var r);
        var series = ExpMinusOne(r);
        var halfPower = PowerOfTwo(n - Vector<T>.One);
        var half = Simd.MultiplyAdd(halfPower, series, halfPower - Number<T>(0.5));
        return Vector.ConditionalSelect(Vector.Equals(n, Vector<T>.Zero), series, half + half);
    }

    /// <summary>
    /// tanh x = (e²ˣ − 1) / (e²ˣ + 1), computed from e²ˣ − 1 so that it stays exact near 0, where tanh x ≈ x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x) where T : unmanaged, INumber<T>
    {
        var sign = x & Number<T>(-0.0);
        var t = Vector.Min(Vector.Abs(x) * Number<T>(2), Number<T>(40)); // tanh 20 is 1 to the last digit
        var n = Split(t, out var r);
        var power = PowerOfTwo(n);
        var m = Simd.MultiplyAdd(power, ExpMinusOne(r), power - Vector<T>.One); // e²ˣ − 1 = 2ⁿ(eʳ − 1) + (2ⁿ − 1)
        var d = m + Number<T>(2);
        var y = m / d;
        var lost = m - (d - Number<T>(2)); // what rounding took from the sum d
        y -= y * (lost / d);
        return y | sign;
    }

    /// <summary>
    /// σ(x) = 1 / (1 + e⁻ˣ); so far to the left that the 1 no longer counts, it is eˣ, which
    /// keeps its digits where e⁻ˣ overflows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x) where T : unmanaged, INumber<T>
    {
        var farLeft = Vector.LessThan(x, Number<T>(IsFloat<T>() ? -20 : -40));
        var e = Exp(Vector.ConditionalSelect(farLeft, x, -x), out var lost);
        var d = Vector<T>.One + e;
        var eInD = d - Vector<T>.One;
        lost += (Vector<T>.One - (d - eInD)) + (e - eInD); // what rounding took from the sum d (Knuth's TwoSum)
        var y = Vector<T>.One / d;
        return Vector.ConditionalSelect(farLeft, e, y - y * (lost * y)); // 1 / (d + lost) ≈ y − y·lost/d
    }

    /// <summary>
    /// ln x. From x = 2ᵉ·m with m in [√½, √2) follows ln x = e·ln 2 + ln m, and with f = m − 1, s = f / (2 + f)
    /// ln m = 2·artanh s = 2(s + s³/3 + s⁵/5 + …), arranged so that the large term f is added last (fdlibm, Sun 1993).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log<T>(Vector<T> x) where T : unmanaged, INumber<T>
    {
        var m = SplitExponent(x, out var e);
        var f = m - Vector<T>.One;
        var s = f / (f + Number<T>(2));
        var z = s * s;
        var series = Number<T>(IsFloat<T>() ? 2.0 / 11 : 2.0 / 23);
        if (!IsFloat<T>()) // term by term: in a loop, the processor would have to divide and spread each 2/k again
        {
            series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 21));
            series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 19));
            series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 17));
            series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 15));
            series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 13));
            series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 11));
        }
        series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 9));
        series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 7));
        series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 5));
        series = Simd.MultiplyAdd(series, z, Number<T>(2.0 / 3));
        series *= z;                                                             // 2(s²/3 + s⁴/5 + …)
        var halfSquare = f * f * Number<T>(0.5);
        var low = Simd.MultiplyAdd(s, halfSquare + series, e * Number<T>(IsFloat<T>() ? Ln2LowFloat : Ln2LowDouble));
        var y = Simd.MultiplyAdd(e, Number<T>(IsFloat<T>() ? Ln2HighFloat : Ln2HighDouble), f - (halfSquare - low));
        y = Vector.ConditionalSelect(Vector.Equals(x, Number<T>(double.PositiveInfinity)), x, y);
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), Number<T>(double.NegativeInfinity), y);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<T>.Zero), y, Number<T>(double.NaN));
    }

    /// <summary>
    /// ln(1 + x), exact near 0: the sum u = 1 + x loses digits of x, and lost/u, the slope
    /// of ln times them, brings them back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log1p<T>(Vector<T> x) where T : unmanaged, INumber<T>
    {
        var u = x + Vector<T>.One;
        var xInU = u - Vector<T>.One;
        var lost = (Vector<T>.One - (u - xInU)) + (x - xInU); // Knuth's TwoSum
        var y = Log(u);
        var isRegular = Vector.GreaterThan(u, Vector<T>.Zero) & Vector.LessThan(u, Number<T>(double.PositiveInfinity));
        return Vector.ConditionalSelect(isRegular, y + lost / u, y);
    }

    /// <summary>eˣ of one number, with the bits of the vector version.</summary>
    public static double Exp(double x) => Exp(Vector.Create(x))[0];

    /// <summary>ln x of one number, with the bits of the vector version.</summary>
    public static double Log(double x) => Log(Vector.Create(x))[0];

    /// <summary>
    /// √(−2 ln s / s) of every element, in place: what makes a point of the unit disc, s its squared distance from the
    /// centre, two normal numbers (Marsaglia).
    /// </summary>
    public static void PolarFactors(Span<double> s)
    {
        var i = 0;
        for (; i <= s.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var point = Vector.Create<double>(s[i..]);
            Vector.SquareRoot(Log(point) * Vector.Create(-2.0) / point).CopyTo(s[i..]);
        }
        for (; i < s.Length; i++)
            s[i] = Math.Sqrt(-2 * Log(s[i]) / s[i]);
    }

    /// <summary>n = x / ln 2 rounded to a whole number, and the rest r = x − n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> Split<T>(Vector<T> x, out Vector<T> r) where T : unmanaged, INumber<T>
    {
        var n = Round(x * Number<T>(1.4426950408889634)); // 1 / ln 2
        r = Simd.MultiplyAdd(n, Number<T>(IsFloat<T>() ? -Ln2HighFloat : -Ln2HighDouble), x);
        r = Simd.MultiplyAdd(n, Number<T>(IsFloat<T>() ? -Ln2LowFloat : -Ln2LowDouble), r);
        return n;
    }

    /// <summary>eʳ − 1 = r(1 + r/2·(1 + r/3·(…))), as many terms as the type has digits for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> ExpMinusOne<T>(Vector<T> r) where T : unmanaged, INumber<T>
    {
        var p = Number<T>(IsFloat<T>() ? 1.0 / 5040 : 1.0 / 6227020800); // 1/7! or 1/13!
        if (!IsFloat<T>())
        {
            p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 479001600));      // 1/12!
            p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 39916800));
            p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 3628800));
            p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 362880));
            p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 40320));
            p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 5040));
        }
        p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 720));                // 1/6!
        p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 120));
        p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 24));
        p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 6));
        p = Simd.MultiplyAdd(p, r, Number<T>(1.0 / 2));
        return Simd.MultiplyAdd(p, r * r, r);
    }

    /// <summary>
    /// The nearest whole number, by adding and taking away a number so large that it has no digits left for a fraction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> Round<T>(Vector<T> x) where T : unmanaged, INumber<T> => x + Magic<T>() - Magic<T>();

    /// <summary>2ⁿ for a whole n: the number n, moved into the place of the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> PowerOfTwo<T>(Vector<T> n) where T : unmanaged, INumber<T>
    {
        var digits = n + Magic<T>(); // the lowest bits now spell n
        return IsFloat<T>()
            ? (((digits.As<T, int>() + Vector.Create(127)) << 23).As<int, T>())
            : (((digits.As<T, long>() + Vector.Create(1023L)) << 52).As<long, T>());
    }

    /// <summary>x = 2ᵉ·m with m in [√½, √2), read from the bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> SplitExponent<T>(Vector<T> x, out Vector<T> e) where T : unmanaged, INumber<T>
    {
        // Denormal numbers have no leading 1; multiplied by 2²⁵ or 2⁵⁴ they have one.
        var tiny = Vector.LessThan(x, Number<T>(SmallestNormal.Of<T>()));
        x = Vector.ConditionalSelect(tiny, x * Number<T>(IsFloat<T>() ? 1 << 25 : 1L << 54), x);
        var correction = tiny & Number<T>(IsFloat<T>() ? 25 : 54);
        if (IsFloat<T>())
        {
            var bits = x.As<T, int>() - Vector.Create(0x3f3504f3);       // the bits of √½
            var exponent = bits >> 23;
            e = Vector.ConvertToSingle(exponent).As<float, T>() - correction;
            return (x.As<T, int>() - (exponent << 23)).As<int, T>();
        }
        else
        {
            var bits = x.As<T, long>() - Vector.Create(0x3fe6a09e667f3bcdL);
            var exponent = bits >> 52;
            e = Vector.ConvertToDouble(exponent).As<double, T>() - correction;
            return (x.As<T, long>() - (exponent << 52)).As<long, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    // 1.5·2²³, 1.5·2⁵²
    static Vector<T> Magic<T>() where T : INumber<T> => Number<T>(IsFloat<T>() ? 12582912 : 6755399441055744);

    static bool IsFloat<T>() => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> Number<T>(double value) where T : INumber<T> => Vector.Create(T.CreateTruncating(value));
}
