using LearnDL.Lessons;

namespace Lessons.Pima;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Loss(Func<double[], double[], double> answer)
    {
        double[] y = [1, 0, 1, 1], p = [0.9, 0.2, 0.4, 0.7];
        var terms = y.Zip(p, (yi, pi) => -(yi * Math.Log(pi) + (1 - yi) * Math.Log(1 - pi))).ToArray();
        var given = new Given(y, p);
        var got = answer(y, p);
        if (given.Changed("the classes or the probabilities") is { } changed) return changed;
        if (Judge.Differs(got, terms.Average()) is not { } wrong)
            return Judge.Differs(answer([0], [0.25]), -Math.Log(0.75)) is { } single
                ? single with { Hint = "Right for four rows, wrong for one. " + single.Hint } : Verdict.Right();
        if (Judge.Differs(got, terms.Sum()) is null)
            return Verdict.Wrong("That is the sum over the rows. Divide by their number.");
        if (Judge.Differs(got, -terms.Average()) is null)
            return Verdict.Wrong(
                "The sign is wrong: a loss is positive, and logarithms of numbers below 1 are negative.");
        if (Judge.Differs(got, terms.Average() / Math.Log(2)) is null)
            return Verdict.Wrong("That is the logarithm to base 2. The loss takes the natural one, Math.Log(p).");
        if (Judge.Differs(got, y.Zip(p, (yi, pi) => -yi * Math.Log(pi)).Average()) is null)
            return Verdict.Wrong("In yours, the rows with y = 0 contribute nothing: "
                + "the second half of the formula is missing.");
        return wrong with
        {
            Hint = wrong.Hint + " For y = 1 a row costs −ln p, for y = 0 it costs −ln(1 − p); the loss is the mean."
        };
    }

    public static Verdict Step(Func<Tensor, Tensor, Tensor, Tensor, double, (Tensor W, Tensor B)> answer)
    {
        var (x, y) = (Tensor.Normal([6, 3], seed: 21),
            Tensor.From(new float[,] { { 1 }, { 0 }, { 0 }, { 1 }, { 1 }, { 0 } }));
        var (w, b) = (Tensor.Normal([3, 1], seed: 22), Tensor.Of(0.3f));
        const double Rate = 0.4;
        var given = new Given(x, y, w, b);
        var (W, B) = answer(x, y, w, b, Rate);
        if (given.Changed("the rows or the weights") is { } changed) return changed;

        var (rightW, rightB) = After(1.0 / 6, -Rate);
        var inW = Judge.Differs(W, rightW);
        if (inW is null)
            return Judge.Differs(B, rightB) is not { } inB ? Verdict.Right() : inB with
            {
                Hint = "The weights are right, the bias is not. " + inB.Hint + " db is the sum of dz over the rows."
            };
        if (Judge.Differs(W, After(1.0 / 6, Rate).W) is null)
            return Verdict.Wrong("You went uphill: subtract the gradient, do not add it.");
        if (Judge.Differs(W, After(1, -Rate).W) is null)
            return Verdict.Wrong("Your step is six times too long for these six rows: "
                + "the loss is a mean, so dz is (p − y)/N.");
        if (Judge.Differs(W, w) is null) return Verdict.Wrong("The weights came back unchanged.");
        return inW with
        {
            Hint = inW.Hint + " In order: z = x·w + b, p = σ(z), dz = (p − y)/N, dw = xᵀ·dz, db = Σ dz, "
                + "then w − rate·dw and b − rate·db."
        };

        (Tensor W, Tensor B) After(double share, double factor)
        {
            var dz = x.Dot(w).AddRow(b).Sigmoid().Subtract(y).Scale(share);
            return (w.Add(x.TransposedDot(dz).Scale(factor)), b.Add(dz.SumRows().Scale(factor)));
        }
    }

    public static Verdict Sensitivity(Func<int[,], double> answer)
    {
        int[,] counts = { { 85, 15 }, { 22, 32 } };
        var given = new Given(counts);
        var got = answer(counts);
        if (given.Changed("the counts") is { } changed) return changed;
        if (Judge.Differs(got, 32.0 / 54) is not { } wrong) return Verdict.Right();
        if (Judge.Differs(got, 117.0 / 154) is null)
            return Verdict.Wrong("That is the accuracy: it counts the healthy too. Look at the row of the ill alone.");
        if (Judge.Differs(got, 32.0 / 47) is null)
            return Verdict.Wrong("You divided by those predicted ill (a column). Divide by those who are ill (a row).");
        if (Judge.Differs(got, 85.0 / 100) is null)
            return Verdict.Wrong("That is the share of the healthy who were told so. The ill are row 1.");
        if (got == 0) return wrong with
        {
            Hint = wrong.Hint + " Is it a division of whole numbers? 32 / 54 is 0 in C#; make one of them a double."
        };
        return wrong with
        {
            Hint = wrong.Hint + " Found ill over all ill: counts[1, 1] / (counts[1, 0] + counts[1, 1]), as doubles."
        };
    }
}
