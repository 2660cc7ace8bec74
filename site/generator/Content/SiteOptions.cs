using LearnDL.Lessons;

namespace LearnDL.Site.Content;

/// <summary>What to build, and how to tell which lesson's record belongs to the current sources.</summary>
/// <param name="Folders">Where things are.</param>
/// <param name="SourcesOf">The sources of a lesson as they are.</param>
/// <param name="AllowQuick">Whether quick runs may be shown, with a banner.</param>
/// <param name="MayBeUnmeasured">Whether a lesson may have no numbers yet: its page then says that they are being
/// measured. Otherwise that is a problem.</param>
/// <param name="IsLive">Whether the pages ask the program that serves them how far it has come.</param>
public sealed record SiteOptions(SiteFolders Folders, Func<string, LessonSources> SourcesOf, bool AllowQuick = false,
    bool MayBeUnmeasured = false, bool IsLive = false);
