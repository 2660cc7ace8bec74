using System.Security.Cryptography;
using System.Text;

namespace LearnDL.Lessons;

/// <summary>
/// One number for everything a lesson's results depend on; when it changes, the recorded results are stale.
/// </summary>
static class SourceHash
{
    static readonly string[] extensions = [".cs", ".csproj", ".props"];

    internal static string Of(string repository, string lesson)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Files(repository, lesson))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(repository, path).Replace('\\', '/') + "\n"));
            sum.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    static IEnumerable<string> Files(string repository, string lesson)
    {
        string[] folders = [Path.Combine("lessons", lesson), Path.Combine("lessons", "LearnDL.Lessons"), "engine"];
        var sources = folders.SelectMany(folder => Sources(Path.Combine(repository, folder)));
        // The checksums stand for the data: no file is read whose checksum differs.
        string[] single = ["Directory.Build.props", "Directory.Packages.props", "datasets/SHA256SUMS"];
        return sources.Concat(single.Select(file => Path.Combine(repository, file)).Where(File.Exists))
            .Order(StringComparer.Ordinal);
    }

    static IEnumerable<string> Sources(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            if (extensions.Contains(Path.GetExtension(file))) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder))
            if (Path.GetFileName(inner) is not ("bin" or "obj" or "run"))
                foreach (var file in Sources(inner)) yield return file;
    }
}
