using LearnDL.Tensors;
using AnswerChecks = Lessons.Tensors.AnswerChecks;

namespace LearnDL.Lessons.Tests;

public sealed class TensorsExerciseTests
{
    static void Right(Verdict verdict) => Assert.Equal(new Verdict(VerdictKind.Right, ""), verdict);

    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Fahrenheit()
    {
        Right(AnswerChecks.Fahrenheit(c => c.Affine(1.8, 32)));
        Right(AnswerChecks.Fahrenheit(c => c * 1.8 + 32));
        Wrong("-40, 32 and 212".Replace('-', '−'), AnswerChecks.Fahrenheit(c => c.Affine(1.8, 0)));
        Wrong("shape", AnswerChecks.Fahrenheit(c => c[..2].Affine(1.8, 32)));
        Wrong("no tensor", AnswerChecks.Fahrenheit(_ => default));
    }

    [Fact]
    public void Centre_columns()
    {
        Right(AnswerChecks.CentreColumns(x => x.SubtractRow(x.Mean(0))));
        Right(AnswerChecks.CentreColumns(x => x - x.Mean(0)));
        Wrong("mean of every row", AnswerChecks.CentreColumns(x => x.SubtractColumn(x.Mean(1))));
        Wrong("one mean of all", AnswerChecks.CentreColumns(x => x - x.Mean().Item()));
        Wrong("changed the table", AnswerChecks.CentreColumns(x => x.SubtractRow(x.Mean(0), into: x)));
        Wrong("SubtractRow", AnswerChecks.CentreColumns(x => x));
    }

    [Fact]
    public void Totals()
    {
        Right(AnswerChecks.Totals((counts, prices) => counts.Dot(prices)));
        Right(AnswerChecks.Totals((counts, prices) => counts.MultiplyRow(prices).Sum(1)));
        Wrong("every good in every basket", AnswerChecks.Totals((counts, prices) => counts.MultiplyRow(prices)));
        Wrong("Dot", AnswerChecks.Totals((counts, _) => counts.Sum(1)));
    }

    [Fact]
    public void Middle()
    {
        Right(AnswerChecks.Middle(x => x[.., 7..21, 7..21]));
        Right(AnswerChecks.Middle(x => x[.., 7..^7, 7..^7]));
        Wrong("excludes its end", AnswerChecks.Middle(x => x[.., 7..20, 7..20]));
        Wrong("Element 0", AnswerChecks.Middle(x => x[.., 8..22, 7..21]));
    }
}
