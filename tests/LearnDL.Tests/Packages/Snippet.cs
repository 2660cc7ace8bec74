using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LearnDL.Tests.Packages;

/// <summary>What the compiler says to a program that has the package's usings and no others.</summary>
static class Snippet
{
    static readonly MetadataReference[] references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The usings that the SDK adds, and those that the package does.</summary>
    static readonly string usings = string.Concat(XDocument.Load(Path.Combine(PackedFolder.Engine, "LearnDL",
            "buildTransitive", "LearnDL.props"))
        .Descendants("Using").Select(one => one.Attribute("Include")!.Value)
        .Concat(["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading"])
        .Select(name => $"global using {name};\n"));

    /// <summary>The errors and warnings, without their numbers.</summary>
    public static IReadOnlyList<string> Says(string program)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create("snippet",
            [CSharpSyntaxTree.ParseText(usings, options), CSharpSyntaxTree.ParseText(program, options)], references,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => found.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
