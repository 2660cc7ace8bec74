using LearnDL.Site.Api;
using LearnDL.Site.Content;

namespace LearnDL.Site.Views;

/// <summary>The table of what there is of Keras.</summary>
public sealed record KerasModel(string From, IReadOnlyList<KerasGroup> Groups, IReadOnlyList<ApiGroup> Api)
{
    public int Here => Groups.Sum(group => group.Here);

    public int All => Groups.Sum(group => group.Entries.Count);

    public string Link(KerasEntry entry)
    {
        var group = Api.FirstOrDefault(one => one.Id == entry.Id || one.Types.Any(type => type.Id == entry.Id));
        return $"{Urls.Relative(From, group?.Page ?? "api.html")}#{entry.Id}";
    }
}
