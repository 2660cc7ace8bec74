using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Saving;

namespace LearnDL;

/// <summary>
/// The generator xoshiro256** (Blackman, Vigna 2018, "Scrambled linear pseudorandom number generators"), seeded by
/// splitmix64 as its authors advise.
/// Number for number it is MathNet.Numerics' Xoshiro256StarStar, which the tests compare it with; here whole tensors
/// are drawn in one loop, several times as fast.
/// </summary>
struct Xoshiro256
{
    ulong s0, s1, s2, s3;

    public Xoshiro256(int seed)
    {
        var state = (ulong)seed;
        (s0, s1, s2, s3) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>Where it is, as four numbers.</summary>
    public void Keep(TrainingState state)
    {
        s0 = Kept(state, nameof(s0), s0);
        s1 = Kept(state, nameof(s1), s1);
        s2 = Kept(state, nameof(s2), s2);
        s3 = Kept(state, nameof(s3), s3);
        if ((s0 | s1 | s2 | s3) == 0) // it would give 0 for ever
            throw new ConfigException("The saved random numbers have no state.", "four numbers, not all 0", "0, 0, 0, 0",
                TrainingState.Again);
    }

    static ulong Kept(TrainingState state, string name, ulong bits)
    {
        var number = (long)bits;
        state.Field(name, ref number);
        return (ulong)number;
    }

    static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next 64 random bits.</summary>
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

    // 53 bits, which fit into a long and into a double
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Uniform(ulong bits) => (long)(bits >> 11) * (1.0 / (1L << 53));

    /// <summary>In [0, 1): a multiple of 2⁻⁵³.</summary>
    public double NextUniform() => Uniform(NextBits());

    /// <summary>A whole number from 0 to 2³¹ − 2.</summary>
    public int NextInt()
    {
        while (true)
            if ((int)(NextBits() & int.MaxValue) is < int.MaxValue and var number)
                return number;
    }

    /// <summary>
    /// A whole number in 0..limit-1, all equally likely: as many bits as limit − 1 has, drawn again where they give
    /// more.
    /// </summary>
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
    public void Fill<T>(Span<T> values, double shift, double scale) where T : unmanaged, INumber<T>
    {
        // NextBits once more, on locals: they stay in registers, which makes it three times as fast
        var (a, b, c, d) = (s0, s1, s2, s3);
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitOperations.RotateLeft(b * 5, 7) * 9;
            var t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = BitOperations.RotateLeft(d, 45);
            values[i] = T.CreateTruncating(shift + scale * Uniform(bits));
        }
        (s0, s1, s2, s3) = (a, b, c, d);
    }
}
