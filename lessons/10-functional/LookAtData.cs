using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Functional;

/// <summary>Step 1: two mails with their habits, what is usual on either side, and the hours.</summary>
static class LookAtData
{
    const int NoSpam = 1, Spam = 4091;

    public static void Run(LessonRun run, Mails data)
    {
        run.Heading("Words and habits");
        var page = run.Output("two");
        foreach (var (name, n) in new[] { ("no spam", NoSpam), ("spam", Spam) })
        {
            page.WriteLine($"{name}:");
            page.WriteLine(Wrapped.Text($"  {data.Subjects[n]} | {First(data.Bodies[n], 24)} …"));
        }
        page.WriteLine();
        page.WriteLine("                        no spam      spam");
        for (var d = 0; d < Habits.Names.Length; d++)
            page.WriteLine($"{Habits.Names[d],-22} {data.Habits.At(NoSpam, d),8:0.###}  "
                + $"{data.Habits.At(Spam, d),8:0.###}");

        var usual = run.Output("usual");
        usual.WriteLine("half of the mails have at most");
        usual.WriteLine("                        no spam      spam");
        for (var d = 0; d < Habits.Hour; d++)
            usual.WriteLine($"{Habits.Names[d],-22} {Column(data, d, 0).Median(),8:0.###}  "
                + $"{Column(data, d, 1).Median(),8:0.###}");

        run.Metric("mails", "mails", data.Count, "#,0");
        run.Metric("html-spam", "share of the spam with a part in HTML", Column(data, 7, 1).Average(), "0%");
        run.Metric("html-other", "share of the other mails with a part in HTML", Column(data, 7, 0).Average(), "0%");
        run.Metric("most-links", "the most links in a mail", data.Habits.Max(0).At(4), "#,0");
        run.Metric("most-characters", "the most characters in a mail", data.Habits.Max(0).At(1), "#,0");
        run.Metric("subject-cut", "share of the subjects that are cut",
            Column(data, 0).Count(words => words > Mails.SubjectLength) / (double)data.Count, "0%");
        run.Metric("body-cut", "share of the bodies that are cut",
            data.Bodies.Count(text => text.Split(' ').Length >= Mails.BodyLength) / (double)data.Count,
            "0%");
        Hours(run, data);
    }

    static void Hours(LessonRun run, Mails data)
    {
        var alt = "The share of the mails sent in each hour of the day, on the sender's clock. Spam is spread evenly, "
            + "around four in a hundred per hour. Other mails are rare between four and seven, and one hour, from "
            + "eight to nine, has fifteen in a hundred.";
        run.Picture("hours", ScatterPlot.Draw("When mails are sent", alt, "hour, on the sender's clock",
            "share of the mails (%)", Group("no spam", 0), Group("spam", 1)), alt);
        int[] atEight = [.. Enumerable.Range(0, data.Count)
            .Where(n => data.Y.At(n) == 0 && data.Habits.At(n, Habits.Hour) == 8)];
        run.Metric("eight", "mails that are not spam, sent between eight and nine", atEight.Length, "#,0");
        run.Metric("eight-feed", "of these, mails from a news feed", atEight.Count(data.IsNewsFeed), "#,0");
        run.Metric("feed", "mails from a news feed", Enumerable.Range(0, data.Count).Count(data.IsNewsFeed), "#,0");
        run.Metric("feed-spam", "spam among them",
            Enumerable.Range(0, data.Count).Count(n => data.IsNewsFeed(n) && data.Y.At(n) == 1), "0");

        PointGroup Group(string name, int label)
        {
            var hours = Column(data, Habits.Hour, label).ToArray();
            return new(name, [.. Enumerable.Range(0, 24).Select(hour => (double)hour)],
                [.. Enumerable.Range(0, 24).Select(hour => 100.0 * hours.Count(sent => sent == hour) / hours.Length)]);
        }
    }

    static IEnumerable<double> Column(Mails data, int habit, int? label = null) => Enumerable.Range(0, data.Count)
        .Where(n => label is null || data.Y.At(n) == label).Select(n => data.Habits.At(n, habit));

    static string First(string text, int words) => string.Join(' ', text.Split(' ').Take(words));
}
