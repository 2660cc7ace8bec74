using System.Numerics;

namespace LearnDL.Tensors;

/// <summary>The bodies of one type that an <see cref="Arena"/> has, by their order of magnitude.</summary>
sealed class BodyPool
{
    public const int Magnitudes = 31;

    readonly BodyList?[] lists = new BodyList?[Magnitudes];
    uint inUse; // bit k: of magnitude k some are given out

    /// <summary>k for sizes from 2ᵏ to below 2ᵏ⁺¹.</summary>
    public static int Magnitude(int size) => BitOperations.Log2((uint)size); // 0 counts as 1

    /// <summary>The largest size of the same order of magnitude.</summary>
    public static int Largest(int size) =>
        Math.Max(size, (int)Math.Min((2u << Magnitude(size)) - 1, (uint)Array.MaxLength - 128)); // 128: TensorBody's lines

    public BodyList Of(int size)
    {
        var k = Magnitude(size);
        inUse |= 1u << k;
        return lists[k] ??= new();
    }

    public void Recycle()
    {
        for (; inUse != 0; inUse &= inUse - 1)
            lists[BitOperations.TrailingZeroCount(inUse)]!.Recycle();
    }
}
