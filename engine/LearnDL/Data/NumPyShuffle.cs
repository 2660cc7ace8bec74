namespace LearnDL.Data;

/// <summary>
/// The order in which NumPy's <c>RandomState(seed).shuffle</c> puts things, so that data that Keras shuffles
/// comes in Keras's order. Everything else is shuffled by <see cref="RandomSource"/>. The generator is MT19937
/// (M. Matsumoto and T. Nishimura, 1998).
/// </summary>
sealed class NumPyShuffle
{
    const int Size = 624, Middle = 397;

    readonly uint[] state = new uint[Size];
    int next = Size;

    public NumPyShuffle(uint seed)
    {
        state[0] = seed;
        for (var i = 1u; i < Size; i++)
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >> 30) + i;
    }

    /// <summary>0..count-1, shuffled. A second call goes on with the same source.</summary>
    public int[] Order(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        for (var last = count - 1; last > 0; last--)
        {
            var other = UpTo((uint)last);
            (order[last], order[other]) = (order[other], order[last]);
        }
        return order;
    }

    // 0..most: the number of bits that most has, drawn again until they are not above it.
    uint UpTo(uint most)
    {
        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(most);
        while (true)
            if ((Next() & mask) is var value && value <= most)
                return value;
    }

    uint Next()
    {
        if (next == Size)
            Refill();
        var y = state[next++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >> 18;
    }

    void Refill()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = state[i] & 0x80000000 | state[(i + 1) % Size] & 0x7FFFFFFF;
            state[i] = state[(i + Middle) % Size] ^ y >> 1 ^ (y & 1) * 0x9908B0DF;
        }
        next = 0;
    }
}
