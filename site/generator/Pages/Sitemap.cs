using System.Xml.Linq;
using LearnDL.Site.Content;

namespace LearnDL.Site.Pages;

/// <summary>The list of pages that search engines read (sitemaps.org). It wants whole addresses.</summary>
static class Sitemap
{
    const string AtHome = "http://127.0.0.1:5080/";

    static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    internal static string Of(IReadOnlyList<SitePage> pages)
    {
        var address = SiteAddress.Of(pages);
        var known = address ?? new SiteAddress(AtHome);
        var root = new XElement(Schema + "urlset",
            pages.Select(page => new XElement(Schema + "url", new XElement(Schema + "loc", known.Whole(page.Url)))));
        if (address is null)
            root.AddFirst(new XComment(" Nobody has said yet where this site is published (the key SiteAddress of "
                + "site/input/_directory.yml): these are its addresses at home. "));
        return """<?xml version="1.0" encoding="utf-8"?>""" + "\n" + root + "\n";
    }
}
