using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 6: with a mask, a mail says the same however much padding stands before it.</summary>
static class PaddingSkipped
{
    public static void Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        run.Heading("Padding that is skipped");
        var page = run.Output("mask");
        var tokenizer = WordNumbers.Fit(split.Train.X);
        var mail = tokenizer.TextsToSequences(
            [.. split.Train.X.Where(text => Mails.Words(text).Length is > 20 and < 40).Take(1)]);
        page.WriteLine($"an untrained network reads a mail of {mail[0].Length} words:");
        page.WriteLine("             no padding  padded to 40  padded to 200");

        foreach (var maskZero in new[] { true, false })
        {
            #region mask
            var model = new Sequential(seed: run.Seed)
            {
                new Input([Shape.Unknown]),    // any length
                new Embedding(WordNumbers.Vocabulary, 64, "normal",
                    maskZero),
                new LSTM(32, goBackwards: true),
                new Dense(1, "sigmoid"),
            };
            double With(int length) =>
                model.Predict(mail.PadSequences(length)).Item();
            var bare = With(mail[0].Length);
            var (some, much) = (With(40), With(200));
            #endregion

            page.WriteLine($"{(maskZero ? "with a mask" : "without"),-11}  "
                + $"{bare,10:0.000000}  {some,12:0.000000}  {much,13:0.000000}");
            run.Metric(maskZero ? "mask-difference" : "no-mask-difference",
                $"difference that padding to 200 places makes {(maskZero ? "with" : "without")} a mask",
                Math.Abs(bare - much), maskZero ? "0" : "0.000");
        }
    }
}
