using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Mnist;

/// <summary>Step 2: what dividing each column of an image by its length does to the image.</summary>
static class ColumnNorms
{
    static readonly int[] shown = [0, 3, 4, 7, 8];

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Dividing by column norms");

        #region normalize
        var images = data.X[..10];                   // (10, 28, 28)
        var normalized = images.Normalize(axis: 1);  // Float32
        #endregion

        var pictures = shown.Select(row => Digits.Image(images, row))
            .Concat(shown.Select(row => Stretched(normalized[row]))).ToArray();
        var captions = shown.Select(_ => "as stored").Concat(shown.Select(_ => "normalized")).ToArray();
        const string Alt = "Five digits, above as they are stored, below with every column divided by its length. "
            + "Below, columns that hold only the end of a stroke are as dark as any other, "
            + "and wide strokes have become pale.";
        run.Picture("column-norms",
            ImageGridPlot.Draw("Digits before and after", Alt, pictures, captions, shown.Length), Alt);
        Lengths(run, images[0].Cast(DType.Float64), normalized[0]);
    }

    static void Lengths(LessonRun run, Tensor before, Tensor after)
    {
        var page = run.Output("lengths");
        page.WriteLine("column  length before  after  darkest before  after");

        #region lengths
        foreach (var column in new[] { 3, 4, 5, 12, 16, 20, 23 })
        {
            var b = before[.., column];    // (28)
            var a = after[.., column];     // (28)
            page.WriteLine($"{column,6}  "
                + $"{Length(b),13:0}  {Length(a),5:0.00}  "
                + $"{b.Max().Item(),14:0}  "
                + $"{a.Max().Item(),5:0.00}");
        }

        double Length(Tensor v) =>
            Math.Sqrt(v.Square().Sum().Item());
        #endregion
    }

    /// <summary>The darkest pixel as full ink, for the picture only.</summary>
    static double[,] Stretched(Tensor image) => Digits.Table(image, 1 / image.Max().Item());
}
