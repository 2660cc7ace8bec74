using AnswerChecks = Lessons.Regression.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class RegressionExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static double[] Each(double[] p, double[] y, Func<double, double> of) => [.. p.Zip(y, (a, b) => of(a - b))];

    [Fact]
    public void Gradient_of_the_mae()
    {
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Gradient((p, y) => Each(p, y, e => (double)Math.Sign(e) / p.Length)).Kind);
        Wrong("the signs", AnswerChecks.Gradient((p, y) => Each(p, y, e => Math.Sign(e))));
        Wrong("sign is wrong", AnswerChecks.Gradient((p, y) => Each(p, y, e => -(double)Math.Sign(e) / p.Length)));
        Wrong("of the mse", AnswerChecks.Gradient((p, y) => Each(p, y, e => 2 * e / p.Length)));
        Wrong("0/0", AnswerChecks.Gradient((p, y) => Each(p, y, e => e / Math.Abs(e) / p.Length)));
        Wrong("whole numbers", AnswerChecks.Gradient((p, y) => Each(p, y, e => Math.Sign(e) / p.Length)));
        Wrong("Prediction 18.5", AnswerChecks.Gradient((p, y) => Each(p, y, e => (e < 0 ? -1.0 : 1) / p.Length)));
        Wrong("5 predictions", AnswerChecks.Gradient((_, _) => [1]));
        Wrong("changed", AnswerChecks.Gradient((p, y) =>
        {
            for (var n = 0; n < p.Length; n++) p[n] = (double)Math.Sign(p[n] - y[n]) / p.Length;
            return p;
        }));
    }

    [Fact]
    public void Huber()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Huber(
            (e, d) => Math.Abs(e) <= d ? e * e / 2 : d * (Math.Abs(e) - d / 2)).Kind);
        Wrong("half", AnswerChecks.Huber((e, d) => Math.Abs(e) <= d ? e * e : d * (Math.Abs(e) - d / 2)));
        Wrong("compare |e|", AnswerChecks.Huber((e, d) => e <= d ? e * e / 2 : d * (e - d / 2)));
        Wrong("straight line", AnswerChecks.Huber((e, _) => e * e / 2));
        Wrong("slope 1", AnswerChecks.Huber((e, d) => Math.Abs(e) <= d ? e * e / 2 : Math.Abs(e)));
        Wrong("height", AnswerChecks.Huber((e, d) => Math.Abs(e) <= d ? e * e / 2 : 2 * d * Math.Abs(e) / 2));
        Wrong("Up to d", AnswerChecks.Huber((_, _) => -1));
    }

    [Fact]
    public void Early_stopping()
    {
        static int Best(double[] losses, int patience, Func<double, double, bool> better)
        {
            var best = 0;
            for (var epoch = 1; epoch < losses.Length; epoch++)
                if (better(losses[epoch], losses[best])) best = epoch;
                else if (epoch - best == patience) break;
            return best;
        }

        Assert.Equal(VerdictKind.Right,
            AnswerChecks.BestEpoch((losses, patience) => Best(losses, patience, (a, b) => a < b)).Kind);
        Wrong("never sees", AnswerChecks.BestEpoch((losses, _) => Array.IndexOf(losses, losses.Min())));
        Wrong("equal loss", AnswerChecks.BestEpoch((losses, patience) => Best(losses, patience, (a, b) => a <= b)));
        Wrong("fewer than three", AnswerChecks.BestEpoch((losses, patience) => Best(losses, 1, (a, b) => a < b)));
        Wrong("falls to the end", AnswerChecks.BestEpoch((_, _) => 0));
        Wrong("from 1", AnswerChecks.BestEpoch((losses, patience) => losses.Length == 4 ? 3
            : Best(losses, patience, (a, b) => a < b) + 1));
    }
}
