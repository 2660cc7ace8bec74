using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Mnist;

/// <summary>Step 1: an image is a tensor. Slices, a digit as numbers, many digits as pictures.</summary>
static class LookAtDigits
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("The images");
        var page = run.Output("data");

        #region look
        var (x, y) = data;
        page.WriteLine($"x {x.Shape} {x.DType}");
        page.WriteLine($"y {y.Shape} {y.DType}: {y[..10]}");
        #endregion

        var numbers = run.Output("numbers");

        #region numbers
        numbers.WriteLine(x[0, 5..19, 11..25]);
        #endregion

        var slices = run.Output("slices");

        #region slices
        var first = x[0];                  // (28, 28)      a view
        var ten = x[..10];                 // (10, 28, 28)  a view
        var half = x[..10, ..14];          // (10, 14, 28)  a copy
        var corner = x[.., 14.., 14..];    // (N, 14, 14)   a copy

        first.AsSpan<byte>()[0] = 99;      // write to the view
        half.AsSpan<byte>()[1] = 99;       // write to the copy
        slices.WriteLine($"in x: {x[0, 0, ..4]}");
        first.AsSpan<byte>()[0] = 0;       // as it was
        slices.WriteLine(
            $"{ten.Shape} {half.Shape} {corner.Shape}");
        #endregion

        var images = Enumerable.Range(0, 40).Select(row => Digits.Image(x, row)).ToArray();
        var labels = Enumerable.Range(0, 40).Select(row => data.ClassNames[(int)y.At(row)]).ToArray();
        const string Alt = "The first 40 training images in four rows of ten, each with its label below. "
            + "The same digit is written thick and thin, upright and slanted.";
        run.Picture("digits", ImageGridPlot.Draw("40 handwritten digits", Alt, images, labels, columns: 10), Alt);
        Count(run, data);
    }

    static void Count(LessonRun run, Dataset data)
    {
        var page = run.Output("counts");
        var (counts, zeros) = (new int[10], 0);

        #region counts
        foreach (var label in data.Y.AsSpan<int>()) counts[label]++;
        foreach (var pixel in data.X.AsSpan<byte>())
            zeros += pixel == 0 ? 1 : 0;
        #endregion

        for (var k = 0; k < 10; k++) page.WriteLine($"{data.ClassNames[k]}  {counts[k],5} images");
        run.Metric("zeros", "share of the pixels that are 0", (double)zeros / data.X.Size, "0%");
        run.Metric("most-frequent", "share of the most frequent digit", (double)counts.Max() / data.Count, "0.0%");
    }
}
