using System.Numerics;

namespace LearnDL.Backends.Cpu;

// The ops of the CPU backend, a line each. One body serves float and double, and every SIMD width.

readonly struct AbsOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) => Vector.Abs(x);
}

readonly struct SignOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One,
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -Vector<T>.One, x)); // ±0 and NaN stay
}

readonly struct PositiveOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) => Vector.GreaterThan(x, Vector<T>.Zero) & Vector<T>.One;
}

readonly struct SquareOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) => x * x;
}

readonly struct SqrtOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) => Vector.SquareRoot(x);
}

readonly struct ReciprocalOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) => Vector<T>.One / x;
}

readonly struct ExpOp<T> : IUnaryOp<T> where T : unmanaged, INumber<T>
{
    public static Vector<T> Apply(Vector<T> x) => Functions.Exp(x);
}

readonly struct LogOp<T> : IUnaryOp<T> where T : unmanaged, INumber<T>
{
    public static Vector<T> Apply(Vector<T> x) => Functions.Log(x);
}

readonly struct Expm1Op<T> : IUnaryOp<T> where T : unmanaged, INumber<T>
{
    public static Vector<T> Apply(Vector<T> x) => Functions.Expm1(x);
}

readonly struct Log1pOp<T> : IUnaryOp<T> where T : unmanaged, INumber<T>
{
    public static Vector<T> Apply(Vector<T> x) => Functions.Log1p(x);
}

readonly struct TanhOp<T> : IUnaryOp<T> where T : unmanaged, INumber<T>
{
    public static Vector<T> Apply(Vector<T> x) => Functions.Tanh(x);
}

readonly struct SigmoidOp<T> : IUnaryOp<T> where T : unmanaged, INumber<T>
{
    public static Vector<T> Apply(Vector<T> x) => Functions.Sigmoid(x);
}

readonly struct ReLUOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), Vector<T>.Zero, x); // NaN stays NaN
}

readonly struct SigmoidSlopeOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> y) => y * (Vector<T>.One - y);
}

readonly struct TanhSlopeOp<T> : IUnaryOp<T>
{
    public static Vector<T> Apply(Vector<T> y) => Vector<T>.One - y * y;
}

readonly struct AddOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x + y;
}

readonly struct SubtractOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x - y;
}

readonly struct MultiplyOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x * y;
}

readonly struct DivideOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x / y;
}

readonly struct MaximumOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.Max(x, y);
}

readonly struct MinimumOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.Min(x, y);
}

readonly struct EqualOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.Equals(x, y) & Vector<T>.One;
}

readonly struct GreaterOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.GreaterThan(x, y) & Vector<T>.One;
}

readonly struct WherePositiveOp<T> : IBinaryOp<T>
{
    public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x & Vector.GreaterThan(y, Vector<T>.Zero);
}

/// <summary>scale·x + shift</summary>
readonly struct AffineOp<T>(T scale, T shift) : IScaledOp<T>
{
    public Vector<T> Apply(Vector<T> x, Vector<T> y) => Simd.MultiplyAdd(x, Vector.Create(scale), Vector.Create(shift));
}

/// <summary>a·x + b·y</summary>
readonly struct CombineOp<T>(T a, T b) : IScaledOp<T>
{
    public Vector<T> Apply(Vector<T> x, Vector<T> y) => Simd.MultiplyAdd(y, Vector.Create(b), x * Vector.Create(a));
}

/// <summary>x + a·y</summary>
readonly struct AddScaledOp<T>(T a) : IScaledOp<T>
{
    public Vector<T> Apply(Vector<T> x, Vector<T> y) => Simd.MultiplyAdd(y, Vector.Create(a), x);
}

/// <summary>min(max(x, low), high)</summary>
readonly struct ClipOp<T>(T low, T high) : IScaledOp<T>
{
    public Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.Min(Vector.Max(x, Vector.Create(low)), Vector.Create(high));
}
