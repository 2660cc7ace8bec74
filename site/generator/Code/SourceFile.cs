using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LearnDL.Site.Code;

/// <summary>A C# file, its named regions and its members.</summary>
public sealed class SourceFile
{
    readonly List<(string Name, int Start, int End)> regions = [];
    readonly HashSet<int> directives = [];

    public SourceFile(string name, string text)
    {
        Name = name;
        Text = SourceText.From(text);
        Root = CSharpSyntaxTree.ParseText(Text).GetCompilationUnitRoot();
        FindRegions();
    }

    public string Name { get; }
    public SourceText Text { get; }
    internal CompilationUnitSyntax Root { get; }

    public IEnumerable<string> RegionNames => regions.Select(r => r.Name);

    public IEnumerable<string> MemberNames => Members().Select(m => m.Name).Distinct();

    public Snippet? Region(string name)
    {
        var region = regions.Find(r => r.Name == name);
        return region.Name is null ? null : new Snippet(Name, region.Start + 1, region.End - 1, directives);
    }

    /// <summary>
    /// A member or a type by name, "Forward" or "Dense.Forward", with the plain
    /// comments above it; overloads come together, or one of them as "Forward(x, mask)".
    /// </summary>
    public Snippet? Member(string name)
    {
        var (of, parameters) = name.Split('(') is [var before, var after] ? (before, after.TrimEnd(')')) : (name, null);
        var found = Members().Where(m => m.Name == of || $"{m.Type}.{m.Name}" == of).Select(m => m.Node)
            .Where(node => parameters is null || parameters == Parameters(node)).ToList();
        if (found.Count == 0) return null;
        var hidden = new HashSet<int>(directives);
        return new Snippet(Name, FirstLine(found[0]), LineOf(found[^1].Span.End), hidden);
    }

    /// <summary>The lines of a snippet that a page shows, and the indent they have in common.</summary>
    public (IReadOnlyList<TextLine> Lines, int Indent) Shown(Snippet snippet)
    {
        var lines = Text.Lines.Skip(snippet.FirstLine).Take(snippet.LastLine - snippet.FirstLine + 1)
            .Where(line => !snippet.Hidden.Contains(line.LineNumber)).ToList();
        return (lines, lines.Where(line => !string.IsNullOrWhiteSpace(line.ToString()))
            .Select(line => line.ToString().TakeWhile(char.IsWhiteSpace).Count()).DefaultIfEmpty(0).Min());
    }

    public Snippet Whole => new(Name, 0, Text.Lines.Count - (Text.Lines[^1].Span.IsEmpty ? 2 : 1), new HashSet<int>());

    IEnumerable<(string Name, string Type, MemberDeclarationSyntax Node)> Members() =>
        from node in Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        let name = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            OperatorDeclarationSyntax op => "operator " + op.OperatorToken.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            _ => null, // a constructor, too: it has its type's name, and by that name the type is meant
        }
        where name is not null
        select (name, (node.Parent as BaseTypeDeclarationSyntax)?.Identifier.Text ?? "", node);

    static string? Parameters(MemberDeclarationSyntax node) => node is BaseMethodDeclarationSyntax method
        ? string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Identifier.Text)) : null;

    // Comments that stand directly above belong to the member; its XML documentation is for the editor, not for a page.
    int FirstLine(MemberDeclarationSyntax node)
    {
        var line = LineOf(node.SpanStart);
        while (line > 0 && Text.Lines[line - 1].ToString().Trim() is var above
            && above.StartsWith("//", StringComparison.Ordinal) && !above.StartsWith("///", StringComparison.Ordinal))
            line--;
        return line;
    }

    int LineOf(int position) => Text.Lines.GetLineFromPosition(position).LineNumber;

    void FindRegions()
    {
        var open = new Stack<(string Name, int Line)>();
        for (var i = 0; i < Text.Lines.Count; i++)
        {
            var line = Text.Lines[i].ToString().Trim();
            if (line.StartsWith("#region", StringComparison.Ordinal)) open.Push((line["#region".Length..].Trim(), i));
            else if (line.StartsWith("#endregion", StringComparison.Ordinal) && open.TryPop(out var begun))
                regions.Add((begun.Name, begun.Line, i));
            else continue;
            directives.Add(i);
        }
    }
}
