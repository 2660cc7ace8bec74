using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>What the gradient sweep of this build found: site/run/gradients.json.</summary>
public sealed record GradientReport(string EngineHash, int Configurations, int Seed, double Seconds, IReadOnlyList<GradientReport.Row> Rows)
{
    public sealed record Row(string Subject, string Kind, int Configurations, long Derivatives, double WorstError, string WorstCase, int WorstSeed);

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static GradientReport? Read(SiteFolders folders) =>
        File.Exists(folders.GradientReport) ? JsonSerializer.Deserialize<GradientReport>(File.ReadAllText(folders.GradientReport), Json) : null;

    /// <summary>The report if it was made with the engine as it is now; otherwise null and a problem.</summary>
    public static GradientReport? ReadFresh(SiteFolders folders, Problems problems)
    {
        var report = Read(folders);
        if (report?.EngineHash == HashOfEngine(folders)) return report;
        problems.Add(folders.Name(folders.GradientReport), 0,
            report is null ? "the gradients of this engine have not been checked" : "the gradient report is stale: the engine changed after it",
            "build the site without --no-run.");
        return null;
    }

    public void Write(SiteFolders folders)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folders.GradientReport)!);
        File.WriteAllText(folders.GradientReport, JsonSerializer.Serialize(this, Json));
    }

    /// <summary>SHA-256 over names and texts of the engine's sources; a checkout with other line ends is the same engine.</summary>
    public static string HashOfEngine(SiteFolders folders)
    {
        var engine = Path.Combine(folders.Root, "engine", "LearnDL");
        if (!Directory.Exists(engine)) return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories).Select(folders.Name)
            .Where(name => !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal));
        foreach (var name in files.Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{File.ReadAllText(folders.Full(name)).ReplaceLineEndings("\n")}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
