using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Mnist;

/// <summary>Step 9: the weights of the first layer, laid out as the pixels they belong to.</summary>
static class FirstLayer
{
    const int Shown = 20;

    public static void Run(LessonRun run, Dataset all, Sequential model)
    {
        run.Heading("What the first layer looks for");

        #region weights
        var first = (Dense)model.Layers[2];
        var W = first.Kernel!.Value;    // (784, 128)
        Tensor Picture(int unit) => W[.., unit].Reshape(28, 28);
        #endregion

        var deepest = W[.., ..Shown].Abs().Max().Item() / 2;
        const string Alt = "The weights of 20 units of the first layer, each as a picture of 28 by 28 pixels. "
            + "In the middle there are blue and vermilion patches of the size of a stroke; "
            + "at the edges only the fine noise the weights began with.";
        run.Picture("weights", ImageGridPlot.DrawSigned("Weights of the first layer", Alt,
            [.. Enumerable.Range(0, Shown).Select(unit => Digits.Table(Picture(unit)))],
            [.. Enumerable.Repeat("", Shown)], columns: 5, deepest), Alt);

        #region untouched
        var fresh = (Dense)Network.Build(run.Seed).Layers[2];
        var before = fresh.Kernel!.Value;
        var pixels = all.X.AsSpan<byte>();
        var hasInk = new bool[784];
        for (var i = 0; i < pixels.Length; i++)
            hasInk[i % 784] |= pixels[i] > 0;

        var (blank, moved) = (0, 0);
        for (var pixel = 0; pixel < 784; pixel++)
        {
            if (hasInk[pixel]) continue;
            blank++;
            var change = W[pixel].Subtract(before[pixel]);
            if (change.Abs().Max().Item() > 0) moved++;
        }
        #endregion

        run.Output("untouched").WriteLine($"{blank} of 784 pixels are blank in all {all.Count:#,0} images;\n"
            + $"the weights of {moved} of them have changed");
        run.Metric("blank", "pixels that are blank in all training images", blank, "0");
    }
}
