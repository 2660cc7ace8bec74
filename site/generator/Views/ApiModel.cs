using LearnDL.Site.Api;
using LearnDL.Site.Code;
using LearnDL.Site.Content;

namespace LearnDL.Site.Views;

/// <summary>The API page: groups of types, and where a type is explained, shown and written.</summary>
public sealed record ApiModel(string From, ApiCatalogue Catalogue, ShownIn Shown, IReadOnlyList<SitePage> Pages)
{
    public IReadOnlyList<ApiGroup> Groups { get; } =
        [.. ApiGroup.Of(Catalogue)
            .Where(group => (group.Page == ApiGroup.DataPage) == (From == ApiGroup.DataPage))];

    public string Source(string file, int line) => $"{Urls.Relative(From, Snippets.UrlOf(file))}#L{line}";

    public SitePage? Explains(ApiType type) => Pages.FirstOrDefault(page => page.Lesson == type.Lesson && type.Lesson is not null);

    /// <summary>The lessons that show the file, without the one that explains the type.</summary>
    public IEnumerable<SitePage> Shows(ApiType type) =>
        Shown.Pages(type.File).Where(page => page.Lesson is not null && page != Explains(type));

    public string Link(SitePage page) => Urls.Relative(From, page.Url);
}
