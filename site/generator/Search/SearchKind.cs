namespace LearnDL.Site.Search;

/// <summary>What a search can find; the script that ranks knows the names.</summary>
public enum SearchKind
{
    Page,
    Lesson,
    Term,
    Api,
    Member,
    Source,
}
