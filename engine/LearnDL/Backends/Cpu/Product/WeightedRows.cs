using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Products with numbers of which most are 0, as gradients are that came through ReLU or max pooling: only the others
/// are looked up and used. What is left out would have added nothing, and the rest keeps its order. So the bits are
/// those of the product that leaves nothing out (unless that meets an infinite number: ∞·0 is no number).
/// </summary>
static class WeightedRows
{
    /// <summary>
    /// sums += Σᵢ weights[i] · (the row that begins at rows + offsets[i]); every row is as long as the sums.
    /// </summary>
    public static void Add<T>(Span<T> sums, ref T rows, ReadOnlySpan<int> offsets, ReadOnlySpan<T> weights)
        where T : unmanaged
    {
        ref var at = ref MemoryMarshal.GetReference(offsets);
        ref var weight = ref MemoryMarshal.GetReference(weights);
        var i = 0;
        for (; i <= sums.Length - 12 * Vector<T>.Count; i += 12 * Vector<T>.Count)
            AddTwelve(ref sums[i], ref Unsafe.Add(ref rows, i), ref at, ref weight, weights.Length);
        for (; i <= sums.Length - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
            AddFour(ref sums[i], ref Unsafe.Add(ref rows, i), ref at, ref weight, weights.Length);
        for (; i < sums.Length; i += Vector<T>.Count)
        {
            var count = Math.Min(Vector<T>.Count, sums.Length - i);
            var sum = Elementwise.Load<T>(sums[i..], count);
            for (var k = 0; k < weights.Length; k++)
                sum = Simd.MultiplyAdd(Vector.Create(weights[k]), Elementwise.Load<T>(
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref rows, i + offsets[k]), count), count), sum);
            Elementwise.Store(sum, sums.Slice(i, count));
        }
    }

    /// <summary>Twelve vectors of sums stay in registers, which leaves a few of 16 for the rest.</summary>
    static void AddTwelve<T>(ref T sums, ref T rows, ref int at, ref T weight, int count) where T : unmanaged
    {
        var (s0, s1, s2, s3) = Load(ref sums, 0);
        var (s4, s5, s6, s7) = Load(ref sums, 4);
        var (s8, s9, s10, s11) = Load(ref sums, 8);
        for (var k = 0; k < count; k++)
        {
            ref var row = ref Unsafe.Add(ref rows, Unsafe.Add(ref at, k));
            var w = Vector.Create(Unsafe.Add(ref weight, k));
            Add(w, ref row, 0, ref s0, ref s1, ref s2, ref s3);
            Add(w, ref row, 4, ref s4, ref s5, ref s6, ref s7);
            Add(w, ref row, 8, ref s8, ref s9, ref s10, ref s11);
        }
        Store(ref sums, 0, s0, s1, s2, s3);
        Store(ref sums, 4, s4, s5, s6, s7);
        Store(ref sums, 8, s8, s9, s10, s11);
    }

    static void AddFour<T>(ref T sums, ref T rows, ref int at, ref T weight, int count) where T : unmanaged
    {
        var (s0, s1, s2, s3) = Load(ref sums, 0);
        for (var k = 0; k < count; k++)
            Add(Vector.Create(Unsafe.Add(ref weight, k)), ref Unsafe.Add(ref rows, Unsafe.Add(ref at, k)), 0, ref s0,
                ref s1, ref s2, ref s3);
        Store(ref sums, 0, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<T>(Vector<T> w, ref T row, int first, ref Vector<T> s0, ref Vector<T> s1,
        ref Vector<T> s2, ref Vector<T> s3)
        where T : unmanaged
    {
        Simd.AddProduct(w, Vector.LoadUnsafe(ref row, (nuint)(first * Vector<T>.Count)), ref s0);
        Simd.AddProduct(w, Vector.LoadUnsafe(ref row, (nuint)((first + 1) * Vector<T>.Count)), ref s1);
        Simd.AddProduct(w, Vector.LoadUnsafe(ref row, (nuint)((first + 2) * Vector<T>.Count)), ref s2);
        Simd.AddProduct(w, Vector.LoadUnsafe(ref row, (nuint)((first + 3) * Vector<T>.Count)), ref s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector<T>, Vector<T>, Vector<T>, Vector<T>) Load<T>(ref T sums, int first) where T : unmanaged =>
        (Vector.LoadUnsafe(ref sums, (nuint)(first * Vector<T>.Count)),
            Vector.LoadUnsafe(ref sums, (nuint)((first + 1) * Vector<T>.Count)),
         Vector.LoadUnsafe(ref sums, (nuint)((first + 2) * Vector<T>.Count)),
         Vector.LoadUnsafe(ref sums, (nuint)((first + 3) * Vector<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T>(ref T sums, int first, Vector<T> s0, Vector<T> s1, Vector<T> s2, Vector<T> s3)
        where T : unmanaged
    {
        s0.StoreUnsafe(ref sums, (nuint)(first * Vector<T>.Count));
        s1.StoreUnsafe(ref sums, (nuint)((first + 1) * Vector<T>.Count));
        s2.StoreUnsafe(ref sums, (nuint)((first + 2) * Vector<T>.Count));
        s3.StoreUnsafe(ref sums, (nuint)((first + 3) * Vector<T>.Count));
    }

    /// <summary>
    /// A bit for each of the next eight floats (or four doubles), set where it is not 0; fewer at the end of the line.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Nonzero<T>(ReadOnlySpan<T> line) where T : unmanaged
    {
        if (line.Length >= Vector256<T>.Count)
            return ~Vector256.Equals(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(line)), Vector256<T>.Zero)
                .ExtractMostSignificantBits()
                & ((1u << Vector256<T>.Count) - 1);
        var part = Vector256<T>.Zero;
        line.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector256<T>, T>(ref part), Vector256<T>.Count));
        return ~Vector256.Equals(part, Vector256<T>.Zero).ExtractMostSignificantBits()
            & ((1u << Vector256<T>.Count) - 1);
    }

    /// <summary>How many numbers are not 0.</summary>
    public static int CountNonzero<T>(ReadOnlySpan<T> numbers) where T : unmanaged
    {
        var count = 0;
        for (var i = 0; i < numbers.Length; i += Vector256<T>.Count)
            count += BitOperations.PopCount(Nonzero(numbers[i..]));
        return count;
    }
}
