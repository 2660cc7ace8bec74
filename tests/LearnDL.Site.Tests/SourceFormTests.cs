using LearnDL.Site.Content;

namespace LearnDL.Site.Tests;

/// <summary>
/// Whoever reads the code of this repository sees it whole: short lines, short files. A line may have 120 columns as a
/// rule; what is longer is counted, folder by folder.
/// </summary>
public sealed class SourceFormTests
{
    const int Columns = 120, Lines = 400;

    /// <summary>
    /// For each folder the share of lines that may be longer than 120 columns, and the columns that none may exceed.
    /// </summary>
    static readonly (string Folder, double Share, int Columns)[] limits =
    [
        ("engine", 0.01, 140), ("lessons", 0.01, 140), ("site", 0.01, 140), ("tests", 0.01, 140),
    ];

    /// <summary>Data in a raw string, a record a line, that cannot be broken without becoming other data.</summary>
    static readonly string[] data = ["tests/LearnDL.Tests/DefaultArgumentTests.cs"];

    static readonly string root = SiteFolders.Find().Root;

    public static TheoryData<string> Folders => [.. limits.Select(limit => limit.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_is_too_long(string folder)
    {
        var most = limits.Single(limit => limit.Folder == folder).Columns;
        Holds($"Break these lines after {most} columns at most", TooLong(folder, most));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Few_lines_are_longer_than_120_columns(string folder)
    {
        var (share, all) = (limits.Single(limit => limit.Folder == folder).Share,
            Sources(folder).Sum(s => s.Text.Length));
        var found = TooLong(folder, Columns);
        Assert.True(found.Count <= share * all,
            $"{found.Count} of the {all} lines in {folder} are longer than {Columns} columns; {share:0.0%} may be:\n"
            + string.Join('\n', found));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_is_longer_than_400_lines(string folder) =>
        Holds("Make two files of each of these", [.. Sources(folder).Where(source => source.Text.Length > Lines)
            .Select(source => $"{source.Name}: {source.Text.Length} lines")]);

    static void Holds(string advice, List<string> found) =>
        Assert.True(found.Count == 0, $"{advice}:\n{string.Join('\n', found)}");

    static List<string> TooLong(string folder, int columns) =>
        [.. from source in Sources(folder) where !data.Contains(source.Name)
            from line in source.Text.Index() where line.Item.Length > columns
            select $"{source.Name}({line.Index + 1}): {line.Item.Length} columns"];

    static List<(string Name, string[] Text)> Sources(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(name => !name.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "output" or "run"));
        var sources = files.Order(StringComparer.Ordinal).Select(name => (name, Text(name))).ToList();
        Assert.NotEmpty(sources);
        return sources;
    }

    static string[] Text(string name) => File.ReadAllLines(Path.Combine(root, name));
}
