using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 9: the windows that the first layer learned, and what both convolutions make of one digit.</summary>
static class Learned
{
    const int Shown = 24;

    public static void Run(LessonRun run, Dataset test, Sequential model)
    {
        run.Heading("What it learned");

        #region kernels
        var convolution = (Conv2D)model.Layers[2];
        var W = convolution.Kernel!.Value;          // (3, 3, 1, 32)
        var windows = Enumerable.Range(0, 32)
            .Select(f => Pictures.Table(W[.., .., 0, f])).ToArray();
        #endregion

        const string Alt =
            "The 32 windows of the first layer, each of 3 by 3 weights, vermilion above 0 and blue below. "
            + "Some have one colour on one side and the other on the opposite side, an edge; others show no order.";
        run.Picture("kernels", ImageGridPlot.DrawSigned("32 learned windows", Alt, windows,
            [.. windows.Select(_ => "")], columns: 8), Alt);

        #region maps
        Tensor After(int layers)
        {
            var x = test.X[..1].Cast(DType.Float32); // (1, 28, 28)
            foreach (var layer in model.Layers.Take(layers))
                x = layer.NewCall().Forward(x, training: false);
            return x;
        }

        var first = After(3);                     // (1, 26, 26, 32)
        var second = After(4);                    // (1, 24, 24, 64)
        #endregion

        Draw("maps-first", "After the first convolution", first,
            "strokes seen from one side or the other, the paper, or the whole digit");
        Draw("maps-second", "After the second convolution", second,
            "strokes of one direction only, or ends, at few places each");
        var page = run.Output("maps");
        page.WriteLine($"after conv 1  {first.Shape}  {Zeros(first):0%} of the numbers are 0");
        page.WriteLine($"after conv 2  {second.Shape}  {Zeros(second):0%} of the numbers are 0");

        void Draw(string name, string title, Tensor maps, string what)
        {
            var pictures = Enumerable.Range(0, Shown).Select(c => Pictures.Channel(maps, 0, c)).ToArray();
            var alt = $"{title}: the first {Shown} feature maps of one digit. They show {what}; some are empty.";
            run.Picture(name, ImageGridPlot.Draw(title, alt, pictures, [.. pictures.Select(_ => "")], columns: 6,
                high: maps.Max().Item()), alt);
        }
    }

    static double Zeros(Tensor maps) => 1 - maps.Positive().Mean().Item();
}
