using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>
/// Step 9, continued: a grey square slides over a digit, and the true class's probability falls where it matters.
/// </summary>
static class Occlusion
{
    const int Side = 7, Places = 28 - Side + 1;

    public static void Run(LessonRun run, Dataset test, Sequential model)
    {
        run.Heading("What it looks at");
        var labels = test.Y.ToArray<int>();
        var shown = Enumerable.Range(0, 10).Select(k => Array.IndexOf(labels, k)).ToArray(); // the first of each class
        var flipped = 0;
        var (images, heats, captions) = (new List<double[,]>(), new List<double[,]>(), new List<string>());
        foreach (var row in shown.Where(row => row >= 0))
        {
            var (fall, lowest, answer) = Map(test.X[row], labels[row], model);
            flipped += answer == labels[row] ? 0 : 1;
            images.Add(Pictures.Image(test.X, row));
            heats.Add(fall);
            captions.Add($"{test.ClassNames[labels[row]]}: {lowest:0.00}"
                + (answer == labels[row] ? "" : $"\n→ {test.ClassNames[answer]}"));
        }

        run.Metric("occlusion-flipped", "digits that become another one under a grey square", flipped, "0");
        const string Alt = "The first test image of each digit, with vermilion where a grey square takes much from the "
            + "probability of the right answer: on strokes, and in gaps that the square would close. Below each, "
            + "that probability at the worst place, and what the digit is taken for there if it is another.";
        run.Picture("occlusion",
            ImageGridPlot.DrawHeat("What it looks at", Alt, images, heats, captions, columns: 5), Alt);
    }

    #region occlusion
    static (double[,] Fall, double Lowest, int Answer) Map(
        Tensor image, int label, Sequential model)
    {
        var covered = Tensor.Zeros(
            [Places * Places, 28, 28], DType.UInt8);
        for (var place = 0; place < Places * Places; place++)
        {
            var (top, left) = (place / Places, place % Places);
            var copy = covered[place];        // a view
            copy.CopyFrom(image);
            // a grey square over its pixels
            for (var i = top; i < top + Side; i++)
                copy.AsSpan<byte>()
                    .Slice(i * 28 + left, Side).Fill(128);
        }

        var p = model.Predict(covered, batchSize: 128);
        var before = model.Predict(image.Reshape(1, 28, 28))
            .At(0, label);
        var fall = new double[28, 28];
        const int Middle = Side / 2;
        var worst = 0;
        for (var place = 0; place < Places * Places; place++)
        {
            var (top, left) = (place / Places, place % Places);
            fall[top + Middle, left + Middle] =
                Math.Max(0, before - p.At(place, label));
            if (p.At(place, label) < p.At(worst, label))
                worst = place;
        }

        var answer = (int)p[worst].ArgMax().Item();
        return (fall, p.At(worst, label), answer);
    }
    #endregion
}
