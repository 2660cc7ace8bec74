using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace LearnDL.Site.Api;

/// <summary>The XML documentation above a declaration, as text of a page.</summary>
public sealed partial class XmlSummary
{
    readonly XElement root;

    XmlSummary(XElement root) => this.root = root;

    /// <summary>What stands above a declaration; empty where nothing does.</summary>
    public static XmlSummary Of(SyntaxNode node)
    {
        var lines = node.GetLeadingTrivia().ToFullString().Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal)).Select(line => line[3..].Trim());
        try
        {
            return new XmlSummary(XElement.Parse($"<doc>{string.Join('\n', lines)}</doc>"));
        }
        catch (XmlException)
        {
            return new XmlSummary(new XElement("doc")); // the compiler reports it
        }
    }

    /// <summary>All of the summary; "" where there is none, or it is inherited.</summary>
    public string Html => Text(root.Element("summary"));

    /// <summary>The summary up to its first full stop.</summary>
    public string FirstSentence => Sentence().Match(Html) is { Success: true } match ? match.Value : Html;

    /// <summary>The sentences of the summary with a word in them; not those that say "as in Keras 3".</summary>
    public IEnumerable<string> SentencesAbout(string word) => SentencesAbout(word, Html);

    /// <summary>The same of a text that was read already.</summary>
    public static IEnumerable<string> SentencesAbout(string word, string html)
    {
        for (var rest = html; rest.Length > 0;)
        {
            var sentence = Sentence().Match(rest) is { Success: true } match ? match.Value : rest;
            rest = rest[sentence.Length..].TrimStart();
            if (sentence.Contains(word, StringComparison.Ordinal) && !AsInKeras().IsMatch(sentence))
                yield return sentence;
        }
    }

    /// <summary>"Explained in lesson 02-pima": the lesson's folder.</summary>
    public string? Lesson => Explained().Match(root.Value) is { Success: true } match ? match.Groups[1].Value : null;

    public string Parameter(string name) =>
        Text(root.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == name));

    static string Text(XElement? element) => element is null ? ""
        : Gap().Replace(string.Concat(element.Nodes().Select(Written)), " ").Trim();

    static string Written(XNode node) => node switch
    {
        XText text => WebUtility.HtmlEncode(text.Value),
        XElement { Name.LocalName: "see" or "seealso" } see => Code(Reference(see)),
        XElement { Name.LocalName: "paramref" or "typeparamref" } named => Code(named.Attribute("name")?.Value ?? ""),
        XElement { Name.LocalName: "c" or "code" } code => Code(code.Value),
        XElement other => string.Concat(other.Nodes().Select(Written)) + " ",
        _ => "",
    };

    static string Reference(XElement see) =>
        (see.Attribute("cref") ?? see.Attribute("langword"))?.Value.Replace('{', '<').Replace('}', '>') ?? see.Value;

    static string Code(string text) => $"<code>{WebUtility.HtmlEncode(text)}</code>";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();

    // A sentence ends where another begins; "x.y" and "e.g. this" do not end one.
    [GeneratedRegex(@"^.+?[.!?](?=\s+(?:(?:<code>)?\p{Lu}|[a-z] (?:is|are|has) )|$)")]
    private static partial Regex Sentence();

    [GeneratedRegex("[Aa]s in Keras 3|are Keras's")]
    private static partial Regex AsInKeras();

    [GeneratedRegex(@"Explained in lesson (\d\d-[a-z]+)")]
    private static partial Regex Explained();
}
