namespace LearnDL.Site.Api;

/// <summary>A heading of Keras's index.</summary>
public sealed record KerasGroup(string Title, IReadOnlyList<KerasEntry> Entries)
{
    /// <summary>How many of its names there are here.</summary>
    public int Here => Entries.Count(entry => entry.Here is not null);

    public string Id => "keras-" + Title.Replace(' ', '-').ToLowerInvariant();
}
