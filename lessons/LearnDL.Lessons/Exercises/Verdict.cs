namespace LearnDL.Lessons;

/// <summary>The judgement of one answer, with a hint that helps on.</summary>
public sealed record Verdict(VerdictKind Kind, string Hint)
{
    public static Verdict Right(string note = "") => new(VerdictKind.Right, note);

    public static Verdict Wrong(string hint) => new(VerdictKind.Wrong, hint);
}
