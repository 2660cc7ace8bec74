using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>
/// Judges the exercises by their results, bit for bit, and knows the usual slips. Time is shown, never judged.
/// </summary>
static class AnswerChecks
{
    public static Verdict LoopOrder(Action<float[], float[], float[], int> answer)
    {
        foreach (var n in new[] { 1, 5, 33 })
        {
            var work = new Work(n, seed: 21);
            Array.Fill(work.Result, 3f);
            var given = new Given(work.X, work.Y);
            answer(work.X, work.Y, work.Result, n);
            if (given.Changed("the factors") is { } changed) return changed;
            var different = work.Different(work.Result);
            if (different == 0) continue;
            var again = (float[])work.Expected.Clone();
            for (var i = 0; i < again.Length; i++) again[i] += 3;
            if (Near(work.Result, again))
                return Verdict.Wrong("The result held other numbers before, and you added to them. Clear it first.");
            if (Near(work.Result, work.Expected))
                return Verdict.Wrong($"Right but for the last bits: {different} of {n * n} elements. "
                    + "Use MathF.FusedMultiplyAdd, and add in the order k = 0, 1, 2, …");
            return Verdict.Wrong($"For n = {n}, {different} of {n * n} elements are wrong. "
                + "Each element (i, j) is the sum of x[i, k]·y[k, j] over every k.");
        }

        var large = new Work(256, seed: 22);
        double Speed(Action<float[], float[], float[], int> dot) =>
            large.Flops / Timing.Of(() => dot(large.X, large.Y, large.Result, large.N), 0.05).Best / 1e9;
        return Verdict.Right($"256 × 256, k, i, j: {Speed(answer):0.0} GFLOP/s. "
            + $"Version 2, i, k, j: {Speed(V2LoopOrder.Dot):0.0}. Version 1: {Speed(V1TripleLoop.Dot):0.0}.");
    }

    public static Verdict RowDot(Action<float[], float[], float[]> answer)
    {
        foreach (var (k, n) in new[] { (4, 32), (9, 21), (40, 70), (3, 1) })
        {
            float[] x = Tensor.Normal([k], seed: 23).ToArray<float>(),
                y = Tensor.Normal([k, n], seed: 24).ToArray<float>();
            float[] expected = new float[n], got = Enumerable.Repeat(2f, n).ToArray();
            for (var s = 0; s < k; s++)
                for (var j = 0; j < n; j++)
                    expected[j] = MathF.FusedMultiplyAdd(x[s], y[s * n + j], expected[j]);
            var given = new Given(x, y);
            answer(x, y, got);
            if (given.Changed("the factors") is { } changed) return changed;
            if (got.AsSpan().SequenceEqual(expected)) continue;
            var first = got.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
            if (Near(got, expected))
                return Verdict.Wrong("Right but for the last bits: use Vector.FusedMultiplyAdd for the vectors and "
                    + "MathF.FusedMultiplyAdd for the rest, and add in the order of k.");
            if (first > 0 && first >= n - n % System.Numerics.Vector<float>.Count)
                return Verdict.Wrong($"The whole vectors are right, the rest is not: with n = {n}, "
                    + $"column {first} is the first wrong one. The last {n - first} columns fill no vector.");
            return Verdict.Wrong($"With k = {k} and n = {n}, column {first} should be {expected[first]:0.0000}; "
                + $"yours is {got[first]:0.0000}. It begins at 0, and x[k]·y[k, j] is added for every k.");
        }

        return Verdict.Right();
    }

    public static Verdict PackTransposed(Action<float[], int, int, int, int, float[]> answer)
    {
        foreach (var (n, k, column, width) in new[] { (16, 5, 0, 8), (16, 5, 8, 8), (11, 7, 8, 8) })
        {
            var y = Tensor.Normal([n, k], seed: 25).ToArray<float>();
            var panel = Enumerable.Repeat(9f, k * width).ToArray();
            var given = new Given(y);
            answer(y, n, k, column, width, panel);
            if (given.Changed("the factor y") is { } changed) return changed;
            for (var s = 0; s < k; s++)
                for (var c = 0; c < width; c++)
                {
                    var (expected, got) = (column + c < n ? y[(column + c) * k + s] : 0, panel[s * width + c]);
                    if (expected == got) continue;
                    if (column + c >= n)
                        return Verdict.Wrong($"There are {n} columns, and the panel begins at {column}: "
                            + $"its column {c} does not exist, and must hold 0. "
                            + "Otherwise old numbers of another panel would be there.");
                    if (s * width + c > 0 && got == y[Math.Min(y.Length - 1, (column * k) + s * width + c)])
                        return Verdict.Wrong("You copied y as it is stored. Row c of y becomes column c of the panel.");
                    return Verdict.Wrong($"panel[{s} · {width} + {c}] should be y[{column} + {c}, "
                        + $"{s}] = {expected:0.0000}; yours is {got:0.0000}. y has {k} numbers in a row.");
                }
        }

        return Verdict.Right();
    }

    static bool Near(float[] got, float[] expected)
    {
        for (var i = 0; i < got.Length; i++)
            if (!(Math.Abs(got[i] - expected[i]) <= 1e-4f * Math.Max(1, Math.Abs(expected[i])))) return false;
        return true;
    }
}
