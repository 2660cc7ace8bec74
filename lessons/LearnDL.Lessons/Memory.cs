using System.Diagnostics;

namespace LearnDL.Lessons;

/// <summary>How much memory the program has taken.</summary>
public static class Memory
{
    /// <summary>
    /// The most so far, in millions of bytes; what it takes now where the system keeps no record of the most.
    /// </summary>
    public static double PeakMegabytes()
    {
        using var program = Process.GetCurrentProcess();
        return Math.Max(program.PeakWorkingSet64, Environment.WorkingSet) / 1e6;
    }
}
