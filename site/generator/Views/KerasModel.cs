using LearnDL.Site.Api;
using LearnDL.Site.Content;

namespace LearnDL.Site.Views;

/// <summary>The table of what there is of Keras.</summary>
public sealed record KerasModel(string From, IReadOnlyList<KerasGroup> Groups)
{
    public int Here => Groups.Sum(group => group.Here);

    public int All => Groups.Sum(group => group.Entries.Count);

    public string Link(KerasEntry entry) => $"{Urls.Relative(From, "api.html")}#{entry.Id}";
}
