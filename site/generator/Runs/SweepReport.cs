using System.Text.Json;
using LearnDL.Checks;
using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>What the gradient sweep found with one state of the engine.</summary>
/// <param name="EngineHash">The engine; null in a report that is kept, which names the commit.</param>
/// <param name="Configurations">Random configurations of each subject.</param>
/// <param name="Seed">What they were drawn from.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Rows">What was found, a row per subject.</param>
/// <param name="MadeUtc">When.</param>
/// <param name="Commit">The commit it was made at; null outside a clone.</param>
/// <param name="Machine">On what.</param>
public sealed record SweepReport(string? EngineHash, int Configurations, int Seed, double Seconds,
    IReadOnlyList<GradientSummary> Rows, DateTime MadeUtc, string? Commit, MachineRecord Machine)
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>This machine's report on the current engine; else the committed one; else null and the reason.</summary>
    public static SweepReport? Shown(SiteOptions options, out string reason) =>
        OwnOrNull(options.Folders, options.AllowQuick, out reason) ?? Kept(options.Folders);

    /// <summary>The committed report; null where there is none.</summary>
    public static SweepReport? Kept(SiteFolders folders)
    {
        var reason = "";
        return Read(folders.KeptSweepReport, ref reason);
    }

    /// <summary>The report as it is committed: it names a commit, and no state of the sources.</summary>
    public SweepReport WithoutEngine() => this with { EngineHash = null };

    /// <summary>This machine's report if it was made with the engine as it is now; null and the reason otherwise.</summary>
    public static SweepReport? OwnOrNull(SiteFolders folders, bool allowQuick, out string reason)
    {
        reason = "the gradients of this engine have not been checked";
        if (Read(folders.SweepReport, ref reason) is not { } report) return null;
        if (report.EngineHash != HashOfEngine(folders))
            reason = "the gradient report is stale: the engine changed after it";
        else if (report.Configurations < GradientRun.Full && !allowQuick)
            reason = "the gradient report is of a quick run";
        else return report;
        return null;
    }

    static SweepReport? Read(string path, ref string reason)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<SweepReport>(File.ReadAllText(path), json);
        }
        catch (JsonException error)
        {
            reason = $"the gradient report cannot be read: {error.Message}";
            return null;
        }
    }

    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, json) + "\n");

    /// <summary>
    /// What differs from the committed report, a line each: which subjects were checked, and how often. The errors
    /// themselves are what rounding leaves; they only have to be small.
    /// </summary>
    public IEnumerable<string> Differences(SweepReport kept)
    {
        foreach (var row in Rows.Where(row => !row.Passed))
            yield return $"the gradient of {row.Subject} is wrong: {row.WorstCase}, seed {row.WorstSeed}";
        foreach (var subject in Rows.Select(Counted).Except(kept.Rows.Select(Counted)))
            yield return $"{subject} is not in the record";
        foreach (var subject in kept.Rows.Select(Counted).Except(Rows.Select(Counted)))
            yield return $"{subject} was recorded and is gone";

        static string Counted(GradientSummary row) => FormattableString.Invariant(
            $"{row.Kind} {row.Subject}, {row.Configurations} configurations, {row.Derivatives} derivatives");
    }

    /// <summary>The engine's sources, as they are.</summary>
    public static string HashOfEngine(SiteFolders folders) =>
        SourceFiles.HashOf(folders.Root, SourceFiles.In(folders.Full("engine/LearnDL")));
}
