using System.Numerics;
using Lessons.Speed;
using AnswerChecks = Lessons.Speed.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class SpeedExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static void KIJ(float[] x, float[] y, float[] result, int n)
    {
        for (var k = 0; k < n; k++)
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    result[i * n + j] = MathF.FusedMultiplyAdd(x[i * n + k], y[k * n + j], result[i * n + j]);
    }

    [Fact]
    public void The_third_order_of_the_loops()
    {
        var right = AnswerChecks.LoopOrder((x, y, result, n) => { Array.Clear(result); KIJ(x, y, result, n); });
        Assert.Equal(VerdictKind.Right, right.Kind);
        Assert.Contains("GFLOP/s", right.Hint, StringComparison.Ordinal);
        Wrong("Clear it first", AnswerChecks.LoopOrder(KIJ));
        Wrong("last bits", AnswerChecks.LoopOrder((x, y, result, n) =>
        {
            var reversed = (float[])x.Clone(); // the same products, from the last k to the first
            var turned = (float[])y.Clone();
            for (var i = 0; i < n; i++)
                for (var k = 0; k < n; k++)
                    (reversed[i * n + k], turned[k * n + i]) = (x[i * n + n - 1 - k], y[(n - 1 - k) * n + i]);
            V1TripleLoop.Dot(reversed, turned, result, n);
        }));
        Wrong("are wrong", AnswerChecks.LoopOrder((x, y, result, n) => V1TripleLoop.Dot(y, x, result, n)));
    }

    static void Row(float[] x, float[] y, float[] result, bool rest)
    {
        int n = result.Length, lanes = Vector<float>.Count, j = 0;
        for (; j <= n - lanes; j += lanes)
        {
            var sums = Vector<float>.Zero;
            for (var k = 0; k < x.Length; k++)
                sums = Vector.FusedMultiplyAdd(Vector.Create(x[k]), Vector.Create<float>(y.AsSpan(k * n + j)), sums);
            sums.CopyTo(result, j);
        }

        for (; rest && j < n; j++)
        {
            result[j] = 0;
            for (var k = 0; k < x.Length; k++) result[j] = MathF.FusedMultiplyAdd(x[k], y[k * n + j], result[j]);
        }
    }

    [Fact]
    public void Vectors_and_what_is_left_over()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.RowDot((x, y, result) => Row(x, y, result, rest: true)).Kind);
        Wrong("fill no vector", AnswerChecks.RowDot((x, y, result) => Row(x, y, result, rest: false)));
        Wrong("last bits", AnswerChecks.RowDot((x, y, result) =>
        {
            for (var j = 0; j < result.Length; j++)
                result[j] = (float)Enumerable.Range(0, x.Length).Sum(k => (double)x[k] * y[k * result.Length + j]);
        }));
        Wrong("begins at 0", AnswerChecks.RowDot((_, _, result) => Array.Fill(result, 100)));
    }

    static void Pack(float[] y, int n, int k, int column, int width, float[] panel, float beyond)
    {
        for (var s = 0; s < k; s++)
            for (var c = 0; c < width; c++)
                if (column + c < n) panel[s * width + c] = y[(column + c) * k + s];
                else if (beyond == 0) panel[s * width + c] = 0;
    }

    [Fact]
    public void Packing_a_transposed_matrix()
    {
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.PackTransposed((y, n, k, column, width, panel) => Pack(y, n, k, column, width, panel, 0)).Kind);
        Wrong("must hold 0",
            AnswerChecks.PackTransposed((y, n, k, column, width, panel) => Pack(y, n, k, column, width, panel, 9)));
        Wrong("as it is stored",
            AnswerChecks.PackTransposed((y, _, k, column, width, panel) => y.AsSpan(column * k, k * width).CopyTo(panel)));
        Wrong("in a row", AnswerChecks.PackTransposed((_, _, _, _, _, panel) => Array.Clear(panel)));
    }
}
