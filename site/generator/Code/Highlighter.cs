using System.Net;
using System.Text;
using LearnDL.Site.Content;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.Text;

namespace LearnDL.Site.Code;

/// <summary>
/// C# as HTML, coloured by the compiler's own classifier. That takes seconds for all files, so what was classified once is
/// kept for the next build, as long as no file changes.
/// </summary>
public sealed class Highlighter(SiteFolders folders) : IDisposable
{
    readonly Dictionary<string, (SourceText Text, IReadOnlyList<ClassifiedSpan> Spans)> files = [];
    readonly Dictionary<string, string> loose = [];
    SourceProjects projects = new(folders);

    /// <summary>The lines of a snippet, moved to the left margin.</summary>
    public string Html(Snippet snippet, SourceFile file) =>
        CodeLines.Html(Lines(snippet, file).Select(line => line.Html));

    /// <summary>Each line of a snippet with its number in the file, from 1.</summary>
    public IEnumerable<(int Number, string Html)> Lines(Snippet snippet, SourceFile file)
    {
        var classified = Spans(file);
        var (lines, indent) = file.Shown(snippet);
        return lines.Select(line => (line.LineNumber + 1,
            Html(file.Text, TextSpan.FromBounds(Math.Min(line.Start + indent, line.End), line.End), classified)));
    }

    IReadOnlyList<ClassifiedSpan> Spans(SourceFile file)
    {
        if (files.TryGetValue(file.Name, out var known))
        {
            if (known.Text.ContentEquals(file.Text)) return known.Spans;
            projects.Dispose(); // a name in one file may now be of another kind in all
            projects = new(folders);
            files.Clear();
        }
        var spans = Classify(projects.Document(file), file.Text.Length);
        files[file.Name] = (file.Text, spans);
        return spans;
    }

    /// <summary>A whole file, coloured by its syntax alone unless the compiler was asked about it before.</summary>
    public IEnumerable<(int Number, string Html)> AllLines(SourceFile file)
    {
        files.TryAdd(file.Name, (file.Text, SyntaxColours.Of(file.Root)));
        return Lines(file.Whole, file);
    }

    /// <summary>A piece of C# that stands in no file.</summary>
    public string Html(string code)
    {
        if (loose.TryGetValue(code, out var html)) return html;
        var text = SourceText.From(code);
        var classified = Classify(projects.Loose(text), text.Length);
        return loose[code] = CodeLines.Html(text.Lines.Select(line => Html(text, line.Span, classified)));
    }

    public void Dispose() => projects.Dispose();

    static IReadOnlyList<ClassifiedSpan> Classify(Document document, int length) =>
        [.. Classifier.GetClassifiedSpansAsync(document, new TextSpan(0, length)).GetAwaiter().GetResult()
            .Where(span => ClassOf(span.ClassificationType).Length > 0).OrderBy(span => span.TextSpan.Start)];

    static string Html(SourceText text, TextSpan range, IReadOnlyList<ClassifiedSpan> spans)
    {
        var html = new StringBuilder();
        var at = range.Start;
        foreach (var span in spans)
        {
            if (span.TextSpan.Intersection(range) is not { Length: > 0 } part || part.Start < at) continue;
            html.Append(Encode(at, part.Start))
                .Append($"<span class=\"{ClassOf(span.ClassificationType)}\">{Encode(part.Start, part.End)}</span>");
            at = part.End;
        }
        return html.Append(Encode(at, range.End)).ToString();

        string Encode(int start, int end) => WebUtility.HtmlEncode(text.ToString(TextSpan.FromBounds(start, end)));
    }

    static string ClassOf(string classification) => classification switch
    {
        ClassificationTypeNames.Keyword or ClassificationTypeNames.ControlKeyword => "k",
        ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral
            or ClassificationTypeNames.StringEscapeCharacter => "s",
        ClassificationTypeNames.NumericLiteral => "n",
        ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => "m",
        ClassificationTypeNames.ClassName or ClassificationTypeNames.RecordClassName
            or ClassificationTypeNames.StructName
            or ClassificationTypeNames.RecordStructName or ClassificationTypeNames.InterfaceName
            or ClassificationTypeNames.EnumName
            or ClassificationTypeNames.DelegateName or ClassificationTypeNames.TypeParameterName => "t",
        ClassificationTypeNames.PreprocessorKeyword or ClassificationTypeNames.PreprocessorText => "c",
        _ when classification.Contains("comment", StringComparison.Ordinal) => "c",
        _ => "",
    };
}
