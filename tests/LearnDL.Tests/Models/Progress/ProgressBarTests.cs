using System.Globalization;
using System.Text;
using LearnDL.Callbacks;
using LearnDL.Models;

namespace LearnDL.Tests.Models;

/// <summary>The bar as a terminal shows it, by a clock of the test's own.</summary>
public sealed class ProgressBarTests : IDisposable
{
    static readonly Scene scene = Scene.YesNo;

    readonly StillClock clock = new();
    readonly Terminal terminal = new(80);

    public void Dispose() => terminal.Dispose();

    ProgressPrinter Printer(int? steps, int verbose = 1, int width = 80) =>
        new(new Screen(terminal, isTerminal: true, () => width, clock), verbose, steps);

    static string Bar(int done) => new string('━', done) + new string(' ', 20 - done);

    void Step(ProgressPrinter printer, double seconds, double loss = 0.5)
    {
        clock.Wait(seconds);
        printer.Batch(new GivenFigures { Loss = loss });
    }

    /// <summary>The first batch takes 9 s and is not counted: the others take 2 s each.</summary>
    [Fact]
    public void It_grows_in_place_with_the_time_to_come_and_the_figures_so_far()
    {
        var printer = Printer(10);
        printer.BeginEpoch(0, 3);
        List<string> shown = [];
        foreach (var (seconds, loss) in ((double, double)[])[(9, 2), (2, 1.5), (2, 0.0005)])
        {
            Step(printer, seconds, loss);
            shown.Add(terminal.Rows[^1]);
        }
        Assert.Equal(
        [
            $" 1/10 {Bar(2)} 1:21 9s/step - loss: 2.0000",
            $" 2/10 {Bar(4)} 16s 2s/step - loss: 1.5000",
            $" 3/10 {Bar(6)} 14s 2s/step - loss: 5.0000e-04",
        ], shown);
        for (var i = 3; i < 10; i++)
            Step(printer, 2);
        clock.Wait(0.4); // validation
        printer.End(new Logs { ["loss"] = 0.25, ["val_loss"] = 1 });
        Assert.Equal(["Epoch 1/3", $"10/10 {Bar(20)} 27s 2s/step - loss: 0.2500 - val_loss: 1.0000", ""],
            terminal.Rows);
    }

    [Fact]
    public void It_is_drawn_20_times_a_second_at_most_and_after_the_last_batch()
    {
        var printer = Printer(1000);
        printer.Begin();
        for (var i = 0; i < 1000; i++)
            Step(printer, 0.001);
        Assert.Equal(20 + 1, terminal.ToString().Count(c => c == '/') / 2); // "n/1000" and "1ms/step"
        Assert.StartsWith("1000/1000 ", terminal.Rows[^1]);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59.99, "59s")]
    [InlineData(60, "60s")]
    [InlineData(60.5, "1:00")]
    [InlineData(125, "2:05")]
    [InlineData(3600, "60:00")]
    [InlineData(3601, "1:00:01")]
    [InlineData(36125.9, "10:02:05")]
    public void The_time_to_come_is_written_as_in_Keras(double seconds, string text) =>
        Assert.Equal(text, new StringBuilder().AppendEta(seconds).ToString());

    [Theory]
    [InlineData(0, "0s/step")]
    [InlineData(1, "1s/step")]
    [InlineData(12.6, "13s/step")]
    [InlineData(0.9994, "999ms/step")]
    [InlineData(0.001, "1ms/step")]
    [InlineData(0.0004, "400us/step")]
    public void The_time_of_a_step_is_written_as_in_Keras(double seconds, string text) =>
        Assert.Equal(text, new StringBuilder().AppendPerStep(seconds).ToString());

    [Fact]
    public void A_shorter_line_leaves_nothing_of_a_longer_one()
    {
        var printer = Printer(100);
        printer.Begin();
        Step(printer, 100, loss: 123456); // "2:45:00 100s/step - loss: 123456.0000"
        Step(printer, 0.5, loss: 1);
        Assert.Equal([$"  2/100 {Bar(0)} 49s 500ms/step - loss: 1.0000"], terminal.Rows);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(12)]
    public void A_line_too_long_for_the_terminal_is_cut_and_never_wraps_until_the_end(int width)
    {
        var narrow = new Terminal(width);
        var bar = new ProgressPrinter(new Screen(narrow, isTerminal: true, () => width, clock), 1, 9);
        bar.Begin();
        for (var i = 0; i < 9; i++)
        {
            clock.Wait(1);
            bar.Batch(new GivenFigures([.. Enumerable.Repeat(new LearnDL.Metrics.AUC(), 3)]) { Loss = 123456 });
            Assert.Single(narrow.Rows);
            Assert.StartsWith($"{i + 1}/9 ", narrow.Rows[0]);
        }
        bar.End(new Logs { ["loss"] = 123456, ["auc"] = 1, ["val_loss"] = 2 });
        Assert.EndsWith("loss: 123456.0000 - auc: 1.0000 - val_loss: 2.0000",
            narrow.ToString().Split('\r')[^1].TrimEnd());
    }

    [Fact]
    public void Where_the_number_of_batches_is_not_known_there_is_none_until_the_second_epoch()
    {
        var printer = Printer(null);
        printer.BeginEpoch(0, 2);
        Step(printer, 1);
        Step(printer, 1);
        Assert.Equal("      2/Unknown 2s 1s/step - loss: 0.5000", terminal.Rows[^1]);
        printer.End(new Logs { ["loss"] = 0.5 });
        Assert.Equal($"2/2 {Bar(20)} 2s 1s/step - loss: 0.5000", terminal.Rows[^2]);
        printer.BeginEpoch(1, 2);
        Step(printer, 3);
        Assert.Equal($"1/2 {Bar(10)} 3s 3s/step - loss: 0.5000", terminal.Rows[^1]);
    }

    /// <summary>Keras draws it full; here it tells how far the epoch came.</summary>
    [Fact]
    public void An_epoch_that_was_stopped_ends_where_it_is()
    {
        var printer = Printer(10);
        printer.Begin();
        Step(printer, 1);
        Step(printer, 1);
        printer.End(new Logs { ["loss"] = 0.5 });
        Assert.Equal([$" 2/10 {Bar(4)} 2s 1s/step - loss: 0.5000", ""], terminal.Rows);
    }

    [Fact]
    public void What_callbacks_say_and_a_second_bar_stand_on_lines_of_their_own()
    {
        var screen = new Screen(terminal, isTerminal: true, () => 80, clock);
        ProgressPrinter fit = new(screen, 1, 2), evaluate = new(screen, 1, 1);
        fit.Begin();
        Step(fit, 1);
        Step(fit, 1);
        fit.Say("Epoch 1: early stopping");
        evaluate.Begin();
        Step(evaluate, 1);
        evaluate.End(new Logs { ["loss"] = 0.125 });
        fit.End(new Logs { ["loss"] = 0.25 });
        Assert.Equal(
        [
            $"2/2 {Bar(20)} 0s 1s/step - loss: 0.5000", "Epoch 1: early stopping",
            $"1/1 {Bar(20)} 1s 1s/step - loss: 0.1250", $"2/2 {Bar(20)} 3s 2s/step - loss: 0.2500", "",
        ], terminal.Rows);
    }

    [Fact]
    public void After_an_error_the_line_of_the_bar_is_ended()
    {
        var printer = Printer(4);
        var list = new CallbackList(scene.Model(), [], printer);
        Assert.Throws<NotSupportedException>(() => list.InTraining(() =>
        {
            printer.BeginEpoch(0, 1);
            clock.Wait(1);
            list.TrainBatchEnd(0, new GivenFigures { Loss = 0.5 });
            throw new NotSupportedException();
        }));
        terminal.Write("Unhandled exception");
        Assert.Equal(["Epoch 1/1", $"1/4 {Bar(5)} 3s 1s/step - loss: 0.5000", "Unhandled exception"], terminal.Rows);
    }

    /// <summary>As a validation is silent, and Evaluate and Predict are not.</summary>
    [Fact]
    public void A_test_within_Fit_draws_nothing_and_others_draw_bars()
    {
        var list = new CallbackList(scene.Model(), [], Printer(2));
        list.InTraining(() => list.InTest(() =>
        {
            list.TestBatchEnd(0, new GivenFigures { Loss = 1 });
            return new Logs { ["loss"] = 1 };
        }));
        Assert.Equal([""], terminal.Rows);

        var alone = new CallbackList(scene.Model(), [], Printer(2));
        alone.InTest(() =>
        {
            clock.Wait(2);
            alone.TestBatchEnd(0, new GivenFigures { Loss = 1 });
            Assert.Equal($"1/2 {Bar(10)} 2s 2s/step - loss: 1.0000", terminal.Rows[^1]);
            return new Logs { ["loss"] = 1, ["mae"] = 2 };
        });
        Assert.EndsWith("- loss: 1.0000 - mae: 2.0000", string.Concat(terminal.Rows));
        var predict = new CallbackList(scene.Model(), [], Printer(1));
        predict.InPrediction(() => predict.PredictBatchEnd(0, [], ..));
        Assert.Equal($"1/1 {Bar(20)} 0s 0s/step", terminal.Rows[^2]);
    }

    [Fact]
    public void With_verbose_2_a_terminal_gets_a_line_and_no_bar_and_with_0_nothing()
    {
        foreach (var verbose in (int[])[0, 2])
        {
            var printer = Printer(2, verbose);
            printer.BeginEpoch(4, 9);
            Step(printer, 3);
            Step(printer, 1);
            printer.End(new Logs { ["loss"] = 0.5 });
        }
        Assert.Equal("Epoch 5/9\n2/2 - 4s - 2s/step - loss: 0.5000\n", terminal.ToString());
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", "xterm-256color", true)]
    [InlineData("false", "xterm", true)]
    [InlineData("0", "xterm", true)]
    [InlineData("true", "xterm", false)]
    [InlineData("1", null, false)]
    [InlineData(null, "dumb", false)]
    public void The_variables_CI_and_TERM_are_respected(string? ci, string? term, bool draws) =>
        Assert.Equal(draws, Screen.MayRedraw(ci, term));

    [Fact]
    public void A_terminal_without_the_character_of_the_bar_gets_another()
    {
        var ascii = new InAscii();
        var printer = new ProgressPrinter(new Screen(ascii, isTerminal: true, () => 80, clock), 1, 2);
        printer.Begin();
        clock.Wait(1);
        printer.Batch();
        Assert.Equal($"1/2 {new string('=', 10)}{new string(' ', 10)} 1s 1s/step", ascii.ToString());
    }

    [Fact]
    public void The_largest_figure_is_written_in_full() => Assert.Equal(12 + 309 + 5,
        new StringBuilder().AppendFigure("largest", double.MaxValue).Length);

    sealed class InAscii() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.ASCII;
    }

    sealed class Nowhere : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char[] buffer, int index, int count)
        {
        }
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var printer = new ProgressPrinter(new Screen(new Nowhere(), isTerminal: true, () => 80, clock), 1, 10_000);
        var figures = new GivenFigures(new LearnDL.Metrics.RootMeanSquaredError());
        printer.Begin();
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                clock.Wait(1);
                figures.Loss = 0.5 + i;
                printer.Batch(figures);
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated();
        Assert.Equal(0, Allocated() / 1000);
    }
}
