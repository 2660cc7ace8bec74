namespace Lessons.Functional;

/// <summary>What turns mails into numbers; it has seen the training mails only.</summary>
sealed class Reader
{
    /// <summary>Word numbers below this one are used.</summary>
    public const int Vocabulary = 5_000;

    readonly Tokenizer tokenizer = new(numWords: Vocabulary);
    readonly Standardizer scale;

    public Reader(Mails train)
    {
        tokenizer.FitOnTexts(Texts(train));
        scale = Standardizer.Fit(Habits.Prepare(train.Habits));
    }

    #region read
    public Inputs Read(Mails mails) => new(this, mails,
        Numbers(mails.Subjects, Mails.SubjectLength), // (N, 12)
        Numbers(mails.Bodies, Mails.BodyLength),      // (N, 30)
        scale.Apply(Habits.Prepare(mails.Habits)));   // (N, 9)

    Tensor Numbers(string[] texts, int length) =>
        tokenizer.TextsToSequences(texts)
            .PadSequences(maxLength: length);
    #endregion

    public Tensor Bag(Mails mails) => tokenizer.TextsToMatrix(Texts(mails));

    static string[] Texts(Mails mails) =>
        [.. mails.Subjects.Zip(mails.Bodies, (subject, body) => $"{subject} {body}")];
}
