using LearnDL.Lessons;

namespace Lessons.Mnist;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Scale(Func<Tensor, Tensor> answer)
    {
        var images = Tensor.Uniform([3, 28, 28], 0, 255.99, seed: 41).Cast(DType.UInt8);
        var given = new Given(images);
        var got = answer(images);
        if (given.Changed("the images (a leading slice and a Reshape are views of them)") is { } changed)
            return changed;
        if (got.HasValue && got.DType == DType.UInt8)
            return Verdict.Wrong("These are still bytes, which know no fractions. "
                + "Cast(DType.Float32) first, then scale.");
        var pixels = images.Cast(DType.Float32).Reshape(3, 784);
        var expected = pixels.Scale(1.0 / 255);
        if (Judge.Differs(got, expected) is not { } wrong)
            return got.DType == DType.Float32 ? Verdict.Right()
                : Verdict.Wrong($"The numbers are right, but they are {got.DType}. The network computes in Float32.");
        if (got.HasValue && got.Shape == expected.Reshape(3, 28, 28).Shape)
            return Verdict.Wrong("The shape is still (3, 28, 28). Reshape(-1, 784) lays every image out as one row.");
        if (Judge.Differs(got, pixels) is null)
            return Verdict.Wrong("The pixels still reach up to 255. Divide by 255.");
        if (Judge.Differs(got, pixels.Scale(1.0 / 256)) is null)
            return Verdict.Wrong("You divided by 256. The largest byte is 255, and it is to become 1.");
        if (Judge.Differs(got, images.Normalize(axis: 1).Reshape(3, 784)) is null)
            return Verdict.Wrong("That is each column divided by its own length. "
                + "Divide all pixels by the same number, 255.");
        return wrong with { Hint = wrong.Hint + " Cast to Float32, scale by 1/255, reshape to (-1, 784)." };
    }

    public static Verdict Loss(Func<Tensor, int[], double> answer)
    {
        var (p, y) = Example(6);
        var expected = Losses(p, y);
        var given = new Given(p, y);
        var got = answer(p, y);
        if (given.Changed("the probabilities or the classes") is { } changed) return changed;
        if (Judge.Differs(got, expected.Average()) is not { } wrong) return Verdict.Right();
        if (Judge.Differs(got, expected.Sum()) is null)
            return Verdict.Wrong("That is the sum over the rows. Divide by their number.");
        if (Judge.Differs(got, -expected.Average()) is null)
            return Verdict.Wrong("The sign is wrong: ln p is negative for p below 1, and a loss is positive.");
        if (Judge.Differs(got, expected.Sum() / p.Size) is null)
            return Verdict.Wrong("You divided by all N·K numbers. Only one of each row counts: divide by N.");
        if (Judge.Differs(got, expected.Average() / Math.Log(2)) is null)
            return Verdict.Wrong(
                "That is the logarithm to base 2. Take the natural one, Math.Log with a single argument.");
        if (Judge.Differs(got, p.Max(-1).Log().Mean().Item() * -1) is null)
            return Verdict.Wrong("That is the largest probability of each row. "
                + "Take that of the true class, p.At(n, classes[n]).");
        return wrong with { Hint = wrong.Hint + " For row n it is -ln p.At(n, classes[n]); the loss is their mean." };
    }

    public static Verdict Worst(Func<Tensor, int[], int, int[]> answer)
    {
        var (p, y) = Example(12);
        var losses = Losses(p, y);
        var order = Enumerable.Range(0, 12).OrderByDescending(n => losses[n]).ToList();
        var worst = order.Take(4).ToArray();
        var given = new Given(p, y);
        var got = answer(p, y, 4);
        if (given.Changed("the probabilities or the classes") is { } changed) return changed;
        if (got is null || got.Length != 4) return Verdict.Wrong($"Asked for 4 rows, you return {got?.Length ?? 0}.");
        if (got.SequenceEqual(worst)) return Verdict.Right();
        if (got.SequenceEqual(order.AsEnumerable().Reverse().Take(4)))
            return Verdict.Wrong("Those are the best rows, not the worst: "
                + "a high loss is a low probability of the true class.");
        if (got.Order().SequenceEqual(worst.Order()))
            return Verdict.Wrong("The right rows in another order. The worst comes first.");
        var unsure = Enumerable.Range(0, 12).OrderBy(n => p[n].Max().Item()).Take(4);
        if (got.SequenceEqual(unsure))
            return Verdict.Wrong("Those are the rows it was least sure about. A row may be sure and wrong: "
                + "look at the probability of the true class.");
        return Verdict.Wrong($"They should be {string.Join(", ", worst)}; yours are {string.Join(", ", got)}. "
            + "Sort the row numbers by p.At(n, classes[n]), smallest first.");
    }

    static (Tensor P, int[] Y) Example(int rows)
    {
        var e = Tensor.Normal([rows, 5], seed: 43, dtype: DType.Float64).Exp();
        return (e.DivideColumn(e.Sum(-1)), [.. Enumerable.Range(0, rows).Select(n => n * 3 % 5)]);
    }

    static double[] Losses(Tensor p, int[] y) => [.. y.Select((k, n) => -Math.Log(p.At(n, k)))];
}
