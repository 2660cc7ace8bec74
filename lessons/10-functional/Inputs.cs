namespace Lessons.Functional;

/// <summary>
/// Mails as a network reads them: word numbers Int32 (N, 12) and (N, 30), standardised habits (N, 9), and 1 for spam.
/// </summary>
sealed record Inputs(Reader Reader, Mails Mails, Tensor Subject, Tensor Body, Tensor Habits)
{
    public Tensor Y => Mails.Y;

    /// <summary>1 where a word is in the mail, else 0: (N, 5000). Large, so made when it is needed.</summary>
    public Tensor Bag => Reader.Bag(Mails);
}
