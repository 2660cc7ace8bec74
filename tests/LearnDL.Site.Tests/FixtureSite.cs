using System.Text.Json;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Pages;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Tests;

/// <summary>
/// A small repository in a temporary folder: one page, one lesson, one committed record. Tests break one thing in it.
/// </summary>
sealed class FixtureSite : IDisposable
{
    public const string Hash = "of-now", Engine = "engine-of-now";

    const string Picture = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 300"><title>t</title><path d="M0 0L9 9"/></svg>""";

    public FixtureSite()
    {
        Folders = new SiteFolders(Directory.CreateTempSubdirectory("learndl-site-").FullName);
        Write("LearnDL.sln", "");
        Write("site/theme/style.css", "body { color: black }");
        Write("site/theme/favicon.svg", """<svg xmlns="http://www.w3.org/2000/svg"/>""");
        Write("site/theme/live.js", "");
        Write("site/theme/search/open.js", "");
        Write("site/theme/terms.js", "");
        Write("site/math/cache.json",
            """{ "inline": { "a + b": "<math><mi>a</mi></math>" }, "display": { "x^2": "<math display=\"block\"><mi>x</mi></math>" } }""");
        Write("site/input/_directory.yml", "SiteTitle: Fixture");
        Write("site/input/index.md", Page("Home", "Welcome to [the lesson](lessons/01-demo/index.html).", order: 0));
        Write("lessons/01-demo/lesson.md", Page("Demo", "## First\n\nSome text.", order: 10));
        Write("lessons/01-demo/Demo.cs", Code);
        WriteRecord(Hash, quick: false);
        WriteSweep(worst: 2.5e-10);
    }

    public SiteFolders Folders { get; }

    public static string Page(string title, string text, int order = 1) =>
        $"---\nTitle: {title}\nDescription: About {title}.\nOrder: {order}\n---\n{text}\n";

    /// <summary>Replaces the text of the lesson; its first line is line 6 of the file.</summary>
    public FixtureSite Lesson(string text)
    {
        Write("lessons/01-demo/lesson.md", Page("Demo", text, order: 10));
        return this;
    }

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folders.Full(name))!);
        File.WriteAllText(Folders.Full(name), text);
    }

    public SiteOptions Options => new(Folders,
        _ => new LessonSources(Hash, Engine, new Dictionary<string, string> { ["demo.csv"] = "abc" }));

    /// <summary>The committed record, or what this machine measured, in the folder "run".</summary>
    public void WriteRecord(string hash, bool quick, string alt = "A falling curve", string folder = "record",
        string engine = Engine, double accuracy = 0.7795, string weights = "def", string printed = "1 < 2\nand so on\n")
    {
        Write($"lessons/01-demo/{folder}/history.svg", Picture);
        Write($"lessons/01-demo/{folder}/record.json", $$"""
        {
          "lesson": "01-demo", "title": "Demo", "seed": 7, "quick": {{JsonSerializer.Serialize(quick)}},
          "startedUtc": "2026-01-02T03:04:05Z", "seconds": 3.2,
          "machine": { "processor": "P", "cores": 2, "os": "O", "framework": ".NET 10", "simd": "512 bits" },
          "sourceHash": "{{hash}}", "engineHash": "{{engine}}", "commit": "0123456789abcdef",
          "data": [ { "file": "demo.csv", "sha256": "abc" } ],
          "metrics": { "accuracy": { "label": "test accuracy", "value": {{accuracy:R}}, "text": "{{accuracy:0.00%}}" } },
          "outputs": { "printed": {{JsonSerializer.Serialize(printed)}} },
          "pictures": {
            "history": { "file": "history.svg", "alt": {{JsonSerializer.Serialize(alt)}} },
            "gone": { "file": "gone.svg", "alt": "x" }
          },
          "weights": "{{weights}}"
        }
        """);
    }

    public void WriteSweep(double worst, int? configurations = null, long derivatives = 1234) =>
        new SweepReport(SweepReport.HashOfEngine(Folders), configurations ?? GradientRun.Full, 7, 0.5,
            [new("Dense", "layer", configurations ?? GradientRun.Full, derivatives, worst, "kernel[0,1]", 99)],
            new DateTime(2026, 1, 2), "0123456789abcdef", new("P", 2, "O", ".NET 10", "512 bits"))
            .Write(Folders.SweepReport);

    public IReadOnlyList<string> Build() => Build(Options);

    public static IReadOnlyList<string> Build(SiteOptions options)
    {
        using var builder = new SiteBuilder(options);
        return builder.Build();
    }

    public string BuiltLesson(SiteOptions? options = null)
    {
        Build(options ?? Options);
        return Output("lessons/01-demo/index.html");
    }

    public string Output(string url) => File.ReadAllText(Path.Combine(Folders.Output, url));

    /// <summary>Builds, which has to fail, and returns the one problem.</summary>
    public SiteProblem Problem() => Assert.Single(Assert.Throws<SiteException>(Build).Problems);

    public void Dispose() => Directory.Delete(Folders.Root, recursive: true);

    const string Code = """
        namespace Demo;

        /// <summary>Twice.</summary>
        sealed class Twice
        {
            #region rule
            // y = 2x
            public static int Of(int x) => 2 * x; // "two"
            #endregion

            public static string Name => "twice";
        }
        """;
}
