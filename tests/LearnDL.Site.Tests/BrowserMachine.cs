using LearnDL.Site.Content;

namespace LearnDL.Site.Tests;

/// <summary>What the browser tests need of a machine: a Chromium on the PATH, and axe-core from npm.</summary>
static class BrowserMachine
{
    static readonly string[] names = ["chromium", "chromium-browser", "google-chrome"];

    public static string? Chromium { get; } = (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from name in names
        let path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
        where File.Exists(path)
        select path).FirstOrDefault();

    public static string Axe { get; } =
        SiteFolders.Find().Full("tests/LearnDL.Site.Tests/node_modules/axe-core/axe.min.js");

    /// <summary>Why the browser tests cannot run here, or null when they can.</summary>
    public static string? Lacks { get; } =
        Chromium is null ? "there is no Chromium on the PATH (Debian: apt-get install chromium)"
        : !File.Exists(Axe) ? "axe-core is not installed (npm ci in tests/LearnDL.Site.Tests)"
        : null;

    /// <summary>
    /// Why such a test is skipped. Where LEARNDL_REQUIRE_BROWSER is 1 it is not: it fails and says what is missing.
    /// </summary>
    public static string? SkipReason { get; } =
        Lacks is null || Environment.GetEnvironmentVariable("LEARNDL_REQUIRE_BROWSER") == "1" ? null
            : $"Needs a browser and axe-core: {Lacks}.";
}
