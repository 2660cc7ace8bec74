using LearnDL.Data;
using LearnDL.Tensors;
using Lessons.Functional;

namespace LearnDL.Lessons.Tests;

/// <summary>What lesson 10 says of its data, its graph and its gradients.</summary>
public sealed class FunctionalNetworkTests
{
    static readonly Mails mails = Mails.Of(Datasets.SpamAssassin(), Datasets.MailHabits());

    static LessonRun NewRun() => new(7, false, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));

    static LessonRecord Record(LessonRun run) =>
        run.ToRecord(AllLessons.Of("10-functional"), LessonSources.Of("10-functional"), DateTime.UtcNow, 1);

    [Fact]
    public void A_mail_is_cut_into_its_subject_and_the_first_words_of_its_body()
    {
        Assert.Equal("life insurance why pay more ?", mails.Subjects[4091]);
        Assert.StartsWith("save up to <num> % on life insurance", mails.Bodies[4091], StringComparison.Ordinal);
        Assert.Equal(Mails.SubjectLength, mails.Subjects.Max(text => text.Split(' ').Length));
        Assert.Equal(Mails.BodyLength, mails.Bodies.Max(text => text.Split(' ').Length));
    }

    [Fact]
    public void Counts_become_logarithms_and_the_hour_a_clock()
    {
        var raw = Tensor.From(new float[,]
        {
            { 4, 99, 0.25f, 0.5f, 0, 3, 6, 1 },
            { 0, 0, 0, 0, 0, 0, 23.5f, 0 },
            { 0, 0, 0, 0, 0, 0, 0.5f, 0 },
        });
        var x = Habits.Prepare(raw);

        Assert.Equal("(3, 9)", x.Shape.ToString());
        double[] first = [Math.Log(5), Math.Log(100), 0.25, 0.5, 0, Math.Log(4), 1, 0, 1];
        for (var d = 0; d < 9; d++) Assert.Equal(first[d], x.At(0, d), 1e-6);
        Assert.InRange(x[1].Subtract(x[2]).Abs().Max().Item(), 0.2, 0.3); // half past eleven, half past midnight: near
        Assert.Equal(4, raw.At(0, 0)); // left as it was
    }

    [Fact]
    public void The_parts_are_those_of_lesson_8_and_the_test_mails_are_in_no_other()
    {
        var (others, test) = Parts.SetAside(NewRun(), mails);
        Assert.Equal((4353, 1451), (others.Count, test.Count));
        var eight = Lessons8(NewRun());
        Assert.Equal(eight, test.Subjects.Zip(test.Bodies,
            (a, b) => string.Join(' ', $"{a} {b}".Trim().Split(' ')[..3])));

        static IEnumerable<string> Lessons8(LessonRun run) =>
            global::Lessons.Text.MailSplit.Of(run, Datasets.SpamAssassin()).Test.X
                .Select(text => string.Join(' ', text.Split(' ')[..3]));
    }

    [Fact]
    public void The_graph_shares_its_words_and_has_the_weights_that_the_page_counts()
    {
        var model = Network.Joined(seed: 1);
        Assert.Equal(["subject", "body", "habits"], model.InputNames);
        Assert.Equal(["spam", "text_only"], model.OutputNames);
        Assert.Equal(2, model.GetLayer("words").Nodes.Count);
        Assert.Equal((5000 * 32) + (2 * 4 * 16 * (32 + 16 + 1)) + (10 * 16) + 49 + 33, model.CountParams());
    }

    [Fact]
    public void One_matrix_gets_the_sum_of_two_gradients_and_differences_agree()
    {
        var run = NewRun();
        SharedRows.Run(run);
        var metrics = Record(run).Metrics;
        Assert.True(metrics["shared-sum"].Value < 1e-15);
        Assert.InRange(metrics["shared-differences"].Value, 0, 1e-9);
    }

    [Fact]
    public void The_gradient_through_the_join_by_hand_is_the_engines()
    {
        var run = NewRun();
        JoinByHand.Run(run);
        var record = Record(run);
        Assert.True(record.Metrics["join-engine"].Value < 1e-15);
        Assert.InRange(record.Metrics["join-differences"].Value, 0, 1e-9);
        Assert.Contains("dt        = -0.400  -0.700", record.Outputs["backward"], StringComparison.Ordinal);
        Assert.EndsWith("-0.400  -0.700", record.Outputs["backward"], StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracy_and_loss_of_probabilities_by_hand()
    {
        var (p, y) = (Tensor.Of(0.8f, 0.6f, 0.1f), Tensor.From([1, 0, 0]));
        Assert.Equal(2 / 3.0, Verdicts.Accuracy(p, y), 1e-12);
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.4) + Math.Log(0.9)) / 3, Verdicts.Loss(p, y), 1e-6);
        Assert.Equal(-Math.Log(1e-7), Verdicts.Loss(Tensor.Of(0f), Tensor.From([1])), 1e-9); // never infinite
    }

    [Fact]
    public void Habits_help_where_only_the_subject_is_read()
    {
        var run = NewRun();
        var (others, _) = Parts.SetAside(run, mails);
        var (trainRows, heldRows) = Split.Stratified(others.Y, 0.2, seed: 30); // none of the lesson's own
        var reader = new Reader(others.Rows(trainRows));
        var (train, held) = (reader.Read(others.Rows(trainRows)), reader.Read(others.Rows(heldRows)));
        var alone = new Candidate("a", "a", Network.SubjectAlone, part => part.Subject);
        var both = new Candidate("b", "b", Network.SubjectAndHabits, part => [part.Subject, part.Habits]);
        alone.Judge(run, train, held, seed: 30);
        both.Judge(run, train, held, seed: 30);
        Assert.InRange(alone.Accuracy[0], 0.85, 0.93);
        Assert.True(both.Accuracy[0] > alone.Accuracy[0] + 0.01);
        Assert.True(both.Loss[0] < alone.Loss[0] - 0.03);
    }
}
