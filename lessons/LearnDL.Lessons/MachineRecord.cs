using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LearnDL.Lessons;

/// <summary>What a run was made on: it explains the seconds, and must not matter to the numbers.</summary>
public sealed record MachineRecord(string Processor, int Cores, string Os, string Framework, string Simd)
{
    /// <summary>The machine that this program runs on.</summary>
    public static MachineRecord This() => new(
        ProcessorName(), Environment.ProcessorCount, RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated
            ? "256 bits" : Vector128.IsHardwareAccelerated ? "128 bits" : "none");

    static string ProcessorName()
    {
        const string LinuxList = "/proc/cpuinfo";
        var line = File.Exists(LinuxList)
            ? File.ReadLines(LinuxList).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
