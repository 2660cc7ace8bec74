using LearnDL.Data;
using LearnDL.Tensors;
using AnswerChecks = Lessons.Text.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class TextExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_at_the_front()
    {
        static int[] Front(int[] words, int length) =>
            [.. new int[Math.Max(0, length - words.Length)], .. words.TakeLast(length)];
        Assert.Equal(VerdictKind.Right, AnswerChecks.Pad(Front).Kind);
        Wrong("at the front", AnswerChecks.Pad((words, length) =>
            [.. words.TakeLast(length), .. new int[Math.Max(0, length - words.Length)]]));
        Wrong("keep the end", AnswerChecks.Pad((words, length) =>
            [.. new int[Math.Max(0, length - words.Length)], .. words.Take(length)]));
        Wrong("should have 5 numbers", AnswerChecks.Pad((words, _) => [.. words]));
        Wrong("keep their order", AnswerChecks.Pad((words, length) =>
            [.. new int[Math.Max(0, length - words.Length)], .. words.Reverse().Take(length)]));
        Wrong("no list", AnswerChecks.Pad((_, _) => null!));
        Wrong("changed the list", AnswerChecks.Pad((words, length) =>
        {
            var front = Front(words, length);
            Array.Clear(words);
            return front;
        }));
    }

    [Fact]
    public void The_gradient_of_an_embedding()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.EmbeddingGradient((ids, dy,
            vocabulary) => Tensor.From(ids).OneHot(vocabulary).TransposedDot(dy)).Kind);
        Assert.Equal(VerdictKind.Right, AnswerChecks.EmbeddingGradient((ids, dy,
            vocabulary) => Sums(ids, dy, vocabulary, (sum, row) => sum.Add(row))).Kind);
        Wrong("keeps the later",
            AnswerChecks.EmbeddingGradient((ids, dy, vocabulary) => Sums(ids, dy, vocabulary, (_, row) => row)));
        Wrong("mean", AnswerChecks.EmbeddingGradient((ids, dy, vocabulary) => Sums(ids, dy, vocabulary,
            (sum, row) => sum.Add(row.Scale(row.At(0) == dy.At(3, 0) || row.At(0) == dy.At(1, 0) ? 1 : 0.5)))));
        Wrong("Row 0 is missing", AnswerChecks.EmbeddingGradient((ids, dy, vocabulary) =>
        {
            var dE = Sums(ids, dy, vocabulary, (sum, row) => sum.Add(row));
            dE[0].Fill(0);
            return dE;
        }));
        Wrong("row for every word of the vocabulary", AnswerChecks.EmbeddingGradient((_, dy, _) => dy));
        Wrong("(7, 3)", AnswerChecks.EmbeddingGradient((_, _, vocabulary) => Tensor.Zeros([vocabulary, 4])));
        Wrong("one-hot", AnswerChecks.EmbeddingGradient((_, _, vocabulary) => Tensor.Zeros([vocabulary, 3])));
        Wrong("no tensor", AnswerChecks.EmbeddingGradient((_, _, _) => default));

        static Tensor Sums(int[] ids, Tensor dy, int vocabulary, Func<Tensor, Tensor, Tensor> join)
        {
            var dE = Tensor.Zeros([vocabulary, dy.Shape[1]]);
            for (var t = 0; t < ids.Length; t++) dE[ids[t]].CopyFrom(join(dE[ids[t]].Keep(), dy[t]));
            return dE;
        }
    }

    [Fact]
    public void A_step_that_is_only_padding()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Carry((hPrev, h,
            mask) => h.MultiplyColumn(mask).Add(hPrev.MultiplyColumn(mask.Affine(-1, 1)))).Kind);
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Carry((hPrev, h, mask) => hPrev.Add(h.Subtract(hPrev).MultiplyColumn(mask))).Kind);
        Wrong("forgotten", AnswerChecks.Carry((_, h, mask) => h.MultiplyColumn(mask)));
        Wrong("other way round", AnswerChecks.Carry((hPrev, h, mask) =>
            hPrev.MultiplyColumn(mask).Add(h.MultiplyColumn(mask.Affine(-1, 1)))));
        Wrong("no effect", AnswerChecks.Carry((_, h, _) => h));
        Wrong("never change", AnswerChecks.Carry((hPrev, _, _) => hPrev));
        Wrong("sum of both", AnswerChecks.Carry((hPrev, h, mask) => h.MultiplyColumn(mask).Add(hPrev)));
        Wrong("MultiplyColumn", AnswerChecks.Carry((hPrev, h, _) => h.Add(hPrev)));
        Wrong("no tensor", AnswerChecks.Carry((_, _, _) => default));
        Wrong("changed the states", AnswerChecks.Carry((hPrev, h, _) =>
        {
            hPrev.Fill(0);
            return h;
        }));
    }
}
