using System.Diagnostics;

namespace LearnDL.Benchmarks;

/// <summary>
/// Runs our workloads and those of another program in turn, round after round, with one thread and with all.
/// A machine that is slow for a minute is then slow for both, and the ratio of their medians stays fair.
/// </summary>
sealed class Contest(string names, int runs, string? peer, TextWriter progress)
{
    readonly Dictionary<(bool Ours, int Threads), TimingTable> tables = [];

    /// <summary>The thread counts that are tried.</summary>
    public static int[] ThreadCounts { get; } = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];

    /// <summary>Whether there is another program to compare with.</summary>
    public bool HasPeer => peer is not null;

    /// <summary>Our medians for so many threads.</summary>
    public TimingTable Ours(int threads) => Table(true, threads);

    /// <summary>The other program's.</summary>
    public TimingTable Theirs(int threads) => Table(false, threads);

    /// <summary>The shorter median over the thread counts, and the threads it took.</summary>
    public static (double Seconds, int Threads) Best(Func<int, TimingTable> table, string name) =>
        ThreadCounts.Select(threads => (Seconds: table(threads)[name], threads)).MinBy(measured => measured.Seconds);

    /// <summary>One more round of everything.</summary>
    public void Round()
    {
        foreach (var threads in ThreadCounts)
        {
            progress.WriteLine($"  LearnDL, {threads} thread{(threads == 1 ? "" : "s")}");
            Ours(threads).Add(Output(Environment.ProcessPath!,
                OwnArguments("workloads", names, "--threads", $"{threads}", "--runs", $"{runs}")));
            if (peer is null)
                continue;
            progress.WriteLine($"  {Path.GetFileName(peer)}, {threads} thread{(threads == 1 ? "" : "s")}");
            Theirs(threads).Add(Output(peer, [names, $"{threads}", $"{runs}"]));
        }
    }

    TimingTable Table(bool ours, int threads) =>
        tables.TryGetValue((ours, threads), out var table) ? table : tables[(ours, threads)] = new TimingTable();

    /// <summary>
    /// Started as "dotnet LearnDL.Benchmarks.dll", the process is dotnet, which wants the name of the program first.
    /// </summary>
    static string[] OwnArguments(params string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(Contest).Assembly.Location, .. arguments] : arguments;

    static string Output(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(
            $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
