using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 3: the baseline. Which words a mail has, in no order, and one neuron on top.</summary>
static class BagOfWords
{
    public const int Epochs = 8;

    #region train
    public static Bag Train(ListDataset<string> mails, int seed)
    {
        var tokenizer = WordNumbers.Fit(mails.X);
        // 1 where the word is in the mail, else 0    (N, 10000)
        var x = tokenizer.TextsToMatrix(mails.X);
        var model = Network.BuildBag(seed);
        model.Fit(x, mails.Y, batchSize: 32, epochs: Epochs,
            verbose: 0);
        return new Bag(tokenizer, model);
    }
    #endregion

    public static Bag Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        run.Heading("A bag of words");
        var bag = Train(split.Train, run.Seed);
        run.Metric("bag-held", "validation accuracy of the bag of words", bag.Accuracy(split.Validation));
        OneWord(run, split);

        // Rare words have large weights by chance; those in few mails are left out here.
        var common = bag.Tokenizer.WordIndex.Where(pair => pair.Value < WordNumbers.Vocabulary
            && bag.Tokenizer.WordDocs[pair.Key] >= split.Train.Count / 100 && Mails.IsFit(pair.Key))
            .OrderByDescending(pair => bag.Weight(pair.Value)).ThenBy(pair => pair.Value).ToArray();
        var page = run.Output("weights");
        page.WriteLine("for spam           against");
        for (var k = 0; k < 12; k++)
        {
            var (spam, other) = (common[k], common[^(k + 1)]);
            page.WriteLine($"{Cut(spam.Key),-11} {bag.Weight(spam.Value),5:0.00}  {Cut(other.Key),-11} "
                + $"{bag.Weight(other.Value),5:0.00}");
        }
        return bag;
    }

    static string Cut(string word) => word.Length > 11 ? word[..10] + "…" : word;

    static void OneWord(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        var tokenizer = WordNumbers.Fit(split.Train.X);

        #region one-word
        // x (N, V): 1 where mail n has word v; y (N, 1): 1 for spam
        var (texts, classes) = split.Train;
        var x = tokenizer.TextsToMatrix(texts);
        var y = classes.Cast(DType.Float32).Reshape(-1, 1);
        // for each word: the mails it is in, the spam, the ham  (V)
        var with = x.SumRows();
        var spamWith = x.TransposedDot(y).Reshape(-1);
        var hamWith = with.Subtract(spamWith);
        var spam = y.Sum().Item();
        // "spam when the word is in it" is right for the spam with
        // it and the ham without it; the reverse for all others
        var right = spamWith.Subtract(hamWith).Shift(y.Size - spam);
        #endregion

        var (word, isSpam, best) = (0, false, 0.0);
        for (var number = 1; number < right.Size; number++)
            foreach (var (count, side) in new[] { ((double)right.At(number), true),
                (y.Size - right.At(number), false) })
                if (count > best) (word, isSpam, best) = (number, side, count);

        var held = tokenizer.TextsToMatrix(split.Validation.X);
        var labels = split.Validation.Y.ToArray<int>();
        var accuracy = labels.Where((label, n) => (held.At(n, word) == 1 == isSpam ? 1 : 0) == label).Count()
            / (double)labels.Length;
        run.Output("one-word").WriteLine("the best single word:\n"
            + $"{(isSpam ? "spam if" : "no spam if")} the mail has \"{tokenizer.IndexWord[word]}\", "
            + $"else {(isSpam ? "no spam" : "spam")}:\n{accuracy:0.0%} of the validation mails");
        run.Metric("majority", "validation accuracy of always \"no spam\"", 1 - labels.Average(), "0.0%");
        run.Metric("one-word", "validation accuracy of the best single word", accuracy, "0.0%");
    }
}
