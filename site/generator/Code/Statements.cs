using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LearnDL.Site.Code;

/// <summary>
/// The statements of a file by their lines. A comment that stands behind one, and goes on below it, belongs to it; its
/// parts stand apart by two spaces or more.
/// </summary>
public sealed partial class Statements(SourceFile file)
{
    readonly SyntaxNode root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();

    /// <summary>The statement that begins in this line, counted from 1; null where none does.</summary>
    public SourceStatement? At(int line)
    {
        var statement = root.DescendantNodes().OfType<StatementSyntax>().FirstOrDefault(s =>
            s is not BlockSyntax && file.Text.Lines.GetLineFromPosition(s.SpanStart).LineNumber == line - 1);
        if (statement is null) return null;
        var parts = Comment(statement).SelectMany(text => Gap().Split(text.Trim()))
            .Where(part => part.Length > 0).ToList();
        var equations = parts.Select(part => Equation().Match(part)).Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Value)).ToList();
        // in brackets is a shape
        var note = string.Join(' ', parts.Where(part => !Equation().IsMatch(part) && part[0] != '(')).TrimEnd(':');
        return new SourceStatement(line, Names(statement, equations), equations, note);
    }

    static IReadOnlyList<string> Names(StatementSyntax statement, List<(string Name, string Text)> equations) =>
        statement switch
        {
            LocalDeclarationStatementSyntax local => [.. local.Declaration.Variables.Select(v => v.Identifier.Text)],
            ExpressionStatementSyntax
            {
                Expression: AssignmentExpressionSyntax
                {
                    Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax names }
                }
            } => [.. names.Variables.Select(v => v.ToString())],
            ExpressionStatementSyntax
            {
                Expression: AssignmentExpressionSyntax
                {
                    Left: IdentifierNameSyntax name,
                    Right: WithExpressionSyntax { Initializer.Expressions: [AssignmentExpressionSyntax part] }
                }
            } => [$"{name.Identifier.Text}.{part.Left}"],
            _ when equations.Count > 0 => [equations[^1].Name],
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } } =>
                [name.Identifier.Text],
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } =>
                Written(call) is { } written ? [written] : [],
            _ => [],
        };

    // z.AddRow(b, into: z) and JoinColumnsInto(dz, …) write into the argument they are given.
    static string? Written(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var into = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.Text is "into" or "addTo")
            ?? arguments.FirstOrDefault();
        return (into?.Expression as IdentifierNameSyntax)?.Identifier.Text;
    }

    IEnumerable<string> Comment(StatementSyntax statement)
    {
        var last = file.Text.Lines.GetLineFromPosition(statement.Span.End);
        var rest = file.Text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(statement.Span.End, last.End));
        var at = rest.IndexOf("//", StringComparison.Ordinal);
        if (at < 0) yield break;
        yield return rest[(at + 2)..];
        var column = statement.Span.End - last.Start + at;
        for (var i = last.LineNumber + 1; i < file.Text.Lines.Count; i++)
        {
            var below = file.Text.Lines[i].ToString();
            if (below.Length <= column || !string.IsNullOrWhiteSpace(below[..column])
                || !below[column..].StartsWith("//", StringComparison.Ordinal))
                yield break;
            yield return below[(column + 2)..];
        }
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"^(\p{L}+) \+?= .+$")]
    private static partial Regex Equation();
}
