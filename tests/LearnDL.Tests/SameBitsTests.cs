using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using LearnDL.Backends.Cpu;
using LearnDL.Numbers;

namespace LearnDL.Tests;

/// <summary>
/// Trains in processes of their own, under other settings each, and compares the hashes of the weights.
/// </summary>
public sealed partial class SameBitsTests
{
    /// <summary>The hashes.</summary>
    static string Train(string arguments, params (string Name, string Value)[] environment) =>
        Trained(arguments, environment).Weights;

    static (int Lanes, string Draws, string Weights) Trained(string arguments,
        params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LearnDL.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", $"\"{program}\" bits {arguments}") { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var match = Printed().Match(output.Trim());
        Assert.True(match.Success, output);
        return (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value,
            match.Groups[3].Value);
    }

    [GeneratedRegex("^lanes ([0-9]+)\\s+draws ([0-9a-f]{64})\\s+weights ([0-9a-f]{64}( [0-9a-f]{64}){4})$")]
    private static partial Regex Printed();

    static readonly Lazy<string> usual = new(() => Train("--threads 2"));

    [Fact]
    public void ASecondRun() => Assert.Equal(usual.Value, Train("--threads 2"));

    [Fact]
    public void OneThread() => Assert.Equal(usual.Value, Train("--threads 1"));

    [Fact]
    public void FiveThreads() => Assert.Equal(usual.Value, Train("--threads 5"));

    [Fact]
    public void ADecimalComma() => Assert.Equal(usual.Value, Train("--threads 2 --comma"));

    [Fact]
    public void WithoutAvx512() => Assert.Equal(usual.Value, Train("--threads 2", ("DOTNET_EnableAVX512", "0")));

    /// <summary>
    /// 4, 8 and 16 floats in a <see cref="Vector{T}"/>, as far as this processor has them. .NET
    /// reads the width as a decimal number.
    /// </summary>
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void VectorsOfAnyWidth(int bits)
    {
        if (bits > 128 && !(bits == 512 ? Vector512.IsHardwareAccelerated : Vector256.IsHardwareAccelerated))
            return; // narrower ones are all there is
        var (lanes, _, weights) = Trained("--threads 2", ("DOTNET_MaxVectorTBitWidth", $"{bits}"));
        Assert.Equal(bits / 32, lanes);
        Assert.Equal(usual.Value, weights);
    }

    [Fact]
    public void WithoutFusedMultiplyAddThereAreOtherBitsButTheSameForAnyThreads()
    {
        var without = Train("--threads 2", ("DOTNET_EnableAVX2", "0"));
        Assert.Equal(without, Train("--threads 1 --comma", ("DOTNET_EnableAVX2", "0")));
        Assert.Equal(without, Train("--threads 1", ("DOTNET_EnableAVX", "0")));
        if (Simd.HasFusedMultiplyAdd)
            Assert.NotEqual(usual.Value, without);
    }

    /// <summary>
    /// Vectors of 256 bits with AVX-512 and without, two of 128 bits, and none: the draws never differ.
    /// </summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void RandomNumbersAreTheSameEvenWithoutFusedMultiplyAdd(string switchedOff) =>
        Assert.Equal(Trained("--threads 2").Draws, Trained("--threads 1", (switchedOff, "0")).Draws);
}
