using LearnDL.Lessons;

namespace LearnDL.Site.Pages;

/// <summary>
/// The folder of the built site. It may be served while it is written: every file is whole at every moment, and what has
/// not changed is left alone.
/// </summary>
public sealed class OutputFolder(string folder)
{
    readonly HashSet<string> written = [];

    /// <summary>Writes a file of the site.</summary>
    public void Write(string url, byte[] content)
    {
        var path = Path.GetFullPath(Path.Combine(folder, url.Replace('/', Path.DirectorySeparatorChar)));
        written.Add(path);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return;
        AtomicFile.Write(path, content);
    }

    /// <summary>Deletes what an earlier build left and this one did not write.</summary>
    public void DeleteOthers()
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            if (!written.Contains(Path.GetFullPath(path))) File.Delete(path);
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)
            .OrderByDescending(inner => inner.Length))
            if (!Directory.EnumerateFileSystemEntries(inner).Any()) Directory.Delete(inner);
    }
}
