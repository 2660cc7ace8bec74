using System.Numerics;
using System.Runtime.CompilerServices;

namespace LearnDL.Numbers;

/// <summary>As many numbers as a vector register holds, computed with side by side.</summary>
/// <typeparam name="T">float, double or int.</typeparam>
readonly struct Lanes<T>(Vector<T> vector) : INumbers<Lanes<T>> where T : unmanaged, INumber<T>
{
    public Vector<T> Register
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => vector;
    }

    public static int Count => Vector<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes<T>(double value) => new(Vector.Create(T.CreateTruncating(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator +(Lanes<T> x, Lanes<T> y) => new(x.Register + y.Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> x, Lanes<T> y) => new(x.Register - y.Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator *(Lanes<T> x, Lanes<T> y) => new(x.Register * y.Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator /(Lanes<T> x, Lanes<T> y) => new(x.Register / y.Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> x) => new(-x.Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> MultiplyAdd(Lanes<T> a, Lanes<T> b, Lanes<T> c) =>
        new(Simd.MultiplyAdd(a.Register, b.Register, c.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sqrt(Lanes<T> x) => new(Vector.SquareRoot(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Abs(Lanes<T> x) => new(Vector.Abs(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Max(Lanes<T> x, Lanes<T> y) => new(Vector.Max(x.Register, y.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Min(Lanes<T> x, Lanes<T> y) => new(Vector.Min(x.Register, y.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Exp(Lanes<T> x) => new(Functions.Exp(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Expm1(Lanes<T> x) => new(Functions.Expm1(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Log(Lanes<T> x) => new(Functions.Log(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Log1p(Lanes<T> x) => new(Functions.Log1p(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Tanh(Lanes<T> x) => new(Functions.Tanh(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sigmoid(Lanes<T> x) => new(Functions.Sigmoid(x.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> IfGreater(Lanes<T> x, Lanes<T> y, Lanes<T> yes, Lanes<T> no) =>
        new(Vector.ConditionalSelect(Vector.GreaterThan(x.Register, y.Register), yes.Register, no.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> IfAtMost(Lanes<T> x, Lanes<T> y, Lanes<T> yes, Lanes<T> no) =>
        new(Vector.ConditionalSelect(Vector.LessThanOrEqual(x.Register, y.Register), yes.Register, no.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> IfEqual(Lanes<T> x, Lanes<T> y, Lanes<T> yes, Lanes<T> no) =>
        new(Vector.ConditionalSelect(Vector.Equals(x.Register, y.Register), yes.Register, no.Register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> FlushTiny(Lanes<T> x) => new(Simd.FlushTiny(x.Register));
}
