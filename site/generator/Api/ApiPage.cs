using AspNetCoreGeneratedDocument;
using LearnDL.Site.Markdown;
using LearnDL.Site.Views;

namespace LearnDL.Site.Api;

/// <summary>The shortcode Api: every public type of the engine, and a page for each file that it stands in.</summary>
static class ApiPage
{
    public static string Html(PageContext context)
    {
        var catalogue = context.Api.Value;
        var files = catalogue.Types.SelectMany(type => type.Members.Select(member => member.File).Append(type.File))
            .Concat(catalogue.Activations.Select(name => name.File));
        foreach (var file in files) context.Snippets.File(file); // a file that was asked for gets a page
        return new theme__Api().Render(new ApiModel(context.Page.Url, catalogue, new ShownIn(context.Pages), context.Pages));
    }
}
