using LearnDL.Site.Content;

namespace LearnDL.Site.Pages;

/// <summary>What to build, and how to tell whether a lesson's record belongs to the sources of now.</summary>
public sealed record SiteOptions(SiteFolders Folders, Func<string, string> SourceHashOf, bool AllowQuick = false);
