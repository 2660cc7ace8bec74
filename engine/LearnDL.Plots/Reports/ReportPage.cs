using System.Xml.Linq;

namespace LearnDL.Plots;

/// <summary>
/// A page in sections. It is made as XML, which escapes every text, and is HTML as well: no element but those without
/// content is empty.
/// </summary>
sealed class ReportPage(string title, string lead)
{
    readonly List<XElement> sections = [];

    /// <summary>Adds a section, unless there is nothing in it.</summary>
    public void Add(string heading, params IEnumerable<XElement> content)
    {
        XElement[] all = [.. content];
        if (all.Length > 0)
            sections.Add(new XElement("section", new XElement("h2", heading), all));
    }

    public string ToHtml()
    {
        var head = new XElement("head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"),
                new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
            new XElement("title", title),
            new XElement("style", ReportStyle.Css));
        var body = new XElement("body", new XElement("main",
            new XElement("h1", title), new XElement("p", lead), sections,
            new XElement("footer", "Written by LearnDL.")));
        var page = new XElement("html", new XAttribute("lang", "en"), head, body);
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>A picture of this width at most; it is an SVG, and stays one.</summary>
    public static XElement Picture(string svg, string kind = "picture") =>
        new("figure", new XAttribute("class", kind), XElement.Parse(svg));

    /// <summary>Pictures beside and below each other.</summary>
    public static XElement Gallery(IEnumerable<XElement> pictures) =>
        new("div", new XAttribute("class", "gallery"), pictures);

    /// <summary>What is wider than a narrow screen moves in a frame of its own, with the keyboard too.</summary>
    public static XElement Scrolling(string label, XElement content) =>
        new("div", new XAttribute("class", "scroll"), new XAttribute("role", "region"),
            new XAttribute("tabindex", "0"), new XAttribute("aria-label", label), content);

    /// <summary>A table whose columns after the first are numbers.</summary>
    public static XElement Table(IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows) =>
        new("table", new XAttribute("class", "numbers"),
            new XElement("thead", new XElement("tr", headings.Select(text =>
                new XElement("th", new XAttribute("scope", "col"), text)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select((text, i) =>
                i == 0 ? new XElement("th", new XAttribute("scope", "row"), text) : new XElement("td", text))))));

    /// <summary>A table of names and what they are.</summary>
    public static XElement Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        new("table", new XElement("tbody", pairs.Select(pair => new XElement("tr",
            new XElement("th", new XAttribute("scope", "row"), pair.Name), new XElement("td", pair.Value)))));
}
