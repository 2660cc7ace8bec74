using LearnDL;
using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>
/// Step 10: the same mails with their words in another order. A bag of words cannot notice; does the LSTM?
/// </summary>
static class WordOrder
{
    public static void Run(LessonRun run, ListDataset<string> test, Answers answers)
    {
        run.Heading("Does it read, or does it count?");
        var labels = test.Y.ToArray<int>();
        var page = run.Output("order");
        page.WriteLine("the test mails            right   answers that turn over");

        #region shuffle
        var random = new RandomSource(run.Seed);
        string[] shuffled = [.. test.X.Select(text =>
        {
            var words = text.Split(' ');
            random.Shuffle<string>(words);
            return string.Join(' ', words);
        })];
        #endregion

        string[] backwards = [.. test.X.Select(text => string.Join(' ', Mails.Words(text).Reverse()))];
        foreach (var (key, name, texts) in new[] { ("straight", "as they are", test.X),
            ("shuffled", "words shuffled", shuffled), ("backwards", "last word first", backwards) })
        {
            var p = answers.Of(texts);
            var turned = Enumerable.Range(0, labels.Length).Count(n => p.At(n) > 0.5 != answers.P.At(n) > 0.5);
            var right = Answers.Accuracy(p, labels, Enumerable.Range(0, labels.Length));
            page.WriteLine($"{name,-24}  {right,5:0.0%}   {turned,5:#,0}");
            run.Metric($"order-{key}", $"test accuracy, {name}", right, "0.0%");
        }
    }
}
