using LearnDL.Tensors;
using AnswerChecks = Lessons.Pima.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class PimaExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static double Sum(double[] y, double[] p) =>
        -y.Zip(p, (yi, pi) => yi * Math.Log(pi) + (1 - yi) * Math.Log(1 - pi)).Sum();

    static (Tensor W, Tensor B) Step(Tensor x, Tensor y, Tensor w, Tensor b, double rate, double share)
    {
        var dz = x.Dot(w).AddRow(b).Sigmoid().Subtract(y).Scale(share);
        return (w.Subtract(x.TransposedDot(dz).Scale(rate)), b.Subtract(dz.SumRows().Scale(rate)));
    }

    [Fact]
    public void Loss()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Loss((y, p) => Sum(y, p) / y.Length).Kind);
        Wrong("sum over the rows", AnswerChecks.Loss(Sum));
        Wrong("sign", AnswerChecks.Loss((y, p) => -Sum(y, p) / y.Length));
        Wrong("base 2", AnswerChecks.Loss((y, p) => Sum(y, p) / y.Length / Math.Log(2)));
        Wrong("second half", AnswerChecks.Loss((y, p) => -y.Zip(p, (yi, pi) => yi * Math.Log(pi)).Average()));
        Wrong("one", AnswerChecks.Loss((y, p) => Sum(y, p) / 4));
        Wrong("should be", AnswerChecks.Loss((_, _) => double.NaN));
    }

    [Fact]
    public void Step_downhill()
    {
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Step((x, y, w, b, rate) => Step(x, y, w, b, rate, 1.0 / x.Shape[0])).Kind);
        Wrong("uphill", AnswerChecks.Step((x, y, w, b, rate) => Step(x, y, w, b, -rate, 1.0 / x.Shape[0])));
        Wrong("too long", AnswerChecks.Step((x, y, w, b, rate) => Step(x, y, w, b, rate, 1)));
        Wrong("unchanged", AnswerChecks.Step((_, _, w, b, _) => (w, b)));
        Wrong("bias", AnswerChecks.Step((x, y, w, b, rate) => (Step(x, y, w, b, rate, 1.0 / x.Shape[0]).W, b)));
        Wrong("In order", AnswerChecks.Step((_, _, w, b, _) => (w.Scale(2), b)));
    }

    [Fact]
    public void Sensitivity()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Sensitivity(c => (double)c[1, 1] / (c[1, 0] + c[1, 1])).Kind);
        Wrong("accuracy",
            AnswerChecks.Sensitivity(c => (double)(c[0, 0] + c[1, 1]) / (c[0, 0] + c[0, 1] + c[1, 0] + c[1, 1])));
        Wrong("column", AnswerChecks.Sensitivity(c => (double)c[1, 1] / (c[0, 1] + c[1, 1])));
        Wrong("healthy", AnswerChecks.Sensitivity(c => (double)c[0, 0] / (c[0, 0] + c[0, 1])));
        Wrong("whole numbers", AnswerChecks.Sensitivity(c => c[1, 1] / (c[1, 0] + c[1, 1])));
    }
}
