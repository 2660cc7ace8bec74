namespace LearnDL.Site.Api;

/// <summary>A public method or property, its first sentence as HTML, and the line it stands on, from 1.</summary>
public sealed record ApiMember(string Name, string Html, string File, int Line);
