using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LearnDL.Tests.Packages;

/// <summary>What <c>dotnet pack</c> makes, and that a fresh project needs nothing else.</summary>
public sealed partial class PackageTests(PackedFolder packed) : IClassFixture<PackedFolder>
{
    // a program of both packages: the example that LearnDL's package shows, and a picture of what it learned
    static readonly string example = CodeBlock().Match(Shown("LearnDL")).Groups[1].Value;
    const string Picture = """
        var picture = LearningCurvePlot.Draw("Pima", "Loss by epoch.", "loss", model.History!, "loss");
        Console.WriteLine($"{picture.Length > 1000} {new Dense(1).OutputActivation == ActivationFunction.Linear}");
        """;

    [Fact]
    public void A_fresh_project_runs_the_example_without_usings()
    {
        Assert.DoesNotContain("using", example);
        var project = packed.Project("fresh", example + Picture, "LearnDL.Plots"); // LearnDL comes with it

        var printed = DotNet.Run(project, "run", "-c", "Release");

        Assert.Contains("Epoch 150/150", printed);
        var last = printed[printed.LastIndexOf("Epoch", StringComparison.Ordinal)..];
        Assert.Matches("accuracy: 0\\.7[5-9]|accuracy: 0\\.8", last);
        Assert.EndsWith("True True", printed.Trim());
    }

    /// <summary>Each example of LearnDL.Interop's package, with what it brings of other programs.</summary>
    [Fact]
    public void A_fresh_project_runs_the_examples_of_Interop()
    {
        var examples = CodeBlock().Matches(Shown("LearnDL.Interop")).Select(block => block.Groups[1].Value).ToList();
        Assert.NotEmpty(examples);
        for (var i = 0; i < examples.Count; i++)
        {
            var isTrue = examples[i].Contains("again") ? "again.CountParams() == model.CountParams()"
                : "Directory.GetFiles(Path.Combine(board.LogDir, \"train\")).Length == 1";
            var project = packed.Project($"interop{i}", examples[i] + $"Console.WriteLine({isTrue});", "LearnDL.Interop");
            Assert.EndsWith("True", DotNet.Run(project, "run", "-c", "Release").Trim());
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-p:UsingLearnDL=false", false)]
    [InlineData("-p:ImplicitUsings=disable", false)]
    public void A_project_can_do_without_the_usings(string property, bool has)
    {
        var project = packed.Project($"usings{property.Length}", "", "LearnDL");
        DotNet.Run(project, "restore", "-v", "quiet");

        var usings = DotNet.Run(project, "msbuild", "-getItem:Using", property.Length > 0 ? property : "-nologo");

        Assert.Equal(has, usings.Contains("LearnDL.Layers"));
    }

    [Theory]
    [InlineData("LearnDL")]
    [InlineData("LearnDL.Plots")]
    [InlineData("LearnDL.Interop")]
    public void A_package_has_docs_icon_readme_symbols_and_usings(string id)
    {
        using var package = ZipFile.OpenRead(packed.File(id));
        string[] wanted = ["icon.png", "PACKAGE.md", $"buildTransitive/{id}.props", $"lib/net10.0/{id}.dll",
            $"lib/net10.0/{id}.pdb", $"lib/net10.0/{id}.xml"];
        Assert.Empty(wanted.Except(package.Entries.Select(entry => entry.FullName)));

        var nuspec = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open());
        string Field(string name) => nuspec.Descendants().First(part => part.Name.LocalName == name).Value;
        Assert.Equal(("icon.png", "PACKAGE.md", "MIT"), (Field("icon"), Field("readme"), Field("license")));
        Assert.True(Field("description").Length > 60 && Field("description") != "Package Description");

        var members = XDocument.Load(package.GetEntry($"lib/net10.0/{id}.xml")!.Open()).Descendants("member");
        Assert.Contains(members, member => member.Attribute("name")!.Value ==
            id switch
            {
                "LearnDL" => "T:LearnDL.Layers.Dense",
                "LearnDL.Plots" => "T:LearnDL.Plots.LearningCurvePlot",
                _ => "T:LearnDL.Interop.OnnxExport",
            }
            && member.Element("summary")!.Value.Trim().Length > 20);
    }

    [Fact]
    public void A_debugger_finds_the_sources_in_the_symbols()
    {
        using var package = ZipFile.OpenRead(packed.File("LearnDL"));
        using var symbols = new MemoryStream();
        package.GetEntry("lib/net10.0/LearnDL.pdb")!.Open().CopyTo(symbols);
        symbols.Position = 0;
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(symbols);
        var reader = pdb.GetMetadataReader();
        var source = new Guid("0e8a571b-6926-466e-b4ad-8ab04611f5fe"); // "embedded source", of portable PDBs

        var without = reader.Documents
            .Where(document => !reader.GetCustomDebugInformation(document)
                .Any(part => reader.GetGuid(reader.GetCustomDebugInformation(part).Kind) == source))
            .Select(document => reader.GetString(reader.GetDocument(document).Name));

        Assert.True(reader.Documents.Count > 100);
        Assert.Empty(without);
    }

    /// <summary>The repository's README shows it with the usings that a project without the package needs.</summary>
    [Fact]
    public void The_example_is_the_one_of_the_README()
    {
        var readme = CodeBlock().Match(File.ReadAllText(Path.Combine(PackedFolder.Engine, "..", "README.md")));
        var lines = readme.Groups[1].Value.Split('\n')
            .SkipWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal));

        Assert.Equal(example, string.Join('\n', lines));
    }

    static string Shown(string id) => File.ReadAllText(Path.Combine(PackedFolder.Engine, id, "PACKAGE.md"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
