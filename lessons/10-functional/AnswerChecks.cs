using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Cut(Func<Tensor, int[], Tensor[]> answer)
    {
        int[] widths = [2, 1, 3];
        var dc = Tensor.Normal([4, 6], seed: 101);
        var given = new Given(dc, widths);
        var got = answer(dc, widths);
        if (given.Changed("the gradient or the widths") is { } changed) return changed;
        if (got is null) return Wrong("Your code returned no tensors.");
        if (got.Length != 3)
            return Wrong($"Three inputs were joined, so there are three gradients; yours are {got.Length}.");
        for (int i = 0, from = 0; i < 3; from += widths[i++])
        {
            if (Judge.Differs(got[i], dc[.., from..(from + widths[i])]) is not { } wrong) continue;
            if (i > 0 && Judge.Differs(got[i], dc[.., ..widths[i]]) is null)
                return Wrong($"Gradient {i} begins at the first column again. Input {i} stood behind the others.");
            if (got[i].HasValue && got[i].Shape == Shape.Of([widths[i], 6]))
                return Wrong("You cut the rows, which are the mails. The join was along the last axis: cut columns.");
            if (got[i].HasValue && got[i].Shape == dc.Shape)
                return Wrong("Every input gets the whole gradient in yours. It gets the columns that were its own.");
            return wrong with { Hint = $"Gradient {i} of widths 2, 1, 3: " + wrong.Hint };
        }

        return Verdict.Right();
    }

    public static Verdict TextGradient(Func<Tensor, Tensor, Tensor, double, Tensor> answer)
    {
        const double Weight = 0.3;
        var (dc, da, v) = (Tensor.Normal([4, 5], seed: 102), Tensor.Normal([4, 1], seed: 103),
            Tensor.Normal([3, 1], seed: 104));
        var given = new Given(dc, da, v);
        var got = answer(dc, da, v, Weight);
        if (given.Changed("the gradients or the kernel") is { } changed) return changed;
        var (join, text) = (dc[.., ..3].Keep(), da.DotTransposed(v));
        if (Judge.Differs(got, join.Add(text.Scale(Weight))) is not { } wrong) return Verdict.Right();
        if (!got.HasValue) return wrong;
        if (got.Shape == dc.Shape)
            return Wrong("That has a column for every number of the join. t is the first T of them: T is v.Shape[0].");
        if (Is(join))
            return Wrong("That is what comes through the join. The auxiliary output used t as well: add its gradient.");
        if (Is(text) || Is(text.Scale(Weight)))
            return Wrong("That is what comes from the auxiliary output. The join used t as well: add its gradient.");
        if (Is(join.Add(text)))
            return Wrong("The auxiliary loss counts only `weight` times, so its gradient does, too.");
        if (Is(join.Add(text).Scale(Weight)))
            return Wrong("You scaled both. The weight belongs to the auxiliary loss alone.");
        if (Is(join.Add(text.Scale(Weight)).Scale(0.5)))
            return Wrong("That is the mean. Both uses of t change the loss, so their gradients add up.");
        if (Is(dc[.., 2..].Add(text.Scale(Weight))))
            return Wrong("You took the last columns of dc. In the join, t stands in front of the habits.");
        return wrong;

        bool Is(Tensor other) => Judge.Differs(got, other) is null;
    }

    public static Verdict Shuffled(Func<Tensor, int, int[], Tensor> answer)
    {
        int[] order = [2, 0, 3, 1];
        const int Column = 1;
        var x = Tensor.Normal([4, 3], seed: 105);
        var given = new Given(x, order);
        var got = answer(x, Column, order);
        if (given.Changed("the habits or the order") is { } changed) return changed;
        if (Judge.Differs(got, With(n => order[n])) is not { } wrong) return Verdict.Right();
        if (!got.HasValue) return wrong;
        if (Is(x)) return Wrong("Nothing has changed.");
        if (Is(x.Gather(order)))
            return Wrong("You shuffled whole rows: these are the same mails in another order. Only one column moves.");
        if (Is(With(n => Array.IndexOf(order, n))))
            return Wrong("It is the other way round: row n gets the number of row order[n], not the reverse.");
        if (Is(InPlace()))
            return Wrong("You read from the copy, where some numbers are new already. Read from x.");
        return wrong;

        bool Is(Tensor other) => Judge.Differs(got, other) is null;

        Tensor With(Func<int, int> row)
        {
            var result = x.Keep();
            for (var n = 0; n < 4; n++) result.AsSpan<float>()[n * 3 + Column] = (float)x.At(row(n), Column);
            return result;
        }

        Tensor InPlace()
        {
            var result = x.Keep();
            for (var n = 0; n < 4; n++) result.AsSpan<float>()[n * 3 + Column] = (float)result.At(order[n], Column);
            return result;
        }
    }

    static Verdict Wrong(string hint) => Verdict.Wrong(hint);
}
