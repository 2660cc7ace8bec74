namespace LearnDL.Lessons;

/// <summary>
/// What a lesson's results depend on, as it is now. A change of the lesson or its data makes other results. A change of
/// the engine need not: whether it does is found out by running the lesson again.
/// </summary>
/// <param name="Lesson">SHA-256 over the lesson's own sources, without its exercises.</param>
/// <param name="Engine">SHA-256 over the engine and what all lessons share.</param>
/// <param name="Data">The SHA-256 of every bundled data file, by its name.</param>
public sealed record LessonSources(string Lesson, string Engine, IReadOnlyDictionary<string, string> Data)
{
    static readonly string[] exercises = ["YourTurn.cs", "AnswerChecks.cs"],
        shared = ["Directory.Build.props", "Directory.Packages.props"];

    /// <summary>Those of a lesson of this repository.</summary>
    public static LessonSources Of(string lesson) => Of(Repository.Folder, lesson);

    /// <summary>Those of a lesson in the repository at this place.</summary>
    public static LessonSources Of(string repository, string lesson)
    {
        return new(
            SourceFiles.HashOf(repository, In($"lessons/{lesson}").Where(file => !exercises.Contains(file.Name))),
            SourceFiles.HashOf(repository, [.. In("engine"), .. In("lessons/LearnDL.Lessons"),
                .. shared.Select(name => new FileInfo(Path.Combine(repository, name)))]),
            Checksums(Path.Combine(repository, "datasets", "SHA256SUMS")));

        IEnumerable<FileInfo> In(string folder) => SourceFiles.In(Path.Combine(repository, folder));
    }

    /// <summary>Whether a record is of this lesson and these data; the engine may have been another.</summary>
    public bool Made(LessonRecord record) =>
        record.SourceHash == Lesson && record.Data.All(data => Data.GetValueOrDefault(data.File) == data.Sha256);

    /// <summary>Whether a record was made by all of this, the engine too.</summary>
    public bool MadeAllOf(LessonRecord record) => Made(record) && record.EngineHash == Engine;

    /// <summary>The lines "checksum  ./file" of a list as sha256sum writes it.</summary>
    static Dictionary<string, string> Checksums(string list) => !File.Exists(list) ? [] :
        File.ReadLines(list).Select(line => line.Split("  ./", 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[1].Trim(), parts => parts[0]);
}
