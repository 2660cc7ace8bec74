using LearnDL.Site.Checks;
using LearnDL.Site.Code;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearnDL.Site.Markdown;

/// <summary>Markdig's advanced set with our shortcodes, formulas from the cache and highlighted code.</summary>
public sealed class SiteMarkdown(PageContext context) : IMarkdownExtension
{
    /// <summary>Marks where in the source a link stands, until the links are checked.</summary>
    public const string LineAttribute = "data-line";

    public static string Render(PageContext context)
    {
        var pipeline = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UseYamlFrontMatter()
            .UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub)
            .UseAdvancedExtensions()
            .Use(new SiteMarkdown(context))
            .Build();
        var document = Markdig.Markdown.Parse(context.Page.Text, pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            link.GetAttributes().AddPropertyIfNotExist(LineAttribute, $"{link.Line + 1}");
        PercentGuard.Check(document, context);
        ShortcodePairs.Check(document, context);
        return document.ToHtml(pipeline);
    }

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Replace<HtmlBlockParser>(new PlainHtmlBlockParser());
        pipeline.BlockParsers.InsertBefore<PlainHtmlBlockParser>(new ShortcodeBlockParser());
        pipeline.InlineParsers.InsertBefore<AutolinkInlineParser>(new ShortcodeInlineParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        var shortcodes = new Shortcodes(context);
        // before MathBlock, which is one too
        renderer.ObjectRenderers.Insert(0, new Renderer<FencedCodeBlock>((to, code) => to.WriteLine(Fenced(code))));
        renderer.ObjectRenderers.Insert(0,
            new Renderer<ShortcodeBlock>((to, block) => to.WriteLine(shortcodes.Block(block))));
        renderer.ObjectRenderers.Insert(0,
            new Renderer<ShortcodeInline>((to, inline) => to.Write(shortcodes.Inline(inline))));
        renderer.ObjectRenderers.Insert(0, new Renderer<MathInline>((to, math) =>
            to.Write(Formula(math.Content.ToString(), math.DelimiterCount == 2, math.Line))));
        renderer.ObjectRenderers.Insert(0,
            new Renderer<MathBlock>((to, math) => to.WriteLine(Formula(math.Lines.ToString(), true, math.Line))));
    }

    string Formula(string tex, bool display, int line)
    {
        var math = context.Math.Find(tex, display);
        if (math is null)
            context.Problem(line, $"the formula {MathCache.Key(tex)} is not in site/math/cache.json",
                "run: cd site/math && npm ci && node render.mjs");
        // A wide formula scrolls by itself, and a keyboard can reach it.
        return display ? $"""<span class="formula" role="group" tabindex="0" aria-label="Formula">{math}</span>"""
            : math ?? "";
    }

    string Fenced(FencedCodeBlock code)
    {
        var text = code.Lines.ToString();
        var html = code.Info is "csharp" or "cs" ? context.Highlighter.Html(text)
            : CodeLines.Html(text.Split('\n').Select(System.Net.WebUtility.HtmlEncode)!);
        return $"""<figure class="code"><pre><code>{html}</code></pre></figure>""";
    }

    sealed class Renderer<T>(Action<HtmlRenderer, T> write) : HtmlObjectRenderer<T> where T : MarkdownObject
    {
        protected override void Write(HtmlRenderer renderer, T item) => write(renderer, item);
    }
}
