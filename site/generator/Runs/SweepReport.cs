using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearnDL.Checks;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>What the gradient sweep found with the engine of one moment: site/run/gradients.json.</summary>
public sealed record SweepReport(string EngineHash, int Configurations, int Seed, double Seconds,
    IReadOnlyList<GradientSummary> Rows)
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>
    /// The report if it was made with the engine as it is now; null and the reason why not otherwise.
    /// </summary>
    public static SweepReport? Read(SiteFolders folders, bool allowQuick, out string reason)
    {
        reason = "the gradients of this engine have not been checked";
        if (!File.Exists(folders.SweepReport)) return null;
        try
        {
            var report = JsonSerializer.Deserialize<SweepReport>(File.ReadAllText(folders.SweepReport), json);
            if (report?.EngineHash != HashOfEngine(folders))
                reason = "the gradient report is stale: the engine changed after it";
            else if (report.Configurations < GradientRun.Full && !allowQuick)
                reason = "the gradient report is of a quick run";
            else return report;
        }
        catch (JsonException error)
        {
            reason = $"the gradient report cannot be read: {error.Message}";
        }
        return null;
    }

    public void Write(SiteFolders folders)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folders.SweepReport)!);
        File.WriteAllText(folders.SweepReport, JsonSerializer.Serialize(this, json));
    }

    /// <summary>
    /// SHA-256 over names and texts of the engine's sources; a checkout with other line ends is the same engine.
    /// </summary>
    public static string HashOfEngine(SiteFolders folders)
    {
        var engine = Path.Combine(folders.Root, "engine", "LearnDL");
        if (!Directory.Exists(engine)) return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories).Select(folders.Name)
            .Where(name =>
                !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal));
        foreach (var name in files.Order(StringComparer.Ordinal))
            hash.AppendData(
                Encoding.UTF8.GetBytes($"{name}\n{File.ReadAllText(folders.Full(name)).ReplaceLineEndings("\n")}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
