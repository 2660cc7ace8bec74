using LearnDL.Data;
using LearnDL.Tensors;
using AnswerChecks = Lessons.Mnist.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class MnistExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static Tensor Floats(Tensor images) => images.Cast(DType.Float32);

    static double Sum(Tensor p, int[] y) => y.Select((k, n) => -Math.Log(p.At(n, k))).Sum();

    static int[] Rows(int[] y, Func<int, double> key) => [.. Enumerable.Range(0, y.Length).OrderBy(key)];

    [Fact]
    public void From_bytes_to_rows_of_numbers()
    {
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Scale(images => Floats(images).Scale(1.0 / 255).Reshape(-1, 784)).Kind);
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Scale(images => Floats(images.Reshape(-1, 784)).Divide(Tensor.Full([3, 784], 255))).Kind);
        Wrong("still bytes", AnswerChecks.Scale(images => images.Reshape(-1, 784)));
        Wrong("still (3, 28, 28)", AnswerChecks.Scale(images => Floats(images).Scale(1.0 / 255)));
        Wrong("Divide by 255", AnswerChecks.Scale(images => Floats(images).Reshape(-1, 784)));
        Wrong("divided by 256", AnswerChecks.Scale(images => Floats(images).Scale(1.0 / 256).Reshape(-1, 784)));
        Wrong("own length", AnswerChecks.Scale(images => images.Normalize(axis: 1).Reshape(-1, 784)));
        Wrong("Float64", AnswerChecks.Scale(images => images.Cast(DType.Float64).Scale(1.0 / 255).Reshape(-1, 784)));
        Wrong("(-1, 784)", AnswerChecks.Scale(images => Tensor.Zeros([3, 784])));
        Wrong("no tensor", AnswerChecks.Scale(_ => default));
        Wrong("changed the images", AnswerChecks.Scale(images =>
        {
            images.AsSpan<byte>().Clear();
            return Floats(images).Reshape(-1, 784);
        }));
    }

    [Fact]
    public void The_loss_of_class_numbers()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Loss((p, y) => Sum(p, y) / y.Length).Kind);
        Wrong("sum over the rows", AnswerChecks.Loss(Sum));
        Wrong("sign", AnswerChecks.Loss((p, y) => -Sum(p, y) / y.Length));
        Wrong("divide by N", AnswerChecks.Loss((p, y) => Sum(p, y) / p.Size));
        Wrong("base 2", AnswerChecks.Loss((p, y) => Sum(p, y) / y.Length / Math.Log(2)));
        Wrong("largest probability", AnswerChecks.Loss((p, _) => -p.Max(-1).Log().Mean().Item()));
        Wrong("mean", AnswerChecks.Loss((_, _) => 0));
    }

    [Fact]
    public void The_worst_mistakes()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Worst((p, y, count) => Rows(y, n => p.At(n, y[n]))[..count]).Kind);
        Wrong("best rows", AnswerChecks.Worst((p, y, count) => Rows(y, n => -p.At(n, y[n]))[..count]));
        Wrong("another order",
            AnswerChecks.Worst((p, y, count) => [.. Rows(y, n => p.At(n, y[n]))[..count].Reverse()]));
        Wrong("sure and wrong", AnswerChecks.Worst((p, y, count) => Rows(y, n => p[n].Max().Item())[..count]));
        Wrong("you return 12", AnswerChecks.Worst((p, y, _) => Rows(y, n => p.At(n, y[n]))));
        Wrong("smallest first", AnswerChecks.Worst((_, _, _) => [0, 0, 0, 0]));
    }
}
