namespace LearnDL.Site.Content;

/// <summary>A page before it is rendered: its Markdown, its front matter, and where it goes.</summary>
public sealed record SitePage(string Source, string Url, string? Lesson, string Text, Metadata Metadata)
{
    public string Title => Metadata.Text("Title");
    public string NavigationTitle => Metadata.Has("NavigationTitle") ? Metadata.Text("NavigationTitle") : Title;
    public string Description => Metadata.Text("Description");
    public string? Section => Metadata.Has("Section") ? Metadata.Text("Section") : null;
    public int Order => Metadata.Number("Order");
    public int SectionOrder => Metadata.Has("SectionOrder") ? Metadata.Number("SectionOrder") : Order;
}
