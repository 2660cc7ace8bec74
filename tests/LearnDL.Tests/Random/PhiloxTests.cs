namespace LearnDL.Tests;

/// <summary>The known answers that the authors publish with their library (Random123, tests/kat_vectors).</summary>
public sealed class PhiloxTests
{
    const uint All = uint.MaxValue;

    [Fact]
    public void KnownAnswerOfZeros() =>
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Block((0, 0), (0, 0, 0, 0)));

    [Fact]
    public void KnownAnswerOfOnes() =>
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu),
            Philox.Block((All, All), (All, All, All, All)));

    [Fact]
    public void KnownAnswerOfTheDigitsOfPi() =>
        Assert.Equal((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block((0xa4093822, 0x299f31d0), (0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344)));
}
