using LearnDL.Lessons;

namespace Lessons.Tensors;

/// <summary>Judges the exercises: on fresh random tensors, against loops that spell the task out.</summary>
static class AnswerChecks
{
    public static Verdict Fahrenheit(Func<Tensor, Tensor> answer)
    {
        var celsius = Tensor.Of(-40, 0, 100);
        var given = new Given(celsius);
        var got = answer(celsius);
        if (given.Changed("the temperatures") is { } changed) return changed;
        if (Judge.Differs(got, Tensor.Of(-40, 32, 212)) is { } simple)
            return simple with
            {
                Hint = simple.Hint + " For −40, 0 and 100 °C it should be −40, 32 and 212 °F. "
                    + "Affine(scale, shift) does it in one call."
            };
        var table = Tensor.Uniform([3, 4, 2], -30, 50, seed: 11);
        return Judge.Differs(answer(table), Each(table, c => 1.8 * c + 32), 1e-4) ?? Verdict.Right();
    }

    public static Verdict CentreColumns(Func<Tensor, Tensor> answer)
    {
        var x = Tensor.Uniform([5, 3], -10, 10, seed: 12);
        var given = new Given(x);
        var got = answer(x);
        if (given.Changed("the table") is { } changed) return changed;
        if (Judge.Differs(got, x.SubtractRow(x.Mean(0))) is not { } wrong) return Verdict.Right();
        if (Judge.Differs(got, x.SubtractColumn(x.Mean(1))) is null)
            return Verdict.Wrong("You took the mean of every row. The mean of a column goes along axis 0.");
        if (Judge.Differs(got, x - x.Mean().Item()) is null)
            return Verdict.Wrong("You took one mean of all elements. Each column needs its own: "
                + "Mean(axis) gives a row of them.");
        return wrong with
        {
            Hint = wrong.Hint + " Mean(0) gives the mean of every column, SubtractRow subtracts a row from every row."
        };
    }

    public static Verdict Totals(Func<Tensor, Tensor, Tensor> answer)
    {
        foreach (var (N, D) in new[] { (4, 3), (3, 3), (1, 7) })
        {
            var counts = Tensor.Uniform([N, D], 0, 9, seed: N + D);
            var prices = Tensor.Uniform([D], 1, 5, seed: N * D);
            var given = new Given(counts, prices);
            var got = answer(counts, prices);
            if (given.Changed("the counts or the prices") is { } changed) return changed;
            if (Judge.Differs(got, counts.Dot(prices), 1e-4) is not { } wrong) continue;
            if (got.HasValue && got.Shape == counts.Shape)
                return Verdict.Wrong("You have the cost of every good in every basket. A basket's total adds them up: "
                    + "Dot multiplies and adds.");
            return wrong with { Hint = wrong.Hint + " It is a product of a table and a vector: Dot." };
        }

        return Verdict.Right();
    }

    public static Verdict Middle(Func<Tensor, Tensor> answer)
    {
        var pictures = Tensor.Range(2 * 28 * 28).Reshape(2, 28, 28);
        var expected = new double[2 * 14 * 14];
        for (var i = 0; i < expected.Length; i++)
            expected[i] = pictures.At(i / 196, 7 + i / 14 % 14, 7 + i % 14);
        var given = new Given(pictures);
        var got = answer(pictures);
        if (given.Changed("the pictures") is { } changed) return changed;
        return Judge.Differs(got, Tensor.From<double>(expected, [2, 14, 14])) is { } wrong
            ? wrong with
            {
                Hint = wrong.Hint + " A range excludes its end: "
                    + "rows 7 to 20 are 7..21, and the first axis is taken whole by two dots."
            }
            : Verdict.Right();
    }

    static Tensor Each(Tensor x, Func<double, double> function)
    {
        var values = Array.ConvertAll(x.Cast(DType.Float64).ToArray<double>(), value => function(value));
        return Tensor.From<double>(values, x.Shape);
    }
}
