using System.Numerics;
using System.Runtime.CompilerServices;

namespace LearnDL;

/// <summary>
/// The generator xoshiro256** (Blackman, Vigna 2018, "Scrambled linear pseudorandom number generators"), seeded by splitmix64 as its authors advise.
/// Number for number it is MathNet.Numerics' Xoshiro256StarStar, which the tests compare it with; here whole tensors are drawn in one loop, several times as fast.
/// </summary>
struct Xoshiro256
{
    ulong s0, s1, s2, s3;

    public Xoshiro256(int seed)
    {
        var state = (ulong)seed;
        (s0, s1, s2, s3) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong NextBits()
    {
        var bits = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return bits;
    }

    /// <summary>In [0, 1): a multiple of 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 to 2³¹ − 2.</summary>
    public int NextInt()
    {
        while (true)
            if ((int)(NextBits() & int.MaxValue) is < int.MaxValue and var number)
                return number;
    }

    /// <summary>A whole number in 0..limit-1, all equally likely: as many bits as limit − 1 has, drawn again where they give more.</summary>
    public int NextInt(int limit)
    {
        if (limit == 1)
            return 0;
        var shift = 32 + BitOperations.LeadingZeroCount((uint)(limit - 1));
        while (true)
            if ((int)(NextBits() >> shift) is var number && number < limit)
                return number;
    }

    /// <summary>shift + scale·u for every element, u in [0, 1).</summary>
    public void Fill(Span<float> values, double shift, double scale)
    {
        var local = this; // stays in registers
        foreach (ref var value in values)
            value = (float)(shift + scale * local.NextUniform());
        this = local;
    }

    /// <inheritdoc cref="Fill(Span{float}, double, double)"/>
    public void Fill(Span<double> values, double shift, double scale)
    {
        var local = this;
        foreach (ref var value in values)
            value = shift + scale * local.NextUniform();
        this = local;
    }
}
