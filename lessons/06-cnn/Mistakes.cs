using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 8, continued: the test images with the highest loss, as pictures.</summary>
static class Mistakes
{
    const int Shown = 20;

    public static void Run(LessonRun run, Dataset test, Sequential model)
    {
        var labels = test.Y.ToArray<int>();
        var p = model.Predict(test.X, Network.BatchSize);      // (N, 10)
        var answers = Scores.Classes(p.ArgMax());
        var worst = Enumerable.Range(0, test.Count).OrderBy(i => p.At(i, labels[i])).Take(Shown).ToArray();

        const string Alt = "The 20 test images whose true digit got the lowest probability. Below each, the true "
            + "digit, an arrow, and the digit it was taken for with the probability given. Most are badly written.";
        string Caption(int i) => $"{test.ClassNames[labels[i]]} → {test.ClassNames[answers[i]]}\n"
            + $"{Math.Floor(1000 * p.At(i, answers[i])) / 10:0.0}%";
        run.Picture("worst", ImageGridPlot.Draw("The worst mistakes", Alt,
            [.. worst.Select(i => Pictures.Image(test.X, i))], [.. worst.Select(Caption)], columns: 5), Alt);
    }
}
