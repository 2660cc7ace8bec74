namespace LearnDL;

/// <summary>
/// The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as
/// 1, 2, 3"): random numbers without a state. A key names a sequence and a counter a place in it, and any four of its
/// numbers can be computed at once, by anyone, in any order.
/// </summary>
static class Philox
{
    public const int Rounds = 10;

    /// <summary>The multipliers, chosen by the authors for how well they spread the bits.</summary>
    public const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57;

    /// <summary>
    /// What is added to the key after every round: the golden ratio's fraction, and √3 − 1, in parts of 2³².
    /// </summary>
    public const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85;

    /// <summary>Four random words for a counter under a key.</summary>
    public static (uint, uint, uint, uint) Block((uint, uint) key, (uint, uint, uint, uint) counter)
    {
        var (k0, k1) = key;
        var (c0, c1, c2, c3) = counter;
        for (var round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)M0 * c0, p1 = (ulong)M1 * c2; // 32 x 32 -> 64 bits
            (c0, c1, c2, c3) = (High(p1) ^ c1 ^ k0, (uint)p1, High(p0) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }
        return (c0, c1, c2, c3);
    }

    static uint High(ulong product) => (uint)(product >> 32);
}
