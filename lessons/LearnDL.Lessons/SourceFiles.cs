using System.Security.Cryptography;
using System.Text;

namespace LearnDL.Lessons;

/// <summary>The sources that something was made from: which they are, and their SHA-256.</summary>
public static class SourceFiles
{
    static readonly string[] extensions = [".cs", ".csproj", ".props"];

    /// <summary>SHA-256 over names and texts; a checkout with other line ends is the same source.</summary>
    /// <param name="repository">The folder that the names count from.</param>
    /// <param name="files">In any order; those that are missing do not count.</param>
    public static string HashOf(string repository, IEnumerable<FileInfo> files)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, path) in files.Where(file => file.Exists)
            .Select(file => (Path.GetRelativePath(repository, file.FullName).Replace('\\', '/'), file.FullName))
            .OrderBy(file => file.Item1, StringComparer.Ordinal))
            sum.AppendData(Encoding.UTF8.GetBytes($"{name}\n{File.ReadAllText(path).ReplaceLineEndings("\n")}\n"));
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    /// <summary>The sources in a folder and below it; none of what a build or a run leaves there.</summary>
    public static IEnumerable<FileInfo> In(string folder)
    {
        var place = new DirectoryInfo(folder);
        if (!place.Exists) yield break;
        foreach (var file in place.EnumerateFiles())
            if (extensions.Contains(file.Extension)) yield return file;
        foreach (var inner in place.EnumerateDirectories())
            if (inner.Name is not ("bin" or "obj" or "run" or "record"))
                foreach (var file in In(inner.FullName)) yield return file;
    }
}
