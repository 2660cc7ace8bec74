using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LearnDL.Site.Api;

/// <summary>
/// The activations, which are chosen by name and so are no public types: "relu" is found where it is made,
/// <c>new ElementwiseActivation&lt;ReLUActivation&gt;("relu", …)</c>, and its formula above <c>ReLUActivation</c>.
/// </summary>
static class ApiActivations
{
    public static IReadOnlyList<ApiMember> Read(IEnumerable<(string File, CompilationUnitSyntax Root)> files)
    {
        var types = files.SelectMany(file => file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Select(type => (file.File, Type: type))).ToList();
        var made = types.SelectMany(one => one.Type.DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
            .Where(made => made.Type is GenericNameSyntax)
            .Select(made => (Name: Literal(made.ArgumentList), Type: $"{((GenericNameSyntax)made.Type)
                .TypeArgumentList.Arguments[0]}"));
        var own = types.Select(one => (Literal((one.Type.BaseList?.Types[0] as PrimaryConstructorBaseTypeSyntax)
            ?.ArgumentList), one.Type.Identifier.Text));
        return [.. own.Concat(made).Where(named => named.Item1 is not null).DistinctBy(named => named.Item1)
            .SelectMany(named => types.Where(one => one.Type.Identifier.Text == named.Item2).Take(1)
                .Select(one => new ApiMember(named.Item1!, XmlSummary.Of(one.Type).FirstSentence, one.File,
                    ApiCatalogue.LineOf(one.Type))))];
    }

    static string? Literal(ArgumentListSyntax? arguments) => arguments?.Arguments.FirstOrDefault()?.Expression
        is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
        ? literal.Token.ValueText : null;
}
