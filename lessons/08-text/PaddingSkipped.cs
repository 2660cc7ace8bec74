using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 6: with a mask, a mail says the same however much padding stands before it.</summary>
static class PaddingSkipped
{
    public static void Run(LessonRun run, Parts parts)
    {
        run.Heading("Padding that is skipped");
        var page = run.Output("mask");
        var tokenizer = WordNumbers.Fit(parts.Train.X);
        var mail = tokenizer.TextsToSequences([.. parts.Train.X.Where(text => Mails.Words(text).Length is > 20 and < 40).Take(1)]);
        page.WriteLine($"an untrained network reads a mail of {mail[0].Length} words:");

        foreach (var maskZero in new[] { true, false })
        {
            #region mask
            var model = new Sequential(seed: run.Seed)
            {
                new Input([Shape.Unknown]),                  // any length
                new Embedding(WordNumbers.Vocabulary, 64, "normal", maskZero),
                new LSTM(32, goBackwards: true),
                new Dense(1, "sigmoid"),
            };
            var near = model.Predict(mail.PadSequences(maxLength: 40));
            var far = model.Predict(mail.PadSequences(maxLength: 200));
            #endregion

            var difference = Math.Abs(near.Item() - far.Item());
            page.WriteLine($"{(maskZero ? "with a mask" : "without"),-11}  40 places {near.Item():0.000000}, 200 places {far.Item():0.000000}");
            run.Metric(maskZero ? "mask-difference" : "no-mask-difference", $"difference that 160 more padded places make {(maskZero ? "with" : "without")} a mask", difference, maskZero ? "0" : "0.0000");
        }
    }
}
