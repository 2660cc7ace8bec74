namespace LearnDL.Site.Code;

/// <summary>
/// Lines of a source file, counted from 0, end included; lines in <see cref="Hidden"/> are not shown.
/// </summary>
public sealed record Snippet(string File, int FirstLine, int LastLine, IReadOnlySet<int> Hidden);
