using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LearnDL.Site.Code;

/// <summary>
/// The colours of a file as far as its syntax tells them: for the many pages of files that no lesson shows, since asking
/// the compiler what each name means takes a hundred times as long.
/// </summary>
static class SyntaxColours
{
    public static IReadOnlyList<ClassifiedSpan> Of(CompilationUnitSyntax root) =>
        [.. root.DescendantTokens(descendIntoTrivia: false).SelectMany(Token)
            .OrderBy(span => span.TextSpan.Start)];

    static IEnumerable<ClassifiedSpan> Token(SyntaxToken token)
    {
        foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
            if (Trivia(trivia) is { } kind)
                yield return new ClassifiedSpan(kind, trivia.FullSpan);
        if (Kind(token) is { } name) yield return new ClassifiedSpan(name, token.Span);
    }

    static string? Trivia(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia => ClassificationTypeNames.Comment,
        _ => trivia.IsDirective ? ClassificationTypeNames.PreprocessorKeyword : null,
    };

    static string? Kind(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken =>
            ClassificationTypeNames.StringLiteral,
        SyntaxKind.NumericLiteralToken => ClassificationTypeNames.NumericLiteral,
        SyntaxKind.IdentifierToken => Name(token),
        _ => token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind())
            ? ClassificationTypeNames.Keyword : null,
    };

    static string? Name(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } => ClassificationTypeNames.Keyword,
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or ConstructorDeclarationSyntax or TypeParameterSyntax =>
            ClassificationTypeNames.ClassName,
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => ClassificationTypeNames.MethodName,
        SimpleNameSyntax name when Called(name) is InvocationExpressionSyntax => ClassificationTypeNames.MethodName,
        SimpleNameSyntax name when SyntaxFacts.IsInTypeOnlyContext(name) => ClassificationTypeNames.ClassName,
        _ => null,
    };

    // x.Dot(y) and Dot(y): what stands before the parenthesis
    static SyntaxNode? Called(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access.Parent
        : name.Parent is InvocationExpressionSyntax call && call.Expression == name ? call : null;
}
