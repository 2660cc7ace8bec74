using LearnDL.Site.Content;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LearnDL.Site.Tests;

/// <summary>
/// The engine's texts are the same in every language. Interpolated strings are, by engine/InvariantStrings.cs, and the
/// compiler (CA1305) finds <c>ToString()</c> and <c>string.Format</c>; here are the forms that neither of them sees.
/// </summary>
public sealed class InvariantTextTests
{
    static readonly string[] packages =
    [
        "System.", "mscorlib", "netstandard", "LearnDL", "MathNet.Numerics", "ScottPlot", "SkiaSharp", "HarfBuzz"
    ];
    static readonly string engine = Path.Combine(SiteFolders.Find().Root, "engine");

    [Theory]
    [InlineData("LearnDL")]
    [InlineData("LearnDL.Plots")]
    public void No_text_of_the_engine_follows_the_culture(string project)
    {
        var files = Directory.EnumerateFiles(Path.Combine(engine, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .Append(Path.Combine(engine, "InvariantStrings.cs"));
        var found =
            Found([.. files.Select(file => (Path.GetRelativePath(engine, file), File.ReadAllText(file)))], project);
        Assert.True(found.Count == 0, "Write these with $\"…\":\n" + string.Join("\n", found));
    }

    [Theory]
    [InlineData("""string A(double x) => "x = " + x;""")]
    [InlineData("""string A(string s, int x) { s += x; return s; }""")]
    [InlineData("""string A(double[] x) => string.Join(", ", x);""")]
    [InlineData("""string A(double x) => string.Join(", ", x, "b");""")]
    [InlineData("""string A(IEnumerable<float> x) => string.Concat(x);""")]
    [InlineData("""string A(object x) => string.Concat("x", x);""")]
    [InlineData("""void A(System.Text.StringBuilder s, double x) => s.Append(x);""")]
    [InlineData("""void A(System.Text.StringBuilder s, int[] x) => s.AppendJoin(',', x);""")]
    [InlineData("""void A(TextWriter w, double x) => w.Write(x);""")]
    [InlineData("""void A(TextWriter w, double x) => w.WriteLine("{0}", x);""")]
    [InlineData("""string A<T>(T x) where T : struct => x.ToString()!;""")]
    [InlineData("""public record struct A(double X);""")]
    [InlineData("""record A(double X) { } string B(A a) => $"{a}";""")]
    public void The_forms_are_found(string member) => Assert.Single(Found([("a.cs", $"class C {{ {member} }}")], "a"));

    [Theory]
    [InlineData("""string A(double x) => "x = " + $"{x}" + 'c';""")]
    [InlineData("""string A(double[] x) => string.Join(", ", x.Select(v => $"{v}"));""")]
    [InlineData("""void A(System.Text.StringBuilder s, string x) => s.Append(x).Append('c').Append(' ', 2);""")]
    [InlineData("""void A(TextWriter w, double x) => w.WriteLine($"{x}");""")]
    [InlineData("""record struct A(double X) { public override string ToString() => $"{X}"; }""")]
    public void What_is_written_alike_everywhere_is_not(string member) =>
        Assert.Empty(Found([("a.cs", $"class C {{ {member} }}")], "a"));

    static List<string> Found((string Name, string Text)[] files, string assembly)
    {
        const string usings = """
            global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
            global using System.Threading; global using System.Threading.Tasks;
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileNameWithoutExtension(file) is var name && name != assembly
                && packages.Any(package => name.StartsWith(package, StringComparison.Ordinal)))
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(assembly,
            files.Append((Name: "usings.cs", Text: usings))
                .Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Name)),
            references, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        // Where the compiler does not know the types, nothing would be found. (CS8795: what a generator adds.)
        Assert.Empty(compilation.GetDiagnostics()
            .Where(problem => problem.Severity == DiagnosticSeverity.Error && problem.Id != "CS8795"));

        var found = new List<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
                if (FollowsTheCulture(node, model))
                    found.Add($"{tree.FilePath}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): "
                        + $"{node.ToString().Split('\n')[0]}");
        }
        return found;
    }

    static bool FollowsTheCulture(SyntaxNode node, SemanticModel model) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
            when IsText(model.GetTypeInfo(sum).Type) =>
            Varies(model.GetTypeInfo(sum.Left).Type) || Varies(model.GetTypeInfo(sum.Right).Type),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum
            when IsText(model.GetTypeInfo(sum.Left).Type) =>
            Varies(model.GetTypeInfo(sum.Right).Type),
        InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method =>
            CallFollows(call, method, model),
        RecordDeclarationSyntax record
            when model.GetDeclaredSymbol(record) is { DeclaredAccessibility: Accessibility.Public } type =>
            PrintsNumbersItself(type),
        InterpolationSyntax { Expression: var part }
            when model.GetTypeInfo(part).Type is INamedTypeSymbol { IsRecord: true } type =>
            PrintsNumbersItself(type),
        _ => false,
    };

    static bool CallFollows(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model)
    {
        var arguments = call.ArgumentList.Arguments.Select(argument => model.GetTypeInfo(argument.Expression))
            .Select(info => info.Type ?? info.ConvertedType);
        return (method.ContainingType.Name, method.Name) switch
        {
            ("String", "Join" or "Concat") or ("StringBuilder", "AppendJoin") =>
                arguments.Any(type => Varies(type) || Varies(ElementOf(type))),
            ("StringBuilder", "Append" or "Insert") => Varies(method.Parameters[method.Name == "Insert" ? 1 : 0].Type),
            ("TextWriter" or "StringWriter" or "StreamWriter" or "Console", "Write" or "WriteLine") =>
                arguments.Any(Varies),
            (_, "ToString")
                when method.Parameters.Length == 0 && call.Expression is MemberAccessExpressionSyntax access =>
                model.GetTypeInfo(access.Expression).Type is ITypeParameterSymbol
                    or { SpecialType: SpecialType.System_Object },
            _ => false,
        };
    }

    static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    /// <summary>
    /// Numbers, moments, and what may turn out to be one. Letters and truth values are spelt alike everywhere.
    /// </summary>
    static bool Varies(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_Char or SpecialType.System_Boolean or SpecialType.System_String } =>
            false,
        ITypeParameterSymbol or { SpecialType: SpecialType.System_Object } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            Varies(nullable.TypeArguments[0]),
        { TypeKind: TypeKind.Enum } => false,
        _ => type.Name == "IFormattable" || type.AllInterfaces.Any(side => side.Name == "IFormattable"),
    };

    /// <summary>double for double[] and for IEnumerable of double.</summary>
    static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "IEnumerable" or "ReadOnlySpan", TypeArguments: [var element] } => element,
        _ => type.AllInterfaces.FirstOrDefault(side =>
            side is { Name: "IEnumerable", TypeArguments.Length: 1 })?.TypeArguments[0],
    };

    /// <summary>
    /// A record's own ToString asks each of its parts for its ToString; whole numbers in our
    /// records are sizes, which have no sign.
    /// </summary>
    static bool PrintsNumbersItself(INamedTypeSymbol type) =>
        !type.GetMembers("ToString").Any(member => !member.IsImplicitlyDeclared)
        && type.GetMembers().OfType<IPropertySymbol>().Any(part => part.DeclaredAccessibility == Accessibility.Public
            && part.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single);
}
