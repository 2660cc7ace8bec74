using System.Diagnostics;

namespace LearnDL.Lessons;

/// <summary>Compiles a workspace, when its files have changed since it was compiled last.</summary>
sealed class WorkspaceBuild
{
    // An SDK tells its children where it is by these; `dotnet build` has to find its own.
    static readonly string[] leaks = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH"];

    readonly Workspace workspace;
    readonly string program, configuration;

    /// <param name="workspace">What to compile.</param>
    /// <param name="program">The lesson's program, beside which lie the libraries that the learner's code uses.</param>
    internal WorkspaceBuild(Workspace workspace, string program) =>
        (this.workspace, this.program, configuration) = (workspace, program, ConfigurationOf(program));

    /// <summary>"Release" or "Debug", as a lesson's program was compiled.</summary>
    internal static string ConfigurationOf(string program) =>
        program.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";

    string Output => Path.Combine(workspace.Folder, "bin", configuration, "net10.0");

    /// <summary>What the files were compiled to.</summary>
    internal string Library => Path.Combine(Output, workspace.Lesson + ".dll");

    /// <summary>Of which files and of which lesson's program the library is.</summary>
    string Stamp => Path.Combine(Output, "compiled.txt");

    /// <summary>Compiles where that is necessary.</summary>
    /// <returns>What the compiler cannot accept; empty when the library is there.</returns>
    internal IReadOnlyList<CompileError> Run()
    {
        // Before the build: what is saved while it runs belongs to the next one.
        var stamp = $"{workspace.Sources()} {File.GetLastWriteTimeUtc(program):O}";
        if (File.Exists(Library) && File.Exists(Stamp) && File.ReadAllText(Stamp) == stamp) return [];
        var (code, lines) = Build();
        if (code == 0)
        {
            File.WriteAllText(Stamp, stamp);
            return [];
        }

        var errors = lines.Select(CompileError.Parse).OfType<CompileError>().Distinct().ToList();
        return errors.Count > 0 ? errors : [new(null, "", string.Join('\n', lines.TakeLast(10)))];
    }

    (int Code, List<string> Lines) Build()
    {
        var start = new ProcessStartInfo(JudgeProcess.Dotnet, ["build", workspace.Project, "-c", configuration, "-nologo",
            "-v", "quiet", "-clp:NoSummary", $"-p:LessonFolder={Path.GetDirectoryName(program)}/"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (IsRestored()) start.ArgumentList.Add("--no-restore");
        foreach (var leak in leaks) _ = start.Environment.Remove(leak);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en"; // CompileError reads what it says
        using var build = Process.Start(start)!;
        var rest = build.StandardError.ReadToEndAsync();
        var text = build.StandardOutput.ReadToEnd() + rest.Result;
        build.WaitForExit();
        return (build.ExitCode, [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd())]);
    }

    bool IsRestored()
    {
        var assets = Path.Combine(workspace.Folder, "obj", "project.assets.json");
        return File.Exists(assets) && File.GetLastWriteTimeUtc(assets) > File.GetLastWriteTimeUtc(workspace.Project);
    }
}
