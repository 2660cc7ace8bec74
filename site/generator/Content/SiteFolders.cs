using LearnDL.Lessons;

namespace LearnDL.Site.Content;

/// <summary>
/// Where things are in a repository. Names given to readers are relative to <see cref="Root"/> and use '/'.
/// </summary>
public sealed record SiteFolders(string Root)
{
    public string Output { get; init; } = Path.Combine(Root, "site", "output");

    /// <summary>Where the results of runs are, if not beside each lesson.</summary>
    public string? Runs { get; init; }

    public string Input => Path.Combine(Root, "site", "input");
    public string Theme => Path.Combine(Root, "site", "theme");
    public string MathCache => Path.Combine(Root, "site", "math", "cache.json");
    public string SweepReport => Path.Combine(Runs ?? Path.Combine(Root, "site", "run"), "gradients.json");
    public string ThroughTimeReport => Path.Combine(Runs ?? Path.Combine(Root, "site", "run"), "through-time.json");
    public string Lessons => Path.Combine(Root, "lessons");

    public string LessonRun(string lesson) =>
        Runs is null ? Path.Combine(Lessons, lesson, "run") : Path.Combine(Runs, lesson);

    public string Full(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    public string Name(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The repository this program belongs to.</summary>
    public static SiteFolders Find() => new(Repository.Folder);
}
