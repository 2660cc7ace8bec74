using LearnDL.Lessons;

namespace LearnDL.Site.Content;

/// <summary>
/// Where things are in a repository. Names given to readers are relative to <see cref="Root"/> and use '/'.
/// </summary>
public sealed record SiteFolders(string Root)
{
    public string Output { get; init; } = Path.Combine(Root, "site", "output");

    public string Input => Path.Combine(Root, "site", "input");
    public string Theme => Path.Combine(Root, "site", "theme");
    public string MathCache => Path.Combine(Root, "site", "math", "cache.json");
    public string ThroughTimeReport => Path.Combine(Root, "site", "run", "through-time.json");
    public string Lessons => Path.Combine(Root, "lessons");

    /// <summary>What this machine found about the gradients.</summary>
    public string SweepReport => Path.Combine(Root, "site", "run", "gradients.json");

    /// <summary>The same, committed.</summary>
    public string KeptSweepReport => Path.Combine(Root, "site", "record", "gradients.json");

    /// <summary>What this machine measured in a lesson; ignored by git.</summary>
    public string LessonRun(string lesson) => Path.Combine(Lessons, lesson, "run");

    /// <summary>The same on a small budget.</summary>
    public string QuickRun(string lesson) => Path.Combine(LessonRun(lesson), "quick");

    /// <summary>The committed record of a lesson. No run writes there, only the command that refreshes it.</summary>
    public string KeptRecord(string lesson) => Path.Combine(Lessons, lesson, "record");

    public string Full(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    public string Name(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The repository this program belongs to.</summary>
    public static SiteFolders Find() => new(Repository.Folder);
}
