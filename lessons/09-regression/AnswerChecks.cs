using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Gradient(Func<double[], double[], double[]> answer)
    {
        double[] p = [20, 31, 18.5, 24, 40], y = [22, 30, 18.5, 50, 12];
        double[] signs = [-1, 1, 0, -1, 1];
        var given = new Given(p, y);
        var got = answer(p, y);
        if (given.Changed("the predictions or the prices") is { } changed) return changed;
        if (got.Length != p.Length)
            return Wrong($"{p.Length} predictions need {p.Length} numbers; yours are {got.Length}.");
        if (Same(got, n => signs[n] / 5)) return Verdict.Right();
        if (Same(got, n => signs[n]))
            return Wrong("These are the signs. The loss is the mean over the N prices, so each has a share of 1/N.");
        if (Same(got, n => -signs[n] / 5))
            return Wrong("The sign is wrong: where p is above y, a larger p makes the loss larger.");
        if (Same(got, n => 2 * (p[n] - y[n]) / 5))
            return Wrong("That is the gradient of the mse. In the mae the size of an error does not matter, "
                + "only its sign.");
        if (double.IsNaN(got[2]))
            return Wrong("Where the prediction is right you get NaN, from 0/0. Math.Sign(0) is 0.");
        if (Same(got, _ => 0))
            return Wrong("All are 0. Is it a division of whole numbers? 1 / 5 is 0 in C#; make one of them a double.");
        var first = Enumerable.Range(0, 5).First(n => Judge.Differs(got[n], signs[n] / 5) is not null);
        return Judge.Differs(got[first], signs[first] / 5)! with
        {
            Hint = $"Prediction {p[first]}, price {y[first]}: "
                + Judge.Differs(got[first], signs[first] / 5)!.Hint + " It is the sign of p − y, divided by N."
        };

        bool Same(double[] values, Func<int, double> expected) =>
            Enumerable.Range(0, values.Length).All(n => Judge.Differs(values[n], expected(n)) is null);
    }

    public static Verdict Huber(Func<double, double, double> answer)
    {
        (double E, double D)[] cases = [(0.5, 1), (-0.5, 1), (2, 2), (6, 2), (-26, 5), (0, 3)];
        foreach (var (e, d) in cases)
        {
            var a = Math.Abs(e);
            var expected = a <= d ? e * e / 2 : d * (a - d / 2);
            var got = answer(e, d);
            if (Judge.Differs(got, expected) is not { } wrong) continue;
            var about = $"Error {e}, d = {d}: {wrong.Hint}";
            if (a <= d && Judge.Differs(got, e * e) is null)
                return Wrong(about + " The half is missing: e²/2.");
            if (a > d && e < 0 && Judge.Differs(got, e * e / 2) is null)
                return Wrong(about + " A negative error far out is on the line, too: compare |e| with d.");
            if (a > d && Judge.Differs(got, e * e / 2) is null)
                return Wrong(about + " Beyond d the loss is a straight line, no longer a square.");
            if (a > d && Judge.Differs(got, a) is null)
                return Wrong(about + " Your line has the slope 1 and jumps at d. The square has the slope d there.");
            if (a > d && Judge.Differs(got, d * a) is null)
                return Wrong(about + " The slope is right, the height is not: at |e| = d both must be d²/2.");
            return Wrong(about + " Up to d it is e²/2, beyond it d²/2 + d·(|e| − d).");
        }

        return Verdict.Right();
    }

    public static Verdict BestEpoch(Func<double[], int, int> answer)
    {
        (double[] Losses, int Patience, int Best, string Why)[] cases =
        [
            ([5, 4, 3, 2], 2, 3, "The loss falls to the end, so the last epoch is the best."),
            ([9, 6, 7, 6.5, 5, 5.5], 3, 4, "Two epochs without improvement are fewer than three: training goes on."),
            ([9, 6, 7, 8, 4, 3], 2, 1, "Training stops after epoch 3. It never sees what comes later."),
            ([5, 5, 5, 1], 2, 0, "An equal loss is no improvement: training stops after epoch 2."),
            ([3], 1, 0, "With one epoch, that one is the best."),
        ];
        foreach (var (losses, patience, best, why) in cases)
        {
            var given = new Given(losses);
            var got = answer(losses, patience);
            if (given.Changed("the losses") is { } changed) return changed;
            if (got == best) continue;
            var about = $"Losses {string.Join(", ", losses.Select(loss => $"{loss}"))}, patience {patience}: "
                + $"it should be epoch {best}; yours is {got}. ";
            return Wrong(about + (got == best + 1 && got < losses.Length && losses[got] > losses[best]
                ? "Do you count epochs from 1? The first one is epoch 0. " : "") + why);
        }

        return Verdict.Right();
    }

    static Verdict Wrong(string hint) => Verdict.Wrong(hint);
}
