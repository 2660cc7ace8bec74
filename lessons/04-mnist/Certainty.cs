using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Mnist;

/// <summary>Step 8: what the number behind the softmax is worth, and what it says of a picture of nothing.</summary>
static class Certainty
{
    static readonly double[] borders = [0, 0.5, 0.9, 0.99, 0.999, double.PositiveInfinity];
    static readonly string[] names = ["below 0.5", "0.5 to 0.9", "0.9 to 0.99", "0.99 to 0.999", "above 0.999"];

    public static void Run(LessonRun run, Dataset test, Sequential model)
    {
        run.Heading("How sure, and how right");
        var p = model.Predict(test.X);
        var (answers, labels) = (Scores.Classes(p.ArgMax()), test.Y.ToArray<int>());
        var (count, sum, right) = (new int[5], new double[5], new int[5]);

        #region bands
        for (var i = 0; i < test.Count; i++)
        {
            var sure = p.At(i, answers[i]);    // the largest p
            var band = Array.FindLastIndex(
                borders, border => sure >= border);
            count[band]++;
            sum[band] += sure;
            right[band] += answers[i] == labels[i] ? 1 : 0;
        }
        #endregion

        var page = run.Output("bands");
        page.WriteLine("it says         images   on average   is right");
        for (var band = 0; band < 5; band++)
            page.WriteLine(count[band] == 0 ? $"{names[band],-14}  {0,6}" :
                $"{names[band],-14}  {count[band],6}   {sum[band] / count[band],10:0.00%}   "
                    + $"{(double)right[band] / count[band],8:0.00%}");

        var (surely, surelyRight) = (count[3] + count[4], right[3] + right[4]);
        run.Metric("sure", "test images with an answer above 0.99", (double)surely / test.Count, "0.0%");
        run.Metric("sure-right", "right among those", (double)surelyRight / Math.Max(1, surely));
        run.Metric("sure-wrong", "wrong among those", surely - surelyRight, "0");
        Nothing(run, model);
    }

    static void Nothing(LessonRun run, Sequential model)
    {
        var page = run.Output("nothing");

        #region nothing
        var noise = Tensor.Uniform([1000, 28, 28], 0, 255.99,
            seed: run.Seed).Cast(DType.UInt8);    // random pixels
        var p = model.Predict(noise);             // (1000, 10)
        var sure = p.Max(-1);                     // (1000)
        #endregion

        var answers = Scores.Classes(p.ArgMax());
        var most = answers.CountBy(answer => answer).MaxBy(pair => pair.Value);
        page.WriteLine($"1000 pictures of nothing: {most.Value} are called a {most.Key}");
        page.WriteLine($"mean certainty {sure.Mean().Item():0.000}, highest {sure.Max().Item():0.000}");
        run.Metric("noise-sure", "mean largest probability for pictures of nothing", sure.Mean().Item(), "0%");

        const string Alt =
            "Five squares of random grey pixels, each with the digit the network sees in it and how sure it is.";
        run.Picture("nothing", ImageGridPlot.Draw("Pictures of nothing", Alt,
            [.. Enumerable.Range(0, 5).Select(i => Digits.Image(noise, i))],
            [.. Enumerable.Range(0, 5).Select(i => $"{answers[i]}: {sure.At(i):0%}")], columns: 5), Alt);
    }
}
