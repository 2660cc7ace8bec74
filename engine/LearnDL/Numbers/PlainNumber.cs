using System.Numerics;

namespace LearnDL.Numbers;

/// <summary>One number, computed with as C# and its library do; functions are taken in Float64 and rounded.</summary>
/// <typeparam name="T">float, double or int.</typeparam>
readonly struct PlainNumber<T>(T value) : INumbers<PlainNumber<T>> where T : unmanaged, INumber<T>
{
    public T Value => value;

    public static int Count => 1;

    public static implicit operator PlainNumber<T>(double value) => new(T.CreateTruncating(value));

    public static PlainNumber<T> operator +(PlainNumber<T> x, PlainNumber<T> y) => new(x.Value + y.Value);

    public static PlainNumber<T> operator -(PlainNumber<T> x, PlainNumber<T> y) => new(x.Value - y.Value);

    public static PlainNumber<T> operator *(PlainNumber<T> x, PlainNumber<T> y) => new(x.Value * y.Value);

    public static PlainNumber<T> operator /(PlainNumber<T> x, PlainNumber<T> y) => new(x.Value / y.Value);

    public static PlainNumber<T> operator -(PlainNumber<T> x) => new(-x.Value);

    public static PlainNumber<T> MultiplyAdd(PlainNumber<T> a, PlainNumber<T> b, PlainNumber<T> c) =>
        new(a.Value * b.Value + c.Value);

    public static PlainNumber<T> Sqrt(PlainNumber<T> x) => Math.Sqrt(x.Float64);

    public static PlainNumber<T> Abs(PlainNumber<T> x) => new(T.Abs(x.Value));

    public static PlainNumber<T> Max(PlainNumber<T> x, PlainNumber<T> y) => new(T.Max(x.Value, y.Value));

    public static PlainNumber<T> Min(PlainNumber<T> x, PlainNumber<T> y) => new(T.Min(x.Value, y.Value));

    public static PlainNumber<T> Exp(PlainNumber<T> x) => Math.Exp(x.Float64);

    /// <summary>
    /// u = eˣ is rounded, and the factor x / ln u takes that error out of u − 1 again (Kahan). .NET's ExpM1 is eˣ − 1.
    /// </summary>
    public static PlainNumber<T> Expm1(PlainNumber<T> number)
    {
        var x = number.Float64;
        var u = Math.Exp(x);
        var y = u - 1;
        return u == 1 ? x : y == -1 || !double.IsFinite(u) ? y : y * (x / Math.Log(u));
    }

    public static PlainNumber<T> Log(PlainNumber<T> x) => Math.Log(x.Float64);

    /// <summary>u = 1 + x is rounded, and the factor x / (u − 1) takes that error out of ln u again (Kahan).</summary>
    public static PlainNumber<T> Log1p(PlainNumber<T> number)
    {
        var x = number.Float64;
        var u = 1 + x;
        return u == 1 ? x : double.IsFinite(u) ? Math.Log(u) * (x / (u - 1)) : Math.Log(u);
    }

    public static PlainNumber<T> Tanh(PlainNumber<T> x) => Math.Tanh(x.Float64);

    public static PlainNumber<T> Sigmoid(PlainNumber<T> x) => 1 / (1 + Math.Exp(-x.Float64));

    public static PlainNumber<T> IfGreater(PlainNumber<T> x, PlainNumber<T> y, PlainNumber<T> yes, PlainNumber<T> no) =>
        x.Value > y.Value ? yes : no;

    public static PlainNumber<T> IfAtMost(PlainNumber<T> x, PlainNumber<T> y, PlainNumber<T> yes, PlainNumber<T> no) =>
        x.Value <= y.Value ? yes : no;

    public static PlainNumber<T> IfEqual(PlainNumber<T> x, PlainNumber<T> y, PlainNumber<T> yes, PlainNumber<T> no) =>
        x.Value == y.Value ? yes : no;

    public static PlainNumber<T> FlushTiny(PlainNumber<T> x) =>
        Math.Abs(x.Float64) < SmallestNormal.Of<T>() ? 0 : x;

    double Float64 => double.CreateTruncating(value);
}
