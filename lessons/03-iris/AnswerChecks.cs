using LearnDL.Lessons;

namespace Lessons.Iris;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Softmax(Func<double[], double[]> answer)
    {
        double[][] rows = [[1, 2, 0.5], [-3, 0, 3, 1], [1000, 1001, 999], [-1000, -1001, -999]];
        foreach (var z in rows)
        {
            var expected = SoftmaxByHand.Softmax(Tensor.From(z).Reshape(1, -1)).ToArray<double>();
            var given = new Given(z);
            var got = answer(z);
            if (given.Changed("the scores") is { } changed) return changed;
            if (got.Length != z.Length)
                return Verdict.Wrong($"{z.Length} scores need {z.Length} probabilities; yours are {got.Length}.");
            for (var k = 0; k < z.Length; k++)
            {
                if (double.IsNaN(got[k]))
                    return Verdict.Wrong($"For scores near {z[0]} you get NaN: e^1000 is infinite, and e^-1000 is 0, "
                        + "so 0/0. Subtract the largest score from all of them first; the result stays the same.");
                if (Judge.Differs(got[k], expected[k]) is { } wrong)
                    return wrong with
                    {
                        Hint = $"Scores {string.Join(", ", z)}, probability {k}: " + wrong.Hint
                            + " Each is e^z divided by the sum of all e^z."
                    };
            }
        }

        return Verdict.Right();
    }

    public static Verdict Gradient(Func<Tensor, Tensor, Tensor> answer)
    {
        var p = SoftmaxByHand.Softmax(Tensor.Normal([5, 3], seed: 31));
        var y = Tensor.From<int>([0, 2, 1, 1, 0]).OneHot(3);
        var given = new Given(p, y);
        var got = answer(p, y);
        if (given.Changed("the probabilities or the classes") is { } changed) return changed;
        var sum = p.Subtract(y);
        if (Judge.Differs(got, sum.Scale(1.0 / 5)) is not { } wrong) return Verdict.Right();
        if (Judge.Differs(got, sum) is null)
            return Verdict.Wrong(
                "That is p − y of each row. The loss is the mean over the rows, so each row has a share of 1/N of it.");
        if (Judge.Differs(got, sum.Scale(-1.0 / 5)) is null)
            return Verdict.Wrong("The sign is wrong: the gradient is p − y. "
                + "A class that is too probable must get a lower score.");
        if (Judge.Differs(got, sum.Scale(1.0 / 15)) is null)
            return Verdict.Wrong(
                "You divided by all elements. The loss is the mean over the N rows, not over their K classes.");
        return wrong with { Hint = wrong.Hint + " For one row it is p − y; the loss is the mean over N rows." };
    }

    public static Verdict Accuracy(Func<Tensor, int[], double> answer)
    {
        var p = Tensor.From(new float[,] { { 0.5f, 0.3f, 0.2f }, { 0.1f, 0.2f, 0.7f }, { 0.4f, 0.35f, 0.25f },
            { 0.1f, 0.45f, 0.45f - 0.01f } });
        int[] classes = [0, 2, 1, 1];
        var given = new Given(p, classes);
        var got = answer(p, classes);
        if (given.Changed("the probabilities or the classes") is { } changed) return changed;
        if (Judge.Differs(got, 0.75) is not { } wrong)
            return Judge.Differs(answer(p, [1, 0, 2, 0]), 0) is { } none
                ? none with { Hint = "Where all are wrong: " + none.Hint } : Verdict.Right();
        if (Judge.Differs(got, 0.5) is null)
            return wrong with
            {
                Hint = wrong.Hint + " Is a probability above one half your test? The largest counts, even if it is 0.4."
            };
        if (got == 3) return Verdict.Wrong("You counted the right rows. Divide by the number of rows.");
        if (got == 0) return wrong with
        {
            Hint = wrong.Hint + " Is it a division of whole numbers? 3 / 4 is 0 in C#; make one of them a double."
        };
        return wrong with
        {
            Hint = wrong.Hint + " ArgMax() gives the position of the largest in every row; compare it with the class."
        };
    }
}
