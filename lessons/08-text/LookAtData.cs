using LearnDL.Lessons;
using MathNet.Numerics.Statistics;

namespace Lessons.Text;

/// <summary>Step 1: what is in the file, before any learning.</summary>
static class LookAtData
{
    public static void Run(LessonRun run, ListDataset<string> data)
    {
        run.Heading("The mails");
        var page = run.Output("data");

        #region look
        var (texts, labels) = data;         // string[], Int32 (N)
        var isSpam = labels.ToArray<int>(); // 1 for spam
        var lengths = texts
            .Select(text => text.Split(' ').Length).ToArray();
        #endregion

        page.WriteLine($"{data.Count:#,0} mails, {isSpam.Sum():#,0} of them spam");
        page.WriteLine($"words in a mail: half have at most {lengths.Select(length => (double)length).Median():0}, "
            + $"none more than {lengths.Max()}");
        page.WriteLine();
        page.WriteLine("no spam:");
        page.WriteLine(Mails.Lines(texts[1], 46));
        page.WriteLine("spam:");
        page.WriteLine(Mails.Lines(texts[Array.FindIndex(texts,
            text => text.StartsWith("adv lowest life insurance", StringComparison.Ordinal))], 58));

        run.Metric("mails", "mails in the file", data.Count, "#,0");
        run.Metric("spam", "share of them that is spam", isSpam.Average(), "0.0%");
        run.Metric("cut", "share of the mails that reach 200 words, where the file cuts them",
            lengths.Count(length => length >= 200) / (double)data.Count, "0%");
    }
}
