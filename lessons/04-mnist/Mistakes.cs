using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Mnist;

/// <summary>Step 7: the test images with the highest loss, as pictures.</summary>
static class Mistakes
{
    const int Shown = 20;

    public static void Run(LessonRun run, Dataset test, Sequential model)
    {
        run.Heading("The worst mistakes");
        var (x, y) = test;
        var labels = y.ToArray<int>();

        #region worst
        var p = model.Predict(x);                         // (N, 10)
        var losses = new double[test.Count];
        for (var i = 0; i < losses.Length; i++)
            losses[i] = -Math.Log(p.At(i, labels[i]));    // -ln p

        var order = Enumerable.Range(0, losses.Length)
            .OrderByDescending(i => losses[i]).ToArray();
        #endregion

        var answers = Scores.Classes(p.ArgMax());
        var page = run.Output("worst");
        foreach (var i in order[..5])
            page.WriteLine($"image {i,4}: a {test.ClassNames[labels[i]]}, taken for a {test.ClassNames[answers[i]]} "
                + $"with p = {p.At(i, answers[i]):0.0000}; loss {losses[i]:0.0}");

        var half = losses.OrderDescending().Take(Math.Max(1, losses.Length / 100)).Sum() / losses.Sum();
        run.Metric("worst-share",
            "share of the whole test loss that comes from the worst hundredth of the images", half, "0%");

        const string Alt = "The 20 test images with the highest loss. "
            + "Below each, the true digit, an arrow, and the digit it was taken for with the probability given. "
            + "Many are badly written; some are plain to a human reader.";
        run.Picture("worst", ImageGridPlot.Draw("The worst mistakes", Alt,
            [.. order[..Shown].Select(i => Digits.Image(x, i))],
            [.. order[..Shown].Select(i => $"{test.ClassNames[labels[i]]} → "
                + $"{test.ClassNames[answers[i]]}\n{Math.Floor(1000 * p.At(i, answers[i])) / 10:0.0}%")], columns: 5),
            Alt);
    }
}
