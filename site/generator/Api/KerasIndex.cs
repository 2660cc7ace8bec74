using AspNetCoreGeneratedDocument;
using LearnDL.Site.Content;
using LearnDL.Site.Markdown;
using LearnDL.Site.Views;
using YamlDotNet.Serialization;

namespace LearnDL.Site.Api;

/// <summary>
/// The shortcode KerasIndex: Keras's own index, name by name, with what there is of it here. The names stand in
/// site/input/_keras.yml; what is here, and where it differs, is read from the engine's sources.
/// </summary>
public static class KerasIndex
{
    public const string File = "site/input/_keras.yml";

    public static string Html(PageContext context) => new theme__Keras().Render(
        new KerasModel(context.Page.Url, Read(context.Folders, context.Api.Value), ApiGroup.Of(context.Api.Value)));

    public static IReadOnlyList<KerasGroup> Read(SiteFolders folders, ApiCatalogue catalogue)
    {
        var groups = new DeserializerBuilder().Build()
            .Deserialize<List<Dictionary<string, object>>>(System.IO.File.ReadAllText(folders.Full(File)));
        return [.. groups.Select(group => new KerasGroup($"{group["title"]}",
            [.. ((IEnumerable<object>)group["names"]).Select(name => Entry($"{name}", catalogue))]))];
    }

    static KerasEntry Entry(string line, ApiCatalogue catalogue)
    {
        var names = line.Split(" = ");
        var (keras, here) = (names[0], names[^1]);
        if (catalogue.Activations.FirstOrDefault(one => one.Name == here) is { } activation)
            return new KerasEntry(keras, $"\"{here}\"", "api-activations", [], activation);
        var parts = here.Split('.');
        var type = catalogue.Types.FirstOrDefault(one => one.Name == parts[0]);
        var member = parts.Length == 1 ? null : type?.Members.FirstOrDefault(one => one.Name == parts[1]);
        return type is null || (parts.Length == 2 && member is null) ? new KerasEntry(keras, null, null, [], null)
            : new KerasEntry(keras, here, type.Id, parts.Length == 1 ? type.AboutKeras : [], member);
    }
}
