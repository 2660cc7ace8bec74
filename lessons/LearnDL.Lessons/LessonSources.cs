using System.Security.Cryptography;
using System.Text;

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
    static readonly string[] extensions = [".cs", ".csproj", ".props"], exercises = ["YourTurn.cs", "AnswerChecks.cs"],
        shared = ["Directory.Build.props", "Directory.Packages.props"];

    /// <summary>Those of a lesson of this repository.</summary>
    public static LessonSources Of(string lesson) => Of(Repository.Folder, lesson);

    /// <summary>Those of a lesson in the repository at this place.</summary>
    public static LessonSources Of(string repository, string lesson) => new(
        Hash(repository, Files(repository, $"lessons/{lesson}").Where(file => !exercises.Contains(file.Name))),
        Hash(repository, [.. Files(repository, "engine"), .. Files(repository, "lessons/LearnDL.Lessons"),
            .. shared.Select(name => new FileInfo(Path.Combine(repository, name))).Where(file => file.Exists)]),
        Checksums(Path.Combine(repository, "datasets", "SHA256SUMS")));

    /// <summary>Whether a record is of this lesson and these data; the engine may have been another.</summary>
    public bool Made(LessonRecord record) =>
        record.SourceHash == Lesson && record.Data.All(data => Data.GetValueOrDefault(data.File) == data.Sha256);

    /// <summary>Whether a record was made by all of this, the engine too.</summary>
    public bool MadeAllOf(LessonRecord record) => Made(record) && record.EngineHash == Engine;

    static string Hash(string repository, IEnumerable<FileInfo> files)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, path) in files
            .Select(file => (Path.GetRelativePath(repository, file.FullName).Replace('\\', '/'), file.FullName))
            .OrderBy(file => file.Item1, StringComparer.Ordinal))
            // a checkout with other line ends is the same source
            sum.AppendData(Encoding.UTF8.GetBytes($"{name}\n{File.ReadAllText(path).ReplaceLineEndings("\n")}\n"));
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    static IEnumerable<FileInfo> Files(string repository, string folder)
    {
        var place = new DirectoryInfo(Path.Combine(repository, folder));
        if (!place.Exists) yield break;
        foreach (var file in place.EnumerateFiles())
            if (extensions.Contains(file.Extension)) yield return file;
        foreach (var inner in place.EnumerateDirectories())
            if (inner.Name is not ("bin" or "obj" or "run" or "record"))
                foreach (var file in Files(repository, Path.Combine(folder, inner.Name))) yield return file;
    }

    /// <summary>The lines "checksum  ./file" of a list as sha256sum writes it.</summary>
    static Dictionary<string, string> Checksums(string list) => !File.Exists(list) ? [] :
        File.ReadLines(list).Select(line => line.Split("  ./", 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[1].Trim(), parts => parts[0]);
}
