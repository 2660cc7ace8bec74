namespace LearnDL.Site.Content;

/// <summary>Collects what is wrong, so that one build reports all of it.</summary>
public sealed class Problems
{
    readonly List<SiteProblem> found = [];

    public void Add(string file, int line, string what, string fix)
    {
        var problem = new SiteProblem(file, line, what, fix);
        if (!found.Contains(problem)) found.Add(problem);
    }

    public void ThrowIfAny()
    {
        if (found.Count > 0)
            throw new SiteException([.. found.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);
    }
}
