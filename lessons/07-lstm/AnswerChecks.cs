using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Windows(Func<double[], int, (double[][] X, double[] Y)> answer)
    {
        foreach (var (count, length) in new[] { (7, 3), (5, 1), (4, 3) })
        {
            var series = Enumerable.Range(0, count).Select(t => 10.0 * (t + 1)).ToArray();
            var given = new Given(series);
            var (x, y) = answer(series, length);
            if (given.Changed("the series") is { } changed) return changed;
            if (x is null || y is null) return Verdict.Wrong("Your code returned no windows.");
            var right = count - length;
            var told = $"{count} values, windows of {length}: ";
            if (x.Length != y.Length)
                return Verdict.Wrong(told
                    + $"there are {x.Length} windows and {y.Length} targets. Each window needs one.");
            if (x.Length == right + 1)
                return Verdict.Wrong(told
                    + "one window too many: nothing comes after the last one, so it has no target.");
            if (x.Length == right - 1)
                return Verdict.Wrong(told + "one window is missing. The last target is the last value of the series. "
                    + "(The published recipe loses a month in the same way.)");
            if (x.Length != right)
                return Verdict.Wrong(told + $"there should be {right} windows; yours are {x.Length}. They overlap: "
                    + "each begins one value after the one before.");
            for (var n = 0; n < right; n++)
            {
                var expected = series.AsSpan(n, length).ToArray();
                if (x[n].Length != length) return Verdict.Wrong(told + $"window {n} has {x[n].Length} values.");
                if (Enumerable.Reverse(x[n]).SequenceEqual(expected) && length > 1)
                    return Verdict.Wrong(told + "the values of a window stand in the wrong order: the oldest first.");
                if (!x[n].SequenceEqual(expected))
                    return Verdict.Wrong(told
                        + $"window {n} should be {string.Join(", ", expected)}; yours is {string.Join(", ", x[n])}.");
                if (y[n] == x[n][^1])
                    return Verdict.Wrong(told + $"the target of window {n} is its own last value. "
                        + "It should be the value after it: the answer must not be in the question.");
                if (y[n] != series[n + length])
                    return Verdict.Wrong(told
                        + $"the target of window {n} should be {series[n + length]}; yours is {y[n]}.");
            }
        }

        return Verdict.Right();
    }

    public static Verdict Step(Func<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, (Tensor H, Tensor C)> answer)
    {
        Tensor Draw(Shape shape, int seed) => Tensor.Normal(shape, seed: seed);
        const int N = 3, D = 2, U = 4;
        Tensor x = Draw([N, D], 71), hPrev = Draw([N, U], 72), cPrev = Draw([N, U], 73), W = Draw([D, 4 * U], 74),
            R = Draw([U, 4 * U], 75), b = Draw([4 * U], 76);
        var given = new Given(x, hPrev, cPrev, W, R, b);
        var (h, c) = answer(x, hPrev, cPrev, W, R, b);
        if (given.Changed("the states or the weights") is { } changed) return changed;
        var s = LstmByHand.Forward(x, hPrev, cPrev, W, R, b);
        if (Judge.Differs(c, s.C) is { } wrong)
        {
            var (zi, zf, zg, zo) = x.Dot(W).Add(hPrev.Dot(R)).AddRow(b).SplitColumns(4);
            Tensor Cell(Tensor i, Tensor f, Tensor g) => f.Multiply(cPrev).Add(i.Multiply(g));
            if (Is(c, Cell(zf.Sigmoid(), zi.Sigmoid(), zg.Tanh())))
                return Verdict.Wrong("The input gate and the forget gate are swapped. "
                    + "The order of the columns is i, f, g, o.");
            if (Is(c, Cell(zi.Sigmoid(), zf.Sigmoid(), zo.Tanh())))
                return Verdict.Wrong("The candidate is the third block of columns, not the fourth. "
                    + "The order is i, f, g, o.");
            if (Is(c, Cell(zi.Sigmoid(), zf.Sigmoid(), zg.Sigmoid())))
                return Verdict.Wrong("The candidate goes through tanh, not through the sigmoid: it may be negative.");
            if (Is(c, Cell(zi, zf, zg)))
                return Verdict.Wrong("The gates need their activation: the sigmoid for i, f and o, tanh for g.");
            if (Is(c, s.I.Multiply(s.G)))
                return Verdict.Wrong("The old cell state is forgotten altogether: c = f∘cPrev + i∘g.");
            if (Is(c, cPrev.Add(s.I.Multiply(s.G))))
                return Verdict.Wrong("The forget gate is missing: c = f∘cPrev + i∘g.");
            if (Is(c, LstmByHand.Forward(x, hPrev, cPrev, W, R, b.Scale(0)).C))
                return Verdict.Wrong("The bias is missing in z.");
            if (Is(c, s.H) && Is(h, s.C)) return Verdict.Wrong("h and c are right, but swapped: return (h, c).");
            return wrong with
            {
                Hint = "The cell state: " + wrong.Hint + " c = f∘cPrev + i∘g, with z = x·W + hPrev·R + b."
            };
        }

        if (Judge.Differs(h, s.H) is not { } wrongH) return Verdict.Right();
        if (Is(h, s.O.Multiply(s.C)))
            return Verdict.Wrong("The cell state is right. For h it goes through tanh first: h = o∘tanh(c).");
        if (Is(h, s.C.Tanh()))
            return Verdict.Wrong("The cell state is right. The output gate is missing: h = o∘tanh(c).");
        if (Is(h, s.O.Multiply(cPrev.Tanh())))
            return Verdict.Wrong("The cell state is right. h shows the new one, not the one before: h = o∘tanh(c).");
        return wrongH with { Hint = "The cell state is right. The output: " + wrongH.Hint + " h = o∘tanh(c)." };
    }

    public static Verdict Back(Func<Tensor, Tensor, Tensor, Tensor, (Tensor DhPrev, Tensor DR)> answer)
    {
        Tensor dh = Tensor.Normal([3, 4], seed: 81), h = Tensor.Normal([3, 4], seed: 82).Tanh(),
            hPrev = Tensor.Normal([3, 4], seed: 83).Tanh(), R = Tensor.Normal([4, 4], seed: 84);
        var given = new Given(dh, h, hPrev, R);
        var (dhPrev, dR) = answer(dh, h, hPrev, R);
        if (given.Changed("the gradient, the states or the weights") is { } changed) return changed;
        var dz = dh.Multiply(h.TanhSlope());
        if (Judge.Differs(dhPrev, dz.DotTransposed(R)) is { } wrong)
        {
            if (Is(dhPrev, dz.Dot(R)))
                return Verdict.Wrong(
                    "R has to be transposed: forward it was hPrev·R, so back it is dz·Rᵀ, DotTransposed.");
            if (Is(dhPrev, dh.DotTransposed(R)))
                return Verdict.Wrong("The slope of tanh is missing: dz = dh∘(1 − h²).");
            if (Is(dhPrev, dh.Multiply(h.Tanh().TanhSlope()).DotTransposed(R)))
                return Verdict.Wrong("h is the output of tanh already: its slope is 1 − h², not 1 − tanh²(h).");
            if (Is(dhPrev, dh.Multiply(hPrev.TanhSlope()).DotTransposed(R)))
                return Verdict.Wrong("The slope belongs to this time step's tanh: 1 − h², not 1 − hPrev².");
            return wrong with { Hint = "dhPrev: " + wrong.Hint + " dz = dh∘(1 − h²), dhPrev = dz·Rᵀ." };
        }

        if (Judge.Differs(dR, hPrev.TransposedDot(dz)) is not { } wrongR) return Verdict.Right();
        if (Is(dR, dz.TransposedDot(hPrev)))
            return Verdict.Wrong("dhPrev is right. dR is transposed: it should be hPrevᵀ·dz.");
        if (Is(dR, h.TransposedDot(dz)))
            return Verdict.Wrong(
                "dhPrev is right. R was multiplied by the state before, so dR = hPrevᵀ·dz, not hᵀ·dz.");
        return wrongR with { Hint = "dhPrev is right. dR: " + wrongR.Hint + " dR = hPrevᵀ·dz." };
    }

    static bool Is(Tensor got, Tensor expected) => Judge.Differs(got, expected) is null;
}
