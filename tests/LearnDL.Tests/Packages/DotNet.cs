using System.Diagnostics;
using LearnDL.Data;

namespace LearnDL.Tests.Packages;

/// <summary>Runs the SDK in a process of its own.</summary>
static class DotNet
{
    // An SDK tells its children where it is by these; another call has to find its own.
    static readonly string[] leaks = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH"];

    /// <summary>What it prints; a test fails where it ends with an error.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var leak in leaks)
            _ = start.Environment.Remove(leak);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // nothing stays behind
        start.Environment[DataFolder.Variable] = DataFolder.Find();
        using var process = Process.Start(start)!;
        var rest = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd() + rest.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0,
            $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }
}
