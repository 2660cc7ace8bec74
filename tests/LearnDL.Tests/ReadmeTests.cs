using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LearnDL.Tests;

public sealed partial class ReadmeTests
{
    static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [Fact]
    public void TheExampleIsTheOneThatIsCompiled()
    {
        var readme = File.ReadAllText(Path.Combine(Folder(), "..", "..", "README.md"));
        var shown = CodeBlock().Match(readme).Groups[1].Value.Trim();
        var source = File.ReadAllLines(Path.Combine(Folder(), "ReadmeExample.cs"));
        var usings = source.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal));
        var body = source.SkipWhile(line => !line.Contains("#region")).Skip(1)
            .TakeWhile(line => !line.Contains("#endregion"));
        var compiled = string.Join('\n', [.. usings, "", .. body.Select(line => line.Length > 8 ? line[8..] : "")]);
        Assert.Equal(compiled, shown);
        Assert.InRange(shown.Split('\n').Length, 10, 16);
    }

    [Fact]
    public void TheExampleReachesThePublishedAccuracy()
    {
        var model = ReadmeExample.Run();
        Assert.Equal(150, model.History!.Epoch.Count);
        var (x, y) = LearnDL.Data.Datasets.Pima();
        Assert.True(model.Evaluate(x, y)["accuracy"] > 0.76);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
