namespace Lessons.Functional;

/// <summary>Mails, row for row: the words of subject and body, the habits (N, 8), and 1 for spam (N).</summary>
sealed record Mails(string[] Subjects, string[] Bodies, Tensor Habits, Tensor Y)
{
    /// <summary>How many words of subject and body are read.</summary>
    public const int SubjectLength = 12, BodyLength = 30;

    public int Count => Y.Size;

    public Mails Rows(int[] rows) => new([.. rows.Select(row => Subjects[row])], [.. rows.Select(row => Bodies[row])],
        Habits.Gather(rows), Y.Gather(rows));

    #region cut
    // The first words are the subject; a habit says how many.
    public static Mails Of(
        ListDataset<string> words, Dataset habits)
    {
        var (texts, y) = words;
        var subjects = new string[texts.Length];
        var bodies = new string[texts.Length];
        for (var n = 0; n < texts.Length; n++)
        {
            var all = texts[n].Split(' ');
            var head = (int)habits.X.At(n, 0);
            subjects[n] = string.Join(' ',
                all[..head].Take(SubjectLength));
            bodies[n] = string.Join(' ',
                all[head..].Take(BodyLength));
        }
        return new(subjects, bodies, habits.X, y);
    }
    #endregion

    /// <summary>Whether a program wrote it that turns headlines into mails: its text begins with a link.</summary>
    public bool IsNewsFeed(int n) => Bodies[n].StartsWith("url <url>", StringComparison.Ordinal);
}
