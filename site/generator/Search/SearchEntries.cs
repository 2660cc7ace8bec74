using System.Net;
using System.Text.RegularExpressions;
using LearnDL.Site.Api;
using LearnDL.Site.Code;
using LearnDL.Site.Glossary;
using LearnDL.Site.Pages;

namespace LearnDL.Site.Search;

/// <summary>Everything a search can find: sections of pages, terms, types with their members, source files.</summary>
static partial class SearchEntries
{
    public const string Api = "API";

    public static IReadOnlyList<SearchEntry> Of(IReadOnlyList<RenderedPage> pages, IReadOnlyList<GlossaryTerm> terms,
        ApiCatalogue catalogue)
    {
        var api = pages.Where(page => page.Document.QuerySelector(".api-type") is not null).ToList();
        var texts = pages.Where(page => page.Page is not null && !api.Contains(page) && page.Url != GlossaryTerm.Page);
        var sources = pages.Where(page => page.Page is null).Select(page => new SearchEntry(SearchKind.Source, page.Url,
            page.Source.Split('/')[^1], page.Source, ""));
        return
        [
            .. texts.SelectMany(PageSections.Of), .. terms.Select(Term),
            .. api.Count == 0 ? [] : ApiGroup.Of(catalogue).SelectMany(group => group.Types.SelectMany(type =>
                Type(type, group.Page).Take(group.HasMembers ? int.MaxValue : 1))),
            .. api.Count == 0 ? [] : catalogue.Activations.Select(name => Member("Activation", name)), .. sources,
        ];
    }

    static SearchEntry Term(GlossaryTerm term) => new(SearchKind.Term, $"{GlossaryTerm.Page}#{term.Id}", term.Name,
        "Glossary", term.Text, Names: string.Join(", ", term.OtherNames));

    static IEnumerable<SearchEntry> Type(ApiType type, string page) =>
        type.Members.Select(member => Member(type.Name, member)).Prepend(new SearchEntry(SearchKind.Api,
            $"{page}#{type.Id}", type.Name, type.Lesson is null ? Api : $"{Api}, explained in lesson {ShownIn.Number(type.Lesson)}",
            PageSections.One($"{Plain(type.Html)} {string.Join(' ', type.Settings.Select(Told))}")));

    static string Told(ApiSetting setting) => $"{setting.Name}: {Plain(setting.Html)}";

    static SearchEntry Member(string type, ApiMember member) => new(SearchKind.Member,
        $"{Snippets.UrlOf(member.File)}#L{member.Line}", member.Name, type, Plain(member.Html));

    static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
