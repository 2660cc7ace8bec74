using System.Globalization;
using System.Text.RegularExpressions;
using LearnDL.Site.Content;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LearnDL.Site.Tests;

/// <summary>
/// The reading route, engine/README.md: what it names is there, and following a training step of an LSTM takes no more
/// than it says.
/// </summary>
public sealed partial class ReadingRouteTests
{
    const int MostFiles = 8, MostLines = 500;

    static readonly string engine = Path.Combine(SiteFolders.Find().Root, "engine");
    static readonly string[] route = File.ReadAllLines(Path.Combine(engine, "README.md"));

    [GeneratedRegex(@"\]\((?<target>[^)#]+)\)")]
    static partial Regex Link { get; }

    [GeneratedRegex(@"`(?<text>[^`]+)`")]
    static partial Regex CodeSpan { get; }

    [Fact]
    public void Every_path_is_there()
    {
        string[] named = [.. Links(string.Join('\n', route)),
            .. route.SelectMany(Spans).Where(span => span.StartsWith("LearnDL") && span.Contains('/'))];
        Assert.True(named.Length > 40, $"{named.Length} paths");
        Assert.All(named, path => Assert.True(Path.Exists(Path.Combine(engine, path)), $"{path} is not there"));
    }

    [Fact]
    public void Every_room_is_in_the_table()
    {
        string[] rooms = [.. Directory.EnumerateFiles(Path.Combine(engine, "LearnDL"), "*.cs",
            SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(engine, Path.GetDirectoryName(file)!).Replace('\\', '/') + "/")
            .Where(room => !room.Contains("/obj/") && !room.Contains("/bin/") && room != "LearnDL/").Distinct()];
        var table = route.Where(line => line.StartsWith("| `")).Select(line => Spans(line).First()).ToList();
        Assert.All(rooms, room => Assert.Contains(room, table));
    }

    [Fact]
    public void Sixteen_files_are_to_be_read_and_what_is_named_of_each_is_in_it()
    {
        var items = route.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).ToList();
        Assert.Equal(16, items.Count);
        Assert.All(items, item =>
        {
            var members = Members(Links(item).Single());
            Assert.All(Names(item), name => Assert.Contains(name, members.Select(member => member.Name)));
        });
    }

    /// <summary>
    /// A name stands for all overloads, and for all of a type; the doc comments above are not counted.
    /// </summary>
    [Fact]
    public void An_LSTM_is_followed_in_few_files_and_few_lines()
    {
        var rows = route.Where(line => line.StartsWith("| ") && Links(line).Any()).ToList();
        var total = 0;
        Assert.All(rows, row =>
        {
            var members = Members(Links(row).Single());
            Assert.NotEmpty(Names(row));
            Assert.All(Names(row), name => Assert.Contains(name, members.Select(member => member.Name)));
            var lines = members.Where(member => Names(row).Contains(member.Name)).Sum(member => member.Lines);
            total += lines;
            Assert.True(LastCell(row) == lines, $"{lines} lines, in: {row}");
        });
        Assert.Equal(total, LastCell(route.Single(line => line.Contains("| together |"))));
        Assert.Equal(rows.Count, rows.SelectMany(Links).Distinct().Count());
        Assert.InRange(rows.Count, 5, MostFiles);
        Assert.InRange(total, 100, MostLines);
    }

    static int LastCell(string row) => int.Parse(row.Trim(' ', '|').Split('|')[^1], CultureInfo.InvariantCulture);

    static IEnumerable<string> Links(string text) =>
        Link.Matches(text).Select(match => Uri.UnescapeDataString(match.Groups["target"].Value));

    static IEnumerable<string> Spans(string text) => CodeSpan.Matches(text).Select(match => match.Groups["text"].Value);

    /// <summary>The members a line names: code that is neither a file nor a folder.</summary>
    static List<string> Names(string line) =>
        [.. Spans(line).Where(span => !span.Contains('.') && !span.Contains('/'))];

    /// <summary>What a file declares, inside its types too, and how many lines each has.</summary>
    static List<(string Name, int Lines)> Members(string path)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(engine, path))).GetRoot();
        return [.. root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Select(member => (Name: NameOf(member), Lines: LinesOf(member))).Where(member => member.Name.Length > 0)];
    }

    static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    };

    static int LinesOf(MemberDeclarationSyntax member)
    {
        var span = member.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
