using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// <see cref="Philox.Block"/> for eight blocks side by side: two times four counters in lanes of 64 bits, because a
/// product of two words has as many. Only the lower half of a lane counts until the end; the next product ignores the
/// other. (Two at a time, because a product takes several cycles, and the other four keep the processor busy.)
/// </summary>
static class PhiloxVectors
{
    const int Lanes = 4;

    /// <summary>The numbers of eight blocks: 32 Float32, or 16 Float64.</summary>
    public static int Count<T>() where T : unmanaged => 128 / Unsafe.SizeOf<T>();

    /// <summary>
    /// result = scale·u + shift for the elements of sample n from number first on, a multiple of Count.
    /// </summary>
    [SkipLocalsInit]
    public static void Fill<T>(in Draws draws, int n, int first, T scale, T shift, Span<T> result) where T : unmanaged
    {
        var (key0, key1) = draws.Key;
        var (block, sample, step, rest) = draws.Counter(first / Count<T>() * 2 * Lanes, n);
        var blocks = Vector256.Create((ulong)block) + Vector256.Create(0ul, 2, 1, 3); // the order that Store wants
        Span<T> last = stackalloc T[Count<T>()];
        for (var at = 0; at < result.Length; at += Count<T>())
        {
            Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
            Vector256<ulong> a0 = blocks, a1 = Vector256.Create((ulong)sample),
                a2 = Vector256.Create((ulong)step), a3 = Vector256.Create((ulong)rest);
            Vector256<ulong> b0 = a0 + Vector256.Create((ulong)Lanes), b1 = a1, b2 = a2, b3 = a3;
            for (var round = 0; round < Philox.Rounds; round++)
            {
                Round(ref a0, ref a1, ref a2, ref a3, k0, k1);
                Round(ref b0, ref b1, ref b2, ref b3, k0, k1);
                k0 += Vector256.Create((ulong)Philox.W0);
                k1 += Vector256.Create((ulong)Philox.W1);
            }
            var whole = result.Length - at >= last.Length;
            var to = whole ? result.Slice(at, last.Length) : last;
            Store(a0, a1, a2, a3, scale, shift, to);
            Store(b0, b1, b2, b3, scale, shift, to[(last.Length / 2)..]);
            if (!whole)
                last[..(result.Length - at)].CopyTo(result[at..]);
            blocks += Vector256.Create(2ul * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2,
        ref Vector256<ulong> c3, Vector256<ulong> k0, Vector256<ulong> k1)
    {
        Vector256<ulong> p0 = Product(c0, Philox.M0), p1 = Product(c2, Philox.M1);
        (c0, c1, c2, c3) = ((p1 >>> 32) ^ c1 ^ k0, p1, (p0 >>> 32) ^ c3 ^ k1, p0);
    }

    /// <summary>The product of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> Product(Vector256<ulong> c, uint multiplier)
    {
        var m = Vector256.Create((ulong)multiplier);
        return Avx2.IsSupported ? Avx2.Multiply(c.AsUInt32(), m.AsUInt32())
            : Sse2.IsSupported
                ? Vector256.Create(Product(c.GetLower(), m.GetLower()), Product(c.GetUpper(), m.GetLower()))
            : (c & Low) * m;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ulong> Product(Vector128<ulong> c, Vector128<ulong> m) =>
        Sse2.Multiply(c.AsUInt32(), m.AsUInt32());

    static Vector256<ulong> Low => Vector256.Create((ulong)uint.MaxValue);

    /// <summary>
    /// The words of four blocks, block by block, as numbers. The lanes hold blocks 0, 2, 1, 3: then every other lane
    /// of both pairs of words is what stands side by side in the result.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T>(Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3,
        T scale, T shift, Span<T> to) where T : unmanaged
    {
        Vector256<ulong> first = (c0 & Low) | (c1 << 32), second = (c2 & Low) | (c3 << 32); // words 0, 1 and 2, 3
        var even = Vector256.Create(ulong.MaxValue, 0, ulong.MaxValue, 0);
        Vector256<ulong> evens = Vector256.Create(0ul, 0, 2, 2), odds = Vector256.Create(1ul, 1, 3, 3);
        var blocks01 = Vector256.ConditionalSelect(even, first, Vector256.Shuffle(second, evens));
        var blocks23 = Vector256.ConditionalSelect(even, Vector256.Shuffle(first, odds), second);
        Vector256<T> s = Vector256.Create(scale), t = Vector256.Create(shift);
        ref var start = ref MemoryMarshal.GetReference(to);
        (s * U<T>(blocks01) + t).StoreUnsafe(ref start);
        (s * U<T>(blocks23) + t).StoreUnsafe(ref start, (nuint)Vector256<T>.Count);
    }

    /// <summary>
    /// u in [0, 1): 24 bits of every word, or 53 of every two. What follows are two roundings, not a fused one, so that
    /// all processors agree.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> U<T>(Vector256<ulong> words) where T : unmanaged => typeof(T) == typeof(float)
        ? (Vector256.ConvertToSingle((words.AsUInt32() >>> 8).AsInt32()) * (1f / (1 << 24))).As<float, T>()
        : (Vector256.ConvertToDouble((words >>> 11).AsInt64()) * (1.0 / (1L << 53))).As<double, T>();
}
