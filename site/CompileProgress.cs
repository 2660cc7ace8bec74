using System.Diagnostics;

namespace LearnDL.Start;

/// <summary>Runs <c>dotnet build</c> and says what has been compiled; all it printed where something fails.</summary>
static class CompileProgress
{
    /// <returns>0, or the exit code of the build.</returns>
    public static int Build(string project, string configuration)
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine("Restoring packages and compiling. The first time takes up to a minute, later a few seconds.");
        using var build = Process.Start(new ProcessStartInfo("dotnet",
            ["build", project, "-c", configuration, "-nologo", "-v", "minimal", "-tl:off"])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = new List<string>();
        while (build.StandardOutput.ReadLine() is { } line)
        {
            printed.Add(line);
            if (Step(line) is { } step)
                Console.WriteLine(FormattableString.Invariant($"  {clock.Elapsed.TotalSeconds,3:0} s  {step}"));
        }
        build.WaitForExit();
        if (build.ExitCode != 0)
            Console.Error.WriteLine(string.Join(Environment.NewLine, printed));
        return build.ExitCode;
    }

    /// <summary>The project that a line of the build says is done: "  LearnDL -> …/LearnDL.dll".</summary>
    static string? Step(string line)
    {
        var arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
        return arrow > 0 ? $"compiled {line[..arrow].Trim()}" : line.Contains("Restored ", StringComparison.Ordinal)
            ? $"restored {Path.GetFileNameWithoutExtension(line[..line.LastIndexOf(" (", StringComparison.Ordinal)])}"
            : null;
    }
}
