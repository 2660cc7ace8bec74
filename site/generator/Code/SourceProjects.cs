using System.Reflection;
using LearnDL.Site.Content;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LearnDL.Site.Code;

/// <summary>
/// The projects of the repository as Roslyn sees them: with their neighbours and references, a name's kind is known.
/// </summary>
public sealed class SourceProjects(SiteFolders folders) : IDisposable
{
    readonly AdhocWorkspace workspace = new();
    readonly Dictionary<string, Project> projects = [];
    readonly List<MetadataReference> references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))];

    public Document Document(SourceFile file)
    {
        var folder = ProjectFolder(file.Name);
        if (!projects.TryGetValue(folder, out var project))
            projects[folder] = project = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(IsSource)
                .Aggregate(Empty(), (all, path) => all.AddDocument(Path.GetFileName(path), SourceText.From(
                    File.ReadAllText(path)), filePath: path).Project);
        var path = folders.Full(file.Name);
        // Pages are built again while files change: one may be new, or another than it was.
        var document = project.Documents.FirstOrDefault(document => document.FilePath == path);
        return document?.WithText(file.Text) ?? project.AddDocument(Path.GetFileName(path), file.Text, filePath: path);
    }

    public Document Loose(SourceText text) => Empty().AddDocument("Loose.cs", text);

    public void Dispose() => workspace.Dispose();

    Project Empty()
    {
        var info = ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "pages", "pages",
            LanguageNames.CSharp,
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: references);
        return workspace.CurrentSolution.AddProject(info)
            .GetProject(info.Id)!.AddDocument("Usings.cs", Usings()).Project;
    }

    string ProjectFolder(string file)
    {
        var folder = Path.GetDirectoryName(folders.Full(file))!;
        for (var up = new DirectoryInfo(folder); up is not null && up.FullName.Length >= folders.Root.Length;
            up = up.Parent)
        {
            if (up.EnumerateFiles("*.csproj").Any()) return up.FullName;
        }
        return folder;
    }

    static bool IsSource(string path) =>
        !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    // What ImplicitUsings and lessons/Directory.Build.props add; one more than a project has does no harm here.
    static readonly string[] Implicit =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"
    ];

    static string Usings() => string.Concat(
        Implicit.Concat(Assembly.Load("LearnDL").GetExportedTypes().Select(type => type.Namespace!).Distinct())
            .Select(name => $"global using {name};\n"));
}
