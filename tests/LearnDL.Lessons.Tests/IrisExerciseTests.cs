using LearnDL.Tensors;
using AnswerChecks = Lessons.Iris.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class IrisExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static double[] Softmax(double[] z, double shift)
    {
        var e = Array.ConvertAll(z, value => Math.Exp(value - shift));
        return Array.ConvertAll(e, value => value / e.Sum());
    }

    [Fact]
    public void Softmax_that_does_not_overflow()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Softmax(z => Softmax(z, z.Max())).Kind);
        Wrong("infinite", AnswerChecks.Softmax(z => Softmax(z, 0)));
        Wrong("near -1000", AnswerChecks.Softmax(z => Softmax(z, Math.Max(0, z.Max()))));
        Wrong("divided by the sum", AnswerChecks.Softmax(z => Array.ConvertAll(z, value => value / z.Sum())));
        Wrong("3 probabilities", AnswerChecks.Softmax(_ => [1.0]));
    }

    [Fact]
    public void Gradient_of_a_batch()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Gradient((p, y) => p.Subtract(y).Scale(1.0 / p.Shape[0])).Kind);
        Wrong("mean over the rows", AnswerChecks.Gradient((p, y) => p.Subtract(y)));
        Wrong("sign", AnswerChecks.Gradient((p, y) => y.Subtract(p).Scale(1.0 / p.Shape[0])));
        Wrong("all elements", AnswerChecks.Gradient((p, y) => p.Subtract(y).Scale(1.0 / p.Size)));
        Wrong("p − y", AnswerChecks.Gradient((p, _) => p));
    }

    [Fact]
    public void Accuracy_from_probabilities()
    {
        static int Hits(Tensor p, int[] classes) =>
            p.ArgMax().ToArray<int>().Zip(classes).Count(pair => pair.First == pair.Second);
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Accuracy((p, classes) => (double)Hits(p, classes) / classes.Length).Kind);
        Wrong("Divide by the number", AnswerChecks.Accuracy((p, classes) => Hits(p, classes)));
        Wrong("whole numbers", AnswerChecks.Accuracy((p, classes) => Hits(p, classes) / classes.Length));
        Wrong("ArgMax", AnswerChecks.Accuracy((_, _) => 1));
        Wrong("all are wrong", AnswerChecks.Accuracy((_, _) => 0.75));
    }
}
