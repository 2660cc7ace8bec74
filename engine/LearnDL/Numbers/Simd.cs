using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LearnDL.Numbers;

/// <summary>What vectors can do on some processors only, and what stands for it where they cannot.</summary>
static class Simd
{
    /// <summary>
    /// Whether a·b + c is one instruction. Where it is not (a browser, very old processors), it is two roundings:
    /// software could imitate one, but some fifty times slower. So such machines have bits of
    /// their own, the same on all of them.
    /// </summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>a·b + c, fused where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c)
    {
        if (HasFusedMultiplyAdd)
        {
            if (typeof(T) == typeof(float))
                return Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>();
            if (typeof(T) == typeof(double))
                return Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
        }
        return a * b + c;
    }

    /// <summary>
    /// sum += a·b, fused where the processor can. It does what MultiplyAdd does, for a
    /// sum that shall stay in its register:
    /// a sum that is given back is computed by .NET 10 in the register of a or b and moved from there, and a product of
    /// matrices on 256 bits took half as long again.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct<T>(Vector<T> a, Vector<T> b, ref Vector<T> sum)
    {
        if (HasFusedMultiplyAdd && typeof(T) == typeof(float))
            sum = Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), sum.As<T, float>()).As<float, T>();
        else if (HasFusedMultiplyAdd && typeof(T) == typeof(double))
            sum = Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), sum.As<T, double>()).As<double, T>();
        else
            sum = a * b + sum;
    }

    /// <summary>Numbers below the smallest normal one become 0; <see cref="INumbers{V}.FlushTiny"/> says why.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> FlushTiny<T>(Vector<T> x) where T : unmanaged
    {
        var smallest = typeof(T) == typeof(float) ? Vector.Create((float)SmallestNormal.Float32).As<float, T>()
            : Vector.Create(SmallestNormal.Float64).As<double, T>();
        return Vector.AndNot(x, Vector.LessThan(Vector.Abs(x), smallest)); // NaN stays NaN
    }

    /// <summary>Whether the processor multiplies by a power of two in one instruction.</summary>
    public static bool HasScale => Avx512F.VL.IsSupported && Vector<byte>.Count == 32;

    /// <summary>x·2ⁿ for a whole n, rounded once, where the processor <see cref="HasScale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Scale<T>(Vector<T> x, Vector<T> n) => typeof(T) == typeof(float)
        ? Avx512F.VL.Scale(x.AsVector256().AsSingle(), n.AsVector256().AsSingle()).As<float, T>().AsVector()
        : Avx512F.VL.Scale(x.AsVector256().AsDouble(), n.AsVector256().AsDouble()).As<double, T>().AsVector();

    /// <summary>sum += a·b for 512 bits, in its register as above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct<T>(Vector512<T> a, Vector512<T> b, ref Vector512<T> sum)
    {
        if (typeof(T) == typeof(float))
            sum = Vector512.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), sum.As<T, float>()).As<float, T>();
        else if (typeof(T) == typeof(double))
            sum = Vector512.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), sum.As<T, double>()).As<double, T>();
        else
            sum = a * b + sum;
    }
}
