using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Lessons.Speed;
using Version = Lessons.Speed.Version;

namespace LearnDL.Lessons.Tests;

/// <summary>
/// Every version, the engine's product among them, must be the definition, bit for bit,
/// whatever is left over at the edges.
/// </summary>
public sealed class SpeedVersionTests
{
    static readonly Dictionary<string, Action<Work>> besides = new()
    {
        ["cache tiles"] = work => CacheTiles.Dot(work.X, work.Y, work.Result, work.N),
        ["vectors alone"] = work => VectorsAlone.Dot(work.X, work.Y, work.Result, work.N),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in Version.All.Select(version => version.Key).Concat(besides.Keys))
                foreach (var n in new[] { 1, 3, 4, 16, 17, 66, 129 })
                    cases.Add(name, n);
            cases.Add("packing", 300); // more than one block of k
            cases.Add("packing", 512);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_version_gives_the_bits_of_the_definition(string name, int n)
    {
        // such a machine has bits of its own, and the versions ask for a fused multiply-add
        if (!Fma.IsSupported && !AdvSimd.IsSupported) return;
        var work = new Work(n, seed: 5);
        Array.Fill(work.Result, 7f); // what was there before must not matter
        if (besides.TryGetValue(name, out var dot))
        {
            dot(work);
            Assert.Equal(0, work.Different(work.Result));
            return;
        }

        var version = Version.Named(name);
        version.Dot(work);
        Assert.Equal(0, work.Different(version.ResultOf(work)));
    }

    [Fact]
    public void A_difference_in_a_single_bit_is_counted()
    {
        var work = new Work(5, seed: 6);
        V1TripleLoop.Dot(work.X, work.Y, work.Result, 5);
        work.Result[7] = MathF.BitIncrement(work.Result[7]);
        Assert.Equal(1, work.Different(work.Result));
    }

    [Fact]
    public void The_peak_is_measured_in_every_width()
    {
        Assert.True(Peak.WidestLanes is 4 or 8 or 16);
        foreach (var gflops in new[] { Peak.OneProcessor(1), Peak.OneProcessorInVectorT(1), Peak.Processors(2, 1),
            Peak.GigabytesPerSecond(1, 1) })
            Assert.True(double.IsFinite(gflops) && gflops > 0);
    }

    [Fact]
    public void A_slow_call_is_timed_three_times_and_a_fast_one_often()
    {
        var calls = 0;
        var slow = Timing.Of(() => { calls++; Thread.Sleep(20); }, seconds: 0.001);
        Assert.Equal(3, calls);
        Assert.True(slow.Best <= slow.Median);

        calls = 0;
        var fast = Timing.Of(() => calls++, seconds: 0.001);
        Assert.True(calls > 3);
        Assert.True(fast.Best <= fast.Median);
    }

    [Fact]
    public void The_higher_of_two_roofs_counts() =>
        Assert.Equal(new Roof(5, 6, 7, 8), new Roof(5, 2, 7, 4).Or(new Roof(1, 6, 3, 8)));

    [Fact]
    public void No_peak_lies_below_what_a_version_reached()
    {
        var roof = new Roof(5, 6, 7, 8);
        Assert.Equal(roof, roof.AtLeast(4, 7));
        Assert.Equal(new Roof(6, 6, 7, 8, Passed: true), roof.AtLeast(6, 7));
        Assert.Equal(new Roof(5, 6, 9, 8, Passed: true), roof.AtLeast(5, 9));
        Assert.Equal(new Roof(5, 6, 7, 9, Passed: true), roof.AtLeast(5, 7, 9));
        Assert.True(roof.AtLeast(6, 7).Or(roof).Passed);
    }
}
