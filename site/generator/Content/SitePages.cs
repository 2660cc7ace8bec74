using YamlDotNet.Core;

namespace LearnDL.Site.Content;

/// <summary>Finds the pages: site/input/**/*.md, and lessons/NN-name/lesson.md as lessons/NN-name/index.html.</summary>
public static class SitePages
{
    static readonly string[] Required = ["Title", "Description"];

    /// <summary>The pages in reading order.</summary>
    public static IReadOnlyList<SitePage> Load(SiteFolders folders, Problems problems)
    {
        var pages = new List<SitePage>();
        foreach (var path in Directory.EnumerateFiles(folders.Input, "*.md", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path).StartsWith('_')) continue;
            var name = Path.GetRelativePath(folders.Input, path).Replace(Path.DirectorySeparatorChar, '/');
            pages.Add(Read(folders, path, Path.ChangeExtension(name, "html"), lesson: null, problems));
        }
        foreach (var lesson in LessonFolders(folders))
            pages.Add(Read(folders, Path.Combine(folders.Lessons, lesson, "lesson.md"), $"lessons/{lesson}/index.html",
                lesson, problems));
        return [.. pages.OrderBy(p => p.SectionOrder).ThenBy(p => p.Order).ThenBy(p => p.Url, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> LessonFolders(SiteFolders folders) => !Directory.Exists(folders.Lessons) ? [] :
        [.. Directory.EnumerateDirectories(folders.Lessons).Where(d => File.Exists(Path.Combine(d, "lesson.md")))
            .Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    static SitePage Read(SiteFolders folders, string path, string url, string? lesson, Problems problems)
    {
        var text = File.ReadAllText(path);
        var source = folders.Name(path);
        var metadata = new Metadata();
        AddDirectories(folders, url, metadata, problems);
        TryAdd(metadata, Metadata.FrontMatterOf(text), source, firstLine: 2, problems);
        foreach (var key in Required)
        {
            if (metadata.Text(key).Length == 0)
                problems.Add(source, 1, $"the front matter has no {key}",
                    $"begin the file with ---, a line \"{key}: …\" and ---.");
        }
        return new SitePage(source, url, lesson, text, metadata);
    }

    // As in Statiq: what a _directory.yml says holds for its folder and those below, until a page says otherwise.
    static void AddDirectories(SiteFolders folders, string url, Metadata metadata, Problems problems)
    {
        var folder = folders.Input;
        foreach (var part in url.Split('/')[..^1].Prepend("."))
        {
            folder = Path.Combine(folder, part);
            var file = Path.Combine(folder, "_directory.yml");
            if (File.Exists(file))
                TryAdd(metadata, File.ReadAllText(file), folders.Name(Path.GetFullPath(file)), firstLine: 1, problems);
        }
    }

    static void TryAdd(Metadata metadata, string yaml, string source, int firstLine, Problems problems)
    {
        try
        {
            metadata.Add(yaml);
        }
        catch (YamlException error)
        {
            problems.Add(source, (int)error.Start.Line - 1 + firstLine,
                $"the YAML cannot be read: {error.InnerException?.Message ?? error.Message}",
                "write \"Key: value\" lines; a value with a colon needs quotes.");
        }
    }
}
