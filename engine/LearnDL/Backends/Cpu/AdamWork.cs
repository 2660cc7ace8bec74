using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Adam's update in one pass over the weights: every number is read and written once, where one op after the other would go
/// seven times over arrays that are too long for the nearest cache. The arithmetic is that of the ops, to the bit,
/// but for an m or v that has faded below the smallest normal number (<see cref="Simd.FlushTiny"/>): here it becomes 0, and a weight stays where the ops would move it by at most 1e-31·α.
/// </summary>
readonly struct AdamWork<T>(T[] w, int offsetW, T[] g, int offsetG, T[] m, int offsetM, T[] v, int offsetV, int size, AdamStep step) : IWork where T : unmanaged, INumber<T>
{
    /// <summary>Elements of a part.</summary>
    const int PartSize = 1 << 14;

    /// <summary>Fewer weights fit into the caches of one processor, and are better left there.</summary>
    const int WorthThreads = 1 << 19;

    readonly T beta1 = T.CreateTruncating(step.Beta1), rest1 = T.CreateTruncating(1 - step.Beta1);
    readonly T beta2 = T.CreateTruncating(step.Beta2), rest2 = T.CreateTruncating(1 - step.Beta2);
    readonly T alpha = T.CreateTruncating(-step.Alpha), epsilon = T.CreateTruncating(step.Epsilon);

    public void Run(int threads) => Workers.Run(in this, (size + PartSize - 1) / PartSize, size < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        int from = part * PartSize, count = Math.Min(PartSize, size - from);
        Update(w.AsSpan(offsetW + from, count), g.AsSpan(offsetG + from, count), m.AsSpan(offsetM + from, count), v.AsSpan(offsetV + from, count));
    }

    void Update(Span<T> w, ReadOnlySpan<T> g, Span<T> m, Span<T> v)
    {
        ref T pw = ref MemoryMarshal.GetReference(w), pg = ref MemoryMarshal.GetReference(g), pm = ref MemoryMarshal.GetReference(m), pv = ref MemoryMarshal.GetReference(v);
        var i = 0;
        for (; i <= w.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var vg = Vector.LoadUnsafe(ref pg, (nuint)i);
            var vm = First(Vector.LoadUnsafe(ref pm, (nuint)i), vg);
            var vv = Second(Vector.LoadUnsafe(ref pv, (nuint)i), vg);
            vm.StoreUnsafe(ref pm, (nuint)i);
            vv.StoreUnsafe(ref pv, (nuint)i);
            Weight(Vector.LoadUnsafe(ref pw, (nuint)i), vm, vv).StoreUnsafe(ref pw, (nuint)i);
        }
        if (i < w.Length)
        {
            var vg = Elementwise.LoadPart(g[i..]);
            var vm = First(Elementwise.LoadPart<T>(m[i..]), vg);
            var vv = Second(Elementwise.LoadPart<T>(v[i..]), vg);
            Elementwise.StorePart(vm, m[i..]);
            Elementwise.StorePart(vv, v[i..]);
            Elementwise.StorePart(Weight(Elementwise.LoadPart<T>(w[i..]), vm, vv), w[i..]);
        }
    }

    /// <summary>m ← β₁m + (1 − β₁)g</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector<T> First(Vector<T> m, Vector<T> g) => Simd.FlushTiny(Simd.MultiplyAdd(g, Vector.Create(rest1), m * Vector.Create(beta1)));

    /// <summary>v ← β₂v + (1 − β₂)g²</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector<T> Second(Vector<T> v, Vector<T> g) => Simd.FlushTiny(Simd.MultiplyAdd(g * g, Vector.Create(rest2), v * Vector.Create(beta2)));

    /// <summary>w ← w − α·m / (√v + ε)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector<T> Weight(Vector<T> w, Vector<T> m, Vector<T> v) => Simd.MultiplyAdd(m / (Vector.SquareRoot(v) + Vector.Create(epsilon)), Vector.Create(alpha), w);
}
