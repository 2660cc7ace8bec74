namespace LearnDL.Site.Content;

/// <summary>One reason why the site cannot be built: where, what, and how to mend it.</summary>
public sealed record SiteProblem(string File, int Line, string What, string Fix)
{
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")}: {What}\n    fix: {Fix}";
}
