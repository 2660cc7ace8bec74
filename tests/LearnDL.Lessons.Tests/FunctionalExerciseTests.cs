using LearnDL.Tensors;
using AnswerChecks = Lessons.Functional.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class FunctionalExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static Tensor[] Each(Tensor dc, int[] widths, Func<Tensor, int, int, Tensor> part)
    {
        var (parts, from) = (new Tensor[widths.Length], 0);
        for (var i = 0; i < widths.Length; from += widths[i++]) parts[i] = part(dc, from, widths[i]);
        return parts;
    }

    [Fact]
    public void The_gradient_of_a_join()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Cut((dc, widths) =>
            Each(dc, widths, (all, from, width) => all[.., from..(from + width)])).Kind);
        Wrong("no tensors", AnswerChecks.Cut((_, _) => null!));
        Wrong("yours are 1", AnswerChecks.Cut((dc, _) => [dc]));
        Wrong("first column again", AnswerChecks.Cut((dc, widths) =>
            Each(dc, widths, (all, _, width) => all[.., ..width])));
        Wrong("cut columns", AnswerChecks.Cut((dc, widths) =>
            Each(dc, widths, (_, _, width) => Tensor.Zeros([width, 6]))));
        Wrong("whole gradient", AnswerChecks.Cut((dc, widths) => Each(dc, widths, (all, _, _) => all)));
        Wrong("Gradient 2", AnswerChecks.Cut((dc, widths) => Each(dc, widths, (all, from, width) =>
            all[.., from..(from + width)].Scale(from == 3 ? 2 : 1))));
        Wrong("returned no tensor", AnswerChecks.Cut((_, widths) => new Tensor[widths.Length]));
    }

    [Fact]
    public void What_the_text_branch_hears()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.TextGradient((dc, da, v, weight) =>
            dc[.., ..3].Add(da.DotTransposed(v).Scale(weight))).Kind);
        Wrong("column for every number", AnswerChecks.TextGradient((dc, _, _, _) => dc));
        Wrong("through the join", AnswerChecks.TextGradient((dc, _, _, _) => dc[.., ..3]));
        Wrong("from the auxiliary output", AnswerChecks.TextGradient((_, da, v, weight) =>
            da.DotTransposed(v).Scale(weight)));
        Wrong("from the auxiliary output", AnswerChecks.TextGradient((_, da, v, _) => da.DotTransposed(v)));
        Wrong("counts only", AnswerChecks.TextGradient((dc, da, v, _) => dc[.., ..3].Add(da.DotTransposed(v))));
        Wrong("scaled both", AnswerChecks.TextGradient((dc, da, v, weight) =>
            dc[.., ..3].Add(da.DotTransposed(v)).Scale(weight)));
        Wrong("the mean", AnswerChecks.TextGradient((dc, da, v, weight) =>
            dc[.., ..3].Add(da.DotTransposed(v).Scale(weight)).Scale(0.5)));
        Wrong("last columns", AnswerChecks.TextGradient((dc, da, v, weight) =>
            dc[.., 2..].Add(da.DotTransposed(v).Scale(weight))));
        Wrong("Element 0", AnswerChecks.TextGradient((_, _, _, _) => Tensor.Zeros([4, 3])));
        Wrong("returned no tensor", AnswerChecks.TextGradient((_, _, _, _) => default));
    }

    [Fact]
    public void One_habit_of_somebody_else()
    {
        static Tensor Copy(Tensor x, int column, int[] order, bool fromCopy = false, bool reverse = false)
        {
            var result = x.Keep();
            for (var n = 0; n < order.Length; n++)
                if (reverse) result.AsSpan<float>()[order[n] * 3 + column] = (float)x.At(n, column);
                else result.AsSpan<float>()[n * 3 + column] = (float)(fromCopy ? result : x).At(order[n], column);
            return result;
        }

        Assert.Equal(VerdictKind.Right, AnswerChecks.Shuffled((x, column, order) => Copy(x, column, order)).Kind);
        Wrong("Nothing", AnswerChecks.Shuffled((x, _, _) => x));
        Wrong("whole rows", AnswerChecks.Shuffled((x, _, order) => x.Gather(order)));
        Wrong("other way round", AnswerChecks.Shuffled((x, column, order) => Copy(x, column, order, reverse: true)));
        Wrong("from the copy", AnswerChecks.Shuffled((x, column, order) => Copy(x, column, order, fromCopy: true)));
        Wrong("Element", AnswerChecks.Shuffled((x, column, order) => Copy(x, column - 1, order)));
        Wrong("changed", AnswerChecks.Shuffled((x, _, _) =>
        {
            x.Fill(0);
            return x;
        }));
    }
}
