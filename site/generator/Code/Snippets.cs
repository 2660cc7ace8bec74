using LearnDL.Site.Content;

namespace LearnDL.Site.Code;

/// <summary>The source files that pages show, each read once. A file that was shown gets a page of its own.</summary>
public sealed class Snippets(SiteFolders folders)
{
    readonly Dictionary<string, SourceFile> files = [];

    public IEnumerable<SourceFile> Shown => files.Values.OrderBy(f => f.Name, StringComparer.Ordinal);

    public static string UrlOf(string file) => $"source/{file}.html";

    public SourceFile? File(string name)
    {
        if (files.TryGetValue(name, out var known)) return known;
        var path = folders.Full(name);
        if (!name.EndsWith(".cs", StringComparison.Ordinal) || !System.IO.File.Exists(path)) return null;
        return files[name] = new SourceFile(name, System.IO.File.ReadAllText(path));
    }
}
