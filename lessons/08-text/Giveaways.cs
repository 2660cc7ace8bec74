using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 4: how little of a mail is enough, and what gives it away.</summary>
static class Giveaways
{
    #region frame
    // What a list or a mail program wrote, not the sender.
    static readonly HashSet<string> frame =
    [
        "re", "fwd", "wrote", "writes", "date", "message", "id",
        "<num>", "<url>", "<email>", "mailing", "list",
        "maintainer", "subscription", "from", "yahoo", "groups",
        "group", "unsubscribe", "sf", "net", "mon", "tue",
        "wed", "thu", "fri", "sat", "sun", "jul", "aug", "sep",
        "oct", "url", "supplied",
    ];

    static string WithoutFrame(string text) =>
        string.Join(' ', Mails.Words(text)
            .Where(word => !frame.Contains(word)));
    #endregion

    public static void Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        run.Heading("What gives a mail away");
        var page = run.Output("giveaways");
        page.WriteLine("the bag of words reads       right");
        foreach (var (key, what, change) in new (string, string, Func<string, string>)[]
        {
            ("whole", "the whole mail", text => text),
            ("first", "its first three words", text => Mails.First(text, 3)),
            ("last", "its last eight words", text => Mails.Last(text, 8)),
            ("body", "the mail without the frame", WithoutFrame),
        })
        {
            var (train, held) = (Changed(split.Train), Changed(split.Validation));
            var accuracy = BagOfWords.Train(train, run.Seed).Accuracy(held);
            page.WriteLine($"{what,-27}  {accuracy:0.0%}");
            run.Metric("bag-" + key, $"validation accuracy of the bag of words on {what}", accuracy, "0.0%");

            ListDataset<string> Changed(ListDataset<string> part) => part with { X = [.. part.X.Select(change)] };
        }
    }
}
