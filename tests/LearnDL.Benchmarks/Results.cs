using System.Text.RegularExpressions;
using LearnDL.Lessons;
using Lessons.Speed;

namespace LearnDL.Benchmarks;

/// <summary>Measures everything and writes the page of this machine into the site's folder, to be committed.</summary>
static partial class Results
{
    const int Runs = 5;

    public static void Run(string machine, string? peer, string peerName, int rounds, TextWriter output)
    {
        var contest = new Contest(string.Join(',', Workloads.Compared), Runs, peer, output);
        var peak = 0.0;
        for (var round = 1; round <= rounds; round++)
        {
            output.WriteLine($"round {round} of {rounds}");
            contest.Round();
            peak = Math.Max(peak, Peak.OneProcessor());
        }
        var name = NotInNames().Replace(machine.ToLowerInvariant(), "-").Trim('-');
        var arguments =
            $"results --machine \"{machine}\"{(peer is null ? "" : $" --peer {Path.GetFileName(peer)} --peer-name {peerName}")} "
            + $"--rounds {rounds}";
        var page = new ResultsPage(contest, arguments, machine, peerName, Runs, peak);
        string folder = Path.Combine(Repository.Folder, "site", "input"),
            file = Path.Combine(folder, "speed", $"{name}.md");
        if (contest.HasPeer)
            File.WriteAllText(Path.Combine(folder, "images", $"speed-{name}.svg"), page.Picture());
        File.WriteAllText(file, page.Markdown($"../images/speed-{name}.svg"));
        output.WriteLine($"written: {Path.GetRelativePath(Repository.Folder, file)}");
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
