namespace LearnDL.Site.Search;

/// <summary>One thing that a search can find.</summary>
/// <param name="Url">From the root of the site, with the place on the page.</param>
/// <param name="Title">What a reader sees: a heading, a term, a type.</param>
/// <param name="Within">What it is a part of: the page of a section.</param>
/// <param name="Names">Further names that find it as its title does: "test set" for the held-out set.</param>
/// <param name="Text">What is searched and shown.</param>
/// <param name="Words">What is searched and not shown: the words of code and of outputs.</param>
public sealed record SearchEntry(SearchKind Kind, string Url, string Title, string Within, string Text,
    string Names = "", string Words = "");
