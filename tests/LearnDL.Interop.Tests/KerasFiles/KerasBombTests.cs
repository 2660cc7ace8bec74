using System.Diagnostics;
using LearnDL.Tests.Saving;

namespace LearnDL.Interop.Tests;

/// <summary>Files that ask for much, or lead elsewhere, are refused at once.</summary>
public sealed class KerasBombTests
{
    const int Most = 100; // ms

    public static TheoryData<string> Names() => [.. KerasBombs.All.Select(bomb => bomb.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_bomb_is_refused_in_no_time(string name)
    {
        var (_, words, bytes) = KerasBombs.All.Single(bomb => bomb.Name == name);
        Assert.True(bytes.Length < 2_000_000);
        Assert.Contains(words, Assert.ThrowsAny<LearnDLException>(() => KerasFile.Read(bytes, "x")).Message);
        Assert.Null(FileMutations.Try(bytes, read => KerasFile.Read(read, "x")));
        Assert.True(Fastest(() => KerasFile.Read(bytes, "x")) < Most);
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Names().Count >= 25);

    /// <summary>Of three, as the machine may be busy with something else.</summary>
    static long Fastest(Action read)
    {
        var fastest = long.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.ThrowsAny<LearnDLException>(read);
            fastest = Math.Min(fastest, clock.ElapsedMilliseconds);
        }
        return fastest;
    }
}
