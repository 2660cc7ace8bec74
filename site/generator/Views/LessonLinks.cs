using LearnDL.Site.Content;

namespace LearnDL.Site.Views;

/// <summary>The lessons in order, as a page at <see cref="From"/> links to them.</summary>
public sealed record LessonLinks(string From, IReadOnlyList<SitePage> Lessons);
