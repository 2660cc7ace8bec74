namespace LearnDL.Site.Content;

/// <summary>
/// Where the site is published, if anybody has said so: the key SiteAddress of site/input/_directory.yml. Whole
/// addresses, as search engines and previews want them, exist only then; links inside the site stay relative.
/// </summary>
public sealed record SiteAddress(string Root)
{
    const string Key = "SiteAddress";

    /// <summary>Null where there is none, or none that can be used.</summary>
    public static SiteAddress? Of(IReadOnlyList<SitePage> pages) =>
        Uri.TryCreate(Written(pages), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new(Written(pages)!.TrimEnd('/') + "/") : null;

    /// <summary>Says what is wrong with an address that cannot be used.</summary>
    public static void Check(IReadOnlyList<SitePage> pages, Problems problems)
    {
        if (Written(pages) is { } written && Of(pages) is null)
            problems.Add("site/input/_directory.yml", 0, $"the {Key} \"{written}\" is no address of a site",
                $"write a whole one, \"{Key}: https://example.org/learn\", or leave the line out.");
    }

    static string? Written(IReadOnlyList<SitePage> pages) =>
        pages[0].Metadata.Has(Key) ? pages[0].Metadata.Text(Key) : null;

    /// <summary>Its path on its server: "/", or "/learndl/".</summary>
    public string Folder => new Uri(Root).AbsolutePath;

    /// <summary>The whole address; a folder's own page is named by its folder.</summary>
    public string Whole(string url)
    {
        const string index = "index.html";
        return Root + (url == index || url.EndsWith('/' + index, StringComparison.Ordinal) ? url[..^index.Length] : url);
    }
}
