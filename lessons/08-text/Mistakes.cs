using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 8, continued: the mails it was most wrong about, from each side.</summary>
static class Mistakes
{
    public static void Run(LessonRun run, ListDataset<string> test, Answers answers)
    {
        run.Heading("The worst mistakes");
        var labels = test.Y.ToArray<int>();
        var page = run.Output("mistakes");
        foreach (var (label, title) in new[] { (0, "no spam, taken for spam"), (1, "spam, let through") })
        {
            page.WriteLine(title + ":");
            var worst = Enumerable.Range(0, test.Count).Where(n => labels[n] == label && Mails.IsFit(test.X[n]))
                .OrderByDescending(n => Math.Abs(answers.P.At(n) - label)).Take(3);
            foreach (var n in worst)
                page.WriteLine($"  p = {answers.P.At(n):0.000}, the bag of words: "
                    + $"{answers.BagP.At(n):0.000}\n{Mails.Lines(test.X[n], 28, "    ")}");
        }
    }
}
