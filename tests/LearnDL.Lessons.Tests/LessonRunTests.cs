using System.Globalization;

namespace LearnDL.Lessons.Tests;

public sealed class LessonRunTests
{
    public static TheoryData<string> Folders => AllLessons.Folders;

    [Theory]
    [MemberData(nameof(Folders))]
    public void Two_runs_with_one_seed_give_the_same_record_and_pictures(string lesson)
    {
        using var first = new RunFolder();
        using var second = new RunFolder();
        var a = LessonRunner.Run(AllLessons.Of(lesson), new(Quick: true), runFolder: first.Path);
        var b = InACultureWithCommas(() =>
            LessonRunner.Run(AllLessons.Of(lesson), new(Quick: true), runFolder: second.Path));

        Assert.Equivalent(a, LessonRecord.Read(first.Path), strict: true);
        Assert.NotEmpty(a.Pictures);
        if (AllLessons.Of(lesson).MeasuresTime) // no two runs take the same time, but both report the same things
        {
            Assert.Equal(a.Metrics.Keys, b.Metrics.Keys);
            Assert.Equal(a.Outputs.Keys, b.Outputs.Keys);
            Assert.Equal(a.Pictures.Keys, b.Pictures.Keys);
            return;
        }

        Assert.Equal(a.Weights, b.Weights);
        Assert.Equal(OfSeed(a), OfSeed(b));
        Assert.Equal(a.Outputs, b.Outputs);
        Assert.Equal(a.Pictures, b.Pictures);
        foreach (var picture in a.Pictures.Values)
            Assert.Equal(File.ReadAllText(Path.Combine(first.Path, picture.File)),
                File.ReadAllText(Path.Combine(second.Path, picture.File)));
    }

    /// <summary>What the seed decides: seconds and memory are others in every run.</summary>
    static Dictionary<string, MetricRecord> OfSeed(LessonRecord record) =>
        record.Metrics.Where(metric => !metric.Value.OfMachine)
            .ToDictionary(metric => metric.Key, metric => metric.Value);

    [Fact]
    public void Numbers_of_the_machine_are_marked_in_the_record_and_no_others()
    {
        using var folder = new RunFolder();
        var run = new LessonRun(1, false, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));
        run.MachineMetric("seconds", "time", 1.25, "0.0");
        run.Metric("accuracy", "test accuracy", 0.5);
        run.ToRecord(AllLessons.Of("03-iris"), LessonSources.Of("03-iris"), DateTime.UtcNow, 1).Write(folder.Path);
        var metrics = LessonRecord.Read(folder.Path)!.Metrics;
        Assert.Equal(new("time", 1.25, "1.3", OfMachine: true), metrics["seconds"]);
        Assert.Equal(new("test accuracy", 0.5, "50.00%"), metrics["accuracy"]);
        Assert.Single(File.ReadAllLines(Path.Combine(folder.Path, LessonRecord.FileName)),
            line => line.Contains("ofMachine", StringComparison.Ordinal));
    }

    [Fact]
    public void The_peak_of_memory_is_at_least_what_is_in_use()
    {
        var held = new byte[50_000_000];
        Array.Fill(held, (byte)1);
        Assert.InRange(Memory.PeakMegabytes(), 50, 1e6);
        GC.KeepAlive(held);
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        using var folder = new RunFolder();
        var a = LessonRunner.Run(AllLessons.Of("03-iris"), new(Quick: true, Seed: 1), runFolder: folder.Path);
        var b = LessonRunner.Run(AllLessons.Of("03-iris"), new(Quick: true, Seed: 2), runFolder: folder.Path);
        Assert.Equal(1, a.Seed);
        Assert.NotEqual(a.Weights, b.Weights);
    }

    [Fact]
    public void A_run_ends_with_the_weights_and_on_demand_with_what_it_measured()
    {
        using var folder = new RunFolder();
        var text = new StringWriter { NewLine = "\n" };
        var record = LessonRunner.Run(AllLessons.Of("03-iris"), new(Quick: true, Measured: true), output: text,
            runFolder: folder.Path);
        var lines = text.ToString().TrimEnd().Split('\n');
        var accuracy = $"{record.Metrics["test-accuracy"].Label} {record.Metrics["test-accuracy"].Text}";
        Assert.Equal($"weights {record.Weights}", lines[^1]);
        Assert.Contains(accuracy, lines);

        var brief = new StringWriter { NewLine = "\n" };
        LessonRunner.Run(AllLessons.Of("03-iris"), new(Quick: true), output: brief, runFolder: folder.Path);
        Assert.DoesNotContain(accuracy, brief.ToString().Split('\n'));
        Assert.EndsWith($"weights {record.Weights}\n", brief.ToString(), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("A quick run", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_is_shown_quarter_by_quarter_where_there_is_no_terminal()
    {
        var text = new StringWriter { NewLine = "\n" };
        using (var bar = new PlainProgressDisplay(text).Start("training", 8))
            for (var done = 1; done <= 8; done++)
                bar.Report(done, $"loss {done}");
        Assert.Equal(
            "  training  25%  loss 2\n  training  50%  loss 4\n  training  75%  loss 6\n  training  100%  loss 8\n",
            text.ToString());
    }

    [Fact]
    public void A_long_epoch_moves_the_bar_batch_by_batch()
    {
        var bar = new Steps();
        var progress = new TrainingProgress(bar, batches: 4);
        Assert.True(progress.WantsBatches);
        Assert.False(new TrainingProgress(bar).WantsBatches);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            for (var batch = 0; batch < 4; batch++) progress.OnTrainBatchEnd(batch, []);
            progress.OnEpochEnd(epoch, []);
        }

        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1.25, 1.5, 1.75, 2, 2], bar.Done);
    }

    sealed class Steps : IProgressBar
    {
        public List<double> Done { get; } = [];

        public void Report(double done, string note) => Done.Add(done);

        public void Dispose()
        {
        }
    }

    [Fact]
    public void Text_written_while_a_bar_is_shown_waits_for_its_end()
    {
        var text = new StringWriter { NewLine = "\n" };
        var run = new LessonRun(1, false, text, new PlainProgressDisplay(TextWriter.Null));
        using (run.Progress("training", 3))
        {
            run.Output("block").WriteLine("inside");
            Assert.Empty(text.ToString());
        }

        run.Output("block").WriteLine("after");
        Assert.Equal("inside\nafter\n", text.ToString());
    }

    [Fact]
    public void A_metric_that_is_no_number_is_refused_by_name()
    {
        var run = new LessonRun(1, false, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));
        Assert.Contains("'broken'",
            Assert.Throws<ArgumentException>(() => run.Metric("broken", "a ratio", double.NaN)).Message,
            StringComparison.Ordinal);
    }

    static T InACultureWithCommas<T>(Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = commas;
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
