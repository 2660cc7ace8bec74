using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Pad(Func<int[], int, int[]> answer)
    {
        foreach (var (words, length) in new[] { (new[] { 4, 9 }, 5), ([3, 1, 4, 1, 5, 9], 4), ([8, 7, 6], 3), ([], 2) })
        {
            int[] expected = [.. new int[Math.Max(0, length - words.Length)], .. words.TakeLast(length)];
            var given = new Given(words);
            var got = answer(words, length);
            if (given.Changed("the list") is { } changed) return changed;
            var told = $"[{string.Join(' ', words)}] at length {length} is [{string.Join(' ', expected)}]";
            if (got is null) return Verdict.Wrong("Your code returned no list.");
            if (got.SequenceEqual(expected)) continue;
            told += $"; yours is [{string.Join(' ', got)}]. ";
            if (got.Length != length) return Verdict.Wrong(told + $"The result should have {length} numbers.");
            if (words.Length > length && got.SequenceEqual(words.Take(length)))
                return Verdict.Wrong(told + "You kept the front. What the layer reads last counts most: keep the end.");
            if (words.Length < length && got.SequenceEqual(words.Concat(new int[length - words.Length])))
                return Verdict.Wrong(told + "Your zeros stand at the end. Put them at the front.");
            return Verdict.Wrong(told + "The words keep their order.");
        }

        return Verdict.Right();
    }

    public static Verdict EmbeddingGradient(Func<int[], Tensor, int, Tensor> answer)
    {
        int[] ids = [2, 5, 2, 0];
        var dy = Tensor.Normal([4, 3], seed: 81);
        var given = new Given(ids, dy);
        var got = answer(ids, dy, 7);
        if (given.Changed("the words or their gradients") is { } changed) return changed;
        var expected = Tensor.Zeros([7, 3]);
        expected.ScatterAdd(dy, ids);
        if (Judge.Differs(got, expected) is not { } wrong) return Verdict.Right();
        if (!got.HasValue) return wrong;
        if (got.Shape == dy.Shape)
            return Verdict.Wrong("That has a row for every word of the mail. "
                + "The embedding has a row for every word of the vocabulary: (7, 3) here.");
        if (got.Shape != expected.Shape) return wrong;
        var last = Tensor.Zeros([7, 3]);
        for (var t = 0; t < ids.Length; t++) last[ids[t]].CopyFrom(dy[t]);
        if (Judge.Differs(got, last) is null)
            return Verdict.Wrong("Word 2 occurs twice, and yours keeps the later gradient only. Add them: "
                + "both places used the same row.");
        var divided = expected.Keep();
        divided[2].CopyFrom(expected[2].Scale(0.5));
        if (Judge.Differs(got, divided) is null)
            return Verdict.Wrong("That is the mean where a word occurs twice. "
                + "Both uses change the loss, so their gradients add up.");
        var skipped = expected.Keep();
        skipped[0].Fill(0);
        if (Judge.Differs(got, skipped) is null)
            return Verdict.Wrong("Row 0 is missing. This embedding has no mask: "
                + "number 0 is a word like any other here.");
        return wrong with
        {
            Hint = wrong.Hint + " For every t: dE[ids[t]] += dy[t]. Or with ones and zeros: one-hotᵀ · dy."
        };
    }

    public static Verdict Carry(Func<Tensor, Tensor, Tensor, Tensor> answer)
    {
        var (hPrev, h, mask) = (Tensor.Normal([4, 3], seed: 82), Tensor.Normal([4, 3], seed: 83),
            Tensor.Of(1f, 0f, 0f, 1f));
        var given = new Given(hPrev, h, mask);
        var got = answer(hPrev, h, mask);
        if (given.Changed("the states or the mask") is { } changed) return changed;
        var expected = Mix(h, hPrev);
        if (Judge.Differs(got, expected) is not { } wrong) return Verdict.Right();
        if (Judge.Differs(got, h.MultiplyColumn(mask)) is null)
            return Verdict.Wrong("Padding sets your states to 0, so the mail is forgotten. "
                + "A padded step leaves the state as it was: hPrev.");
        if (Judge.Differs(got, Mix(hPrev, h)) is null)
            return Verdict.Wrong("It is the other way round: 1 is a real word, and its state is h.");
        if (Judge.Differs(got, h) is null) return Verdict.Wrong("The mask has no effect yet.");
        if (Judge.Differs(got, hPrev) is null) return Verdict.Wrong("Your states never change.");
        if (Judge.Differs(got, h.MultiplyColumn(mask).Add(hPrev)) is null)
            return Verdict.Wrong("Real words get the sum of both states. They get h alone; "
                + "hPrev only counts where the mask is 0.");
        return wrong with
        {
            Hint = wrong.Hint
                + " h times the mask, plus hPrev times (1 − mask); MultiplyColumn takes a number for every row."
        };

        Tensor Mix(Tensor real, Tensor padded) =>
            real.MultiplyColumn(mask).Add(padded.MultiplyColumn(mask.Affine(-1, 1)));
    }
}
