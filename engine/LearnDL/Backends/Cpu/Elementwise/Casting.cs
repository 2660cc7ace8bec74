using System.Numerics;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Bytes as floats, a vector at a time: what every batch of images goes through on its way into a network.
/// </summary>
static class Casting
{
    public static void Run(ReadOnlySpan<byte> x, Span<float> result)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(result);
        nuint i = 0, step = (nuint)Vector<byte>.Count, part = (nuint)Vector<float>.Count, length = (nuint)result.Length;
        for (; i + step <= length; i += step)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, i), out var low, out var high); // 8 → 16 → 32 bits
            Vector.Widen(low, out var v0, out var v1);
            Vector.Widen(high, out var v2, out var v3);
            Vector.ConvertToSingle(v0.As<uint, int>()).StoreUnsafe(ref to, i);
            Vector.ConvertToSingle(v1.As<uint, int>()).StoreUnsafe(ref to, i + part);
            Vector.ConvertToSingle(v2.As<uint, int>()).StoreUnsafe(ref to, i + 2 * part);
            Vector.ConvertToSingle(v3.As<uint, int>()).StoreUnsafe(ref to, i + 3 * part);
        }
        for (; i < length; i++)
            result[(int)i] = x[(int)i];
    }
}
