using System.Diagnostics;
using LearnDL.Backends.Cpu;

namespace LearnDL.Tests;

/// <summary>Trains in processes of their own, under other settings each, and compares the hashes of the weights.</summary>
public sealed class SameBitsTests
{
    static string Train(string arguments, params (string Name, string Value)[] environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LearnDL.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", $"\"{program}\" bits {arguments}") { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Matches("^weights [0-9a-f]{64} [0-9a-f]{64}$", output.Trim());
        return output;
    }

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

    [Fact]
    public void VectorsOf512Bits() => Assert.Equal(usual.Value, Train("--threads 2", ("DOTNET_MaxVectorTBitWidth", "200")));

    [Fact]
    public void WithoutFusedMultiplyAddThereAreOtherBitsButTheSameForAnyThreads()
    {
        var without = Train("--threads 2", ("DOTNET_EnableAVX2", "0"));
        Assert.Equal(without, Train("--threads 1 --comma", ("DOTNET_EnableAVX2", "0")));
        Assert.Equal(without, Train("--threads 1", ("DOTNET_EnableAVX", "0")));
        if (Simd.HasFusedMultiplyAdd)
            Assert.NotEqual(usual.Value, without);
    }
}
