namespace LearnDL.Site.Content;

/// <summary>
/// Where the site is published, if anybody has said so: the key SiteAddress of site/input/_directory.yml. Whole
/// addresses, as search engines and previews want them, exist only then; links inside the site stay relative.
/// </summary>
public sealed record SiteAddress(string Root)
{
    const string Key = "SiteAddress";

    public static SiteAddress? Of(IReadOnlyList<SitePage> pages) =>
        pages[0].Metadata.Has(Key) ? new(pages[0].Metadata.Text(Key).TrimEnd('/') + "/") : null;

    /// <summary>Its path on its server: "/", or "/learndl/".</summary>
    public string Folder => new Uri(Root).AbsolutePath;

    /// <summary>The whole address; a folder's own page is named by its folder.</summary>
    public string Of(string url)
    {
        const string index = "index.html";
        return Root + (url == index || url.EndsWith('/' + index, StringComparison.Ordinal) ? url[..^index.Length] : url);
    }
}
