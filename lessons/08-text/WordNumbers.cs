using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 2: words become numbers, and mails of any length become rows of one.</summary>
static class WordNumbers
{
    /// <summary>Word numbers below this one are used; T, the words of a mail that are read.</summary>
    public const int Vocabulary = 10_000, Length = 200;

    #region tokenizer
    public static Tokenizer Fit(string[] texts)
    {
        var tokenizer = new Tokenizer(numWords: Vocabulary);
        tokenizer.FitOnTexts(texts);    // training texts only
        return tokenizer;
    }
    #endregion

    #region read
    // Int32 (N, 200): short mails filled up with 0 at the front
    public static Tensor Read(
        Tokenizer tokenizer, string[] texts) =>
        tokenizer.TextsToSequences(texts)
            .PadSequences(maxLength: Length);
    #endregion

    public static void Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        run.Heading("Words become numbers");
        var tokenizer = Fit(split.Train.X);
        var page = run.Output("numbers");
        page.WriteLine("number  word      times");
        for (var number = 1; number <= 8; number++)
            page.WriteLine($"{number,6}  {tokenizer.IndexWord[number],-8} "
                + $"{tokenizer.WordCounts[tokenizer.IndexWord[number]],6:#,0}");

        const string Sentence = "Please click HERE, dear friend: zyxwv!";
        var numbers = tokenizer.TextsToSequences([Sentence])[0];
        page.WriteLine($"\n\"{Sentence}\"");
        page.WriteLine($"→ {string.Join(' ', numbers)}");
        page.WriteLine($"→ {string.Join(' ', numbers.Select(number => tokenizer.IndexWord[number]))}");

        var padded = run.Output("padded");

        #region padded
        int[][] lists =
            [[12, 7], [3, 3, 8, 1], [5, 6, 7, 8, 9, 10, 11]];
        padded.WriteLine(lists.PadSequences(maxLength: 5));
        #endregion

        var words = split.Validation.X.Sum(text => new Tokenizer().CountWords(text));
        var known = tokenizer.TextsToSequences(split.Validation.X).Sum(list => list.Length);
        run.Metric("words", "different words in the training mails", tokenizer.WordIndex.Count, "#,0");
        run.Metric("once", "share of them that occur only once",
            tokenizer.WordCounts.Values.Count(count => count == 1) / (double)tokenizer.WordCounts.Count, "0%");
        run.Metric("known", "share of the validation mails' running words that have a number",
            known / (double)words, "0.0%");
    }

    /// <summary>The words a text has for a tokenizer that knows them all.</summary>
    static int CountWords(this Tokenizer all, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        all.FitOnTexts([text]);
        return all.WordCounts.Values.Sum();
    }
}
