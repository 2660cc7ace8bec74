using System.Diagnostics;

namespace LearnDL.Tests.Saving;

/// <summary>A sample of <c>kill-check</c>, the command of the benchmarks that kills a training 200 times.</summary>
public sealed class KillTests
{
    [Fact]
    public void A_training_that_was_killed_goes_on_to_the_same_bits()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LearnDL.Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "kill-check", "--kills", "3"])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("3 kills, ", printed.TrimEnd().Split('\n')[^1]);
    }
}
