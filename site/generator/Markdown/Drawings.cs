using System.Net;
using System.Xml.Linq;
using LearnDL.Site.Content;

namespace LearnDL.Site.Markdown;

/// <summary>
/// A drawing of a run as a page shows it. A small one stands inside the page, where it follows the reader's dark mode
/// in every browser. A large one, such as forty digits, would be loaded before the text that speaks of it: it goes into
/// two files, by day and by night, and the browser fetches the one it needs when the reader comes near.
/// </summary>
public static class Drawings
{
    const int MostInPage = 12 * 1024; // characters of SVG inside a page
    const string DarkOnly = "@media (prefers-color-scheme:dark)";

    /// <param name="url">Where in the site the drawing lies if it is large.</param>
    public static string Html(PageContext context, string file, string alt, string url)
    {
        var svg = XDocument.Load(file).Root!;
        svg.Elements().Where(e => e.Name.LocalName is "title" or "desc").Remove();
        svg.SetAttributeValue("aria-labelledby", null);
        svg.SetAttributeValue("role", "img");
        if (!IsLarge(svg))
        {
            svg.SetAttributeValue("aria-label", alt);
            return svg.ToString(SaveOptions.DisableFormatting);
        }

        var (day, night) = (url, url.Replace(".svg", "-dark.svg", StringComparison.Ordinal));
        context.Drawings[day] = Variant(svg, isDark: false);
        context.Drawings[night] = Variant(svg, isDark: true);
        var size = svg.Attribute("viewBox")!.Value.Split(' ');
        return $"""
            <picture>
              <source media="(prefers-color-scheme: dark)" srcset="{Urls.Relative(context.Page.Url, night)}">
              <img src="{Urls.Relative(context.Page.Url, day)}" alt="{WebUtility.HtmlEncode(alt)}" loading="lazy"
                width="{size[2]}" height="{size[3]}">
            </picture>
            """;
    }

    static bool IsLarge(XElement svg) =>
        svg.Descendants().Any(e => e.Name.LocalName == "image") || svg.ToString().Length > MostInPage;

    /// <summary>One of its two looks, without what only the other shows.</summary>
    static string Variant(XElement drawing, bool isDark)
    {
        var svg = new XElement(drawing);
        svg.Descendants().Where(e => (string?)e.Attribute("class") == (isDark ? "day" : "night")).Remove();
        foreach (var style in svg.Descendants().Where(e => e.Name.LocalName == "style"))
            style.Value = style.Value.Replace(DarkOnly, isDark ? "@media all" : "@media not all",
                StringComparison.Ordinal);
        return svg.ToString(SaveOptions.DisableFormatting);
    }
}
