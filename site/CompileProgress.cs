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
            ["build", project, "-c", configuration, "-nologo", "-v", "minimal", "-tl:off",
                "-p:RunAnalyzers=false"]) // a reader waits; whoever changes the code has them in every other build
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" }, // its lines are read
        })!;
        var printed = new List<string>();
        while (build.StandardOutput.ReadLine() is { } line)
        {
            printed.Add(line);
            if (Done(line) is { } done)
                Console.WriteLine($"  {clock.Elapsed.TotalSeconds,3:0} s  {done}");
        }
        build.WaitForExit();
        if (build.ExitCode != 0)
            Console.Error.WriteLine(string.Join(Environment.NewLine, printed));
        return build.ExitCode;
    }

    /// <summary>What a line of the build says is done: "  LearnDL -> …/LearnDL.dll", "  Restored …/LearnDL.csproj (in 1 s)."</summary>
    static string? Done(string line)
    {
        var arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
        if (arrow > 0) return $"compiled {line[..arrow].Trim()}";
        var time = line.LastIndexOf(" (", StringComparison.Ordinal);
        return time > 0 && line.Contains("Restored ", StringComparison.Ordinal)
            ? $"restored {Path.GetFileNameWithoutExtension(line[..time])}" : null;
    }
}
