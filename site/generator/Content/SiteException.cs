namespace LearnDL.Site.Content;

/// <summary>The site was not built; every problem that was found is listed.</summary>
public sealed class SiteException(IReadOnlyList<SiteProblem> problems)
    : Exception("The site was not built: "
        + $"{problems.Count} problem{(problems.Count == 1 ? "" : "s")}.\n{string.Join("\n", problems)}")
{
    public IReadOnlyList<SiteProblem> Problems { get; } = problems;
}
