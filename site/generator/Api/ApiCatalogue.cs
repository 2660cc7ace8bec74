using LearnDL.Site.Content;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LearnDL.Site.Api;

/// <summary>
/// The public types of the engine, read from its sources: what they are called, what their documentation says first,
/// and where they stand.
/// </summary>
public sealed class ApiCatalogue
{
    public const string Engine = "engine/LearnDL";

    /// <summary>The files of other programs, for the engine's models.</summary>
    public const string Interop = "engine/LearnDL.Interop";

    ApiCatalogue(IReadOnlyList<(string File, CompilationUnitSyntax Root)> files)
    {
        var declared = files.SelectMany(file => file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
                && node.Parent is BaseNamespaceDeclarationSyntax && IsPublic(node))
            .Select(node => (file.File, Node: node)));
        Types = [.. declared.GroupBy(part => NameOf(part.Node)).Select(parts => Type([.. parts]))];
        Activations =
            ApiActivations.Read(files.Where(file => file.File.Contains("/Activations/", StringComparison.Ordinal)));
    }

    /// <summary>In the order of files; a type in several files counts once, where its documentation is.</summary>
    public IReadOnlyList<ApiType> Types { get; }

    /// <summary>The names that a layer takes for its activation.</summary>
    public IReadOnlyList<ApiMember> Activations { get; }

    public static ApiCatalogue Read(SiteFolders folders)
    {
        var sources = new[] { folders.Full(Engine), folders.Full(Interop) }.Where(Directory.Exists);
        return new ApiCatalogue(
            [.. sources.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Select(path => (File: folders.Name(path), Path: path))
                .Where(file => !file.File.Split('/').Any(part => part is "obj" or "bin"))
                .OrderBy(file => file.File, StringComparer.Ordinal)
                .Select(file => (file.File, CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path))
                    .GetCompilationUnitRoot()))]);
    }

    static ApiType Type(IReadOnlyList<(string File, MemberDeclarationSyntax Node)> parts)
    {
        var (file, main) = parts.FirstOrDefault(part => XmlSummary.Of(part.Node).Html.Length > 0, parts[0]);
        var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
        // Losses.Losses and the like only name what the page has anyway.
        var members = folder.EndsWith("/" + NameOf(main), StringComparison.Ordinal) ? []
            : parts.SelectMany(part => Members(part.File, part.Node)).DistinctBy(member => member.Name);
        var summary = XmlSummary.Of(main);
        return new ApiType(NameOf(main), IdOf(NameOf(main)),
            folder.Length > Engine.Length ? folder[(Engine.Length + 1)..] : "", // "Layers/Core", "Interop/Onnx"
            summary.FirstSentence, summary.Lesson, file, LineOf(main),
            IsOps: main.Modifiers.Any(SyntaxKind.StaticKeyword),
            [.. parts.SelectMany(part => Settings(part.Node))], [.. members])
        {
            AboutKeras = [.. summary.SentencesAbout("Keras"), .. parts.SelectMany(part => Settings(part.Node))
                .SelectMany(setting => XmlSummary.SentencesAbout("Keras", setting.Html)
                    .Select(sentence => $"<code>{setting.Name}</code>: {sentence}"))],
        };
    }

    // Parameters of all public constructors, and of the record or class itself; a name that comes twice counts once.
    static IEnumerable<ApiSetting> Settings(MemberDeclarationSyntax node)
    {
        if (node is not TypeDeclarationSyntax type) return [];
        var own = type.ParameterList is { } list ? Settings(list, XmlSummary.Of(type)) : [];
        return own.Concat(type.Members.OfType<ConstructorDeclarationSyntax>().Where(IsPublic)
            .SelectMany(constructor => Settings(constructor.ParameterList, XmlSummary.Of(constructor))))
            .GroupBy(setting => setting.Name).Select(same => same.MaxBy(setting => setting.Html.Length)!);
    }

    static IEnumerable<ApiSetting> Settings(ParameterListSyntax list, XmlSummary summary) =>
        list.Parameters.Select(parameter => new ApiSetting(parameter.Identifier.Text, $"{parameter.Type}",
            summary.Parameter(parameter.Identifier.Text)));

    static IEnumerable<ApiMember> Members(string file, MemberDeclarationSyntax node) =>
        from member in (node as TypeDeclarationSyntax)?.Members ?? []
        where IsPublic(member) || node is InterfaceDeclarationSyntax
        let name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            _ => null,
        }
        let sentence = XmlSummary.Of(member).FirstSentence
        where name is not null && sentence.Length > 0
        select new ApiMember(name, sentence, file, LineOf(member));

    // Not what the compiler only answers with advice: Keras 2's constructors.
    static bool IsPublic(MemberDeclarationSyntax node) => node.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !node.AttributeLists.SelectMany(list => list.Attributes).Any(one => $"{one.Name}" == "Obsolete");

    static string NameOf(MemberDeclarationSyntax node) => node switch
    {
        TypeDeclarationSyntax type => type.Identifier.Text + type.TypeParameterList,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text + type.TypeParameterList,
        _ => "",
    };

    static string IdOf(string name) => name.TrimEnd('>').Replace('<', '-').Replace(", ", "-", StringComparison.Ordinal);

    internal static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
