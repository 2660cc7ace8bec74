using LearnDL.Tensors;
using AnswerChecks = Lessons.Lstm.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class LstmExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    /// <summary>So many windows of a series; the target lies so far behind the last value.</summary>
    static (double[][] X, double[] Y) Cut(double[] series, int length, int count, int ahead = 1, int stride = 1)
    {
        var starts = Enumerable.Range(0, count).Select(n => n * stride).ToArray();
        return ([.. starts.Select(n => series[n..(n + length)])],
            [.. starts.Select(n => n + length - 1 + ahead < series.Length ? series[n + length - 1 + ahead] : 0)]);
    }

    [Fact]
    public void Windows_of_a_series()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Windows((s, n) => Cut(s, n, s.Length - n)).Kind);
        Wrong("one window too many", AnswerChecks.Windows((s, n) => Cut(s, n, s.Length - n + 1)));
        Wrong("one window is missing", AnswerChecks.Windows((s, n) => Cut(s, n, s.Length - n - 1)));
        Wrong("They overlap", AnswerChecks.Windows((s, n) => Cut(s, n, (s.Length - 1) / n, stride: n)));
        Wrong("the answer must not be in the question",
            AnswerChecks.Windows((s, n) => Cut(s, n, s.Length - n, ahead: 0)));
        Wrong("should be 40", AnswerChecks.Windows((s, n) => Cut(s, n, s.Length - n, ahead: 2)));
        Wrong("the oldest first", AnswerChecks.Windows((s, n) => Cut(s, n, s.Length - n) is var (x, y)
            ? ([.. x.Select(w => Enumerable.Reverse(w).ToArray())], y) : default));
        Wrong("window 0 should be", AnswerChecks.Windows((s, n) =>
            Cut(s, n, s.Length - n) is var (x, y) ? ([.. x.Select(w => w.Select(v => v + 1).ToArray())], y) : default));
        Wrong("Each window needs one", AnswerChecks.Windows((s, n) => (Cut(s, n, s.Length - n).X, [])));
        Wrong("has 2 values", AnswerChecks.Windows((s, n) =>
            Cut(s, n, s.Length - n) is var (x, y) ? ([.. x.Select(w => w[..^1])], y) : default));
        Wrong("no windows", AnswerChecks.Windows((_, _) => default));
    }

    [Fact]
    public void One_step_of_an_LSTM()
    {
        static Verdict Check(Func<(Tensor I, Tensor F, Tensor G, Tensor O), Tensor, (Tensor, Tensor)> end,
            double bias = 1) =>
                AnswerChecks.Step((x, hPrev, cPrev, W, R, b) =>
                {
                    var (zi, zf, zg, zo) = x.Dot(W).Add(hPrev.Dot(R)).AddRow(b.Scale(bias)).SplitColumns(4);
                    return end((zi, zf, zg, zo), cPrev);
                });
        static Tensor Cell(Tensor i, Tensor f, Tensor g, Tensor cPrev) => f.Multiply(cPrev).Add(i.Multiply(g));
        static Tensor Right((Tensor I, Tensor F, Tensor G, Tensor O) z, Tensor cPrev) =>
            Cell(z.I.Sigmoid(), z.F.Sigmoid(), z.G.Tanh(), cPrev);

        Assert.Equal(VerdictKind.Right,
            Check((z, cPrev) => (z.O.Sigmoid().Multiply(Right(z, cPrev).Tanh()), Right(z, cPrev))).Kind);
        Wrong("swapped. The order",
            Check((z, cPrev) => (default, Cell(z.F.Sigmoid(), z.I.Sigmoid(), z.G.Tanh(), cPrev))));
        Wrong("third block", Check((z, cPrev) => (default, Cell(z.I.Sigmoid(), z.F.Sigmoid(), z.O.Tanh(), cPrev))));
        Wrong("may be negative",
            Check((z, cPrev) => (default, Cell(z.I.Sigmoid(), z.F.Sigmoid(), z.G.Sigmoid(), cPrev))));
        Wrong("need their activation", Check((z, cPrev) => (default, Cell(z.I, z.F, z.G, cPrev))));
        Wrong("forgotten altogether", Check((z, _) => (default, z.I.Sigmoid().Multiply(z.G.Tanh()))));
        Wrong("forget gate is missing", Check((z, cPrev) => (default, cPrev.Add(z.I.Sigmoid().Multiply(z.G.Tanh())))));
        Wrong("bias is missing", Check((z, cPrev) => (default, Right(z, cPrev)), bias: 0));
        Wrong("return (h, c)", Check((z, cPrev) => (Right(z, cPrev), z.O.Sigmoid().Multiply(Right(z, cPrev).Tanh()))));
        Wrong("no tensor", Check((_, _) => default));
        Wrong("through tanh first", Check((z, cPrev) => (z.O.Sigmoid().Multiply(Right(z, cPrev)), Right(z, cPrev))));
        Wrong("output gate is missing", Check((z, cPrev) => (Right(z, cPrev).Tanh(), Right(z, cPrev))));
        Wrong("not the one before", Check((z, cPrev) => (z.O.Sigmoid().Multiply(cPrev.Tanh()), Right(z, cPrev))));
        Wrong("The output:", Check((z, cPrev) => (z.O, Right(z, cPrev))));
    }

    [Fact]
    public void One_step_back_in_time()
    {
        static Tensor Dz(Tensor dh, Tensor h) => dh.Multiply(h.TanhSlope());
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Back((dh, h, hPrev, R) => (Dz(dh, h).DotTransposed(R), hPrev.TransposedDot(Dz(dh, h)))).Kind);
        Wrong("has to be transposed", AnswerChecks.Back((dh, h, _, R) => (Dz(dh, h).Dot(R), default)));
        Wrong("slope of tanh is missing", AnswerChecks.Back((dh, _, _, R) => (dh.DotTransposed(R), default)));
        Wrong("output of tanh already",
            AnswerChecks.Back((dh, h, _, R) => (Dz(dh, h.Tanh()).DotTransposed(R), default)));
        Wrong("not 1 − hPrev²", AnswerChecks.Back((dh, _, hPrev, R) => (Dz(dh, hPrev).DotTransposed(R), default)));
        Wrong("dhPrev = dz·Rᵀ", AnswerChecks.Back((dh, _, _, _) => (dh, default)));
        Wrong("dR is transposed",
            AnswerChecks.Back((dh, h, hPrev, R) => (Dz(dh, h).DotTransposed(R), Dz(dh, h).TransposedDot(hPrev))));
        Wrong("the state before",
            AnswerChecks.Back((dh, h, _, R) => (Dz(dh, h).DotTransposed(R), h.TransposedDot(Dz(dh, h)))));
        Wrong("dR = hPrevᵀ·dz", AnswerChecks.Back((dh, h, _, R) => (Dz(dh, h).DotTransposed(R), R)));
    }
}
