using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Start;

// The command of the README starts here. `dotnet run` says nothing while it compiles, and the site with its lessons
// takes most of a minute; so this small program compiles them and shows its progress, and then becomes the site's program.

var generator = Path.Combine(Path.GetDirectoryName(ThisFile())!, "generator");
var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // bin/Release/net10.0
var compiled = CompileProgress.Build(Path.Combine(generator, "LearnDL.Site.csproj"), configuration);
if (compiled != 0)
    return compiled;

using var site = Process.Start(new ProcessStartInfo("dotnet",
    [Path.Combine(generator, "bin", configuration, "net10.0", "LearnDL.Site.dll"), .. args]))!;
// Ctrl+C reaches both programs. This one waits for the other, which has things to put in order.
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    if (OperatingSystem.IsWindows()) site.Kill();
    else _ = Native.Kill(site.Id, Native.Terminate);
});
site.WaitForExit();
return site.ExitCode;

static string ThisFile([CallerFilePath] string path = "") => path;

static class Native
{
    public const int Terminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);
}
