using System.Security.Cryptography;
using System.Text;

namespace LearnDL.Lessons;

/// <summary>
/// The learner's copy of a lesson's exercises: a small project in <c>my</c>, which git, tests, records and pages
/// never look at.
/// </summary>
sealed class Workspace(string lesson, string? my = null)
{
    internal const string FileName = "YourTurn.cs";

    readonly string my = my ?? Path.Combine(Repository.Folder, "my");

    internal string Lesson => lesson;

    internal string Folder => Path.Combine(my, lesson);

    internal string YourTurn => Path.Combine(Folder, FileName);

    internal string Project => Path.Combine(Folder, $"{lesson}.csproj");

    internal bool IsStarted => File.Exists(YourTurn);

    /// <summary>Writes what is missing, and never touches what is there.</summary>
    /// <returns>Whether the exercises were copied now.</returns>
    internal bool Start()
    {
        var lessons = Path.Combine(Repository.Folder, "lessons");
        _ = Directory.CreateDirectory(Folder);
        WriteMissing(Path.Combine(my, "Directory.Build.props"), $"""
            <Project>
              <!-- Settings for the copies in this folder, in place of those of the repository. -->
              <Import Project="{Path.GetRelativePath(my, lessons).Replace('\\', '/')}/Workspace.props" />
            </Project>

            """);
        WriteMissing(Path.Combine(my, ".editorconfig"), "root = true\n"); // no rules of style for a learner
        WriteMissing(Project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <!-- Yours: add files and packages as you like. -->
            </Project>

            """);
        return WriteMissing(YourTurn, File.ReadAllText(Path.Combine(lessons, lesson, FileName)));
    }

    static bool WriteMissing(string path, string text)
    {
        if (File.Exists(path)) return false;
        File.WriteAllText(path, text);
        return true;
    }

    /// <summary>The SHA-256 of all that is compiled: it says whether a build or a verdict is still of these files.</summary>
    internal string Sources()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Files().Order(StringComparer.Ordinal))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Folder, path) + "\n"));
            sum.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    IEnumerable<string> Files()
    {
        string[] folders = [Folder, .. Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories)
            .Where(inner => !Path.GetRelativePath(Folder, inner).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "bin" or "obj"))];
        return folders.SelectMany(Directory.EnumerateFiles)
            .Where(path => Path.GetExtension(path) is ".cs" or ".csproj" or ".props");
    }

    /// <summary>A path as the learner would type it.</summary>
    internal static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
