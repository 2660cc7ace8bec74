using LearnDL.Callbacks;
using LearnDL.Models;

namespace LearnDL.Tests.Models;

/// <summary>What Fit and Evaluate print.</summary>
public sealed class ProgressTests
{
    static string[] Printed(int verbose, int epochs = 2, int batchSize = 32, Callback? callback = null)
    {
        var model = Scene.YesNo.Model();
        model.Writer = new StringWriter { NewLine = "\n" };
        model.Fit(Scene.YesNo.X, Scene.YesNo.Y, batchSize: batchSize, epochs: epochs, verbose: verbose,
            callbacks: callback is null ? [] : [callback]);
        return model.Writer.ToString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Verbose_0_prints_nothing() => Assert.Empty(Printed(0));

    [Theory]
    [InlineData(1)] // a string is no terminal: nothing is drawn over
    [InlineData(2)]
    public void Verbose_2_and_1_without_a_terminal_print_a_line_an_epoch(int verbose)
    {
        var lines = Printed(verbose);

        Assert.Equal(4, lines.Length);
        Assert.Equal("Epoch 1/2", lines[0]);
        Assert.Matches(@"^2/2 - \d+s - \d+(s|ms|us)/step - loss: \d\.\d{4} - accuracy: \d\.\d{4}$", lines[1]);
        Assert.DoesNotContain(lines, line => line.Contains('\r') || line.Contains('\b') || line.Contains('━'));
    }

    [Fact]
    public void An_epoch_that_was_stopped_says_how_far_it_came()
    {
        Callback? stop = null;
        stop = new LambdaCallback(onTrainBatchEnd: (batch, _) => stop!.Model.StopTraining = batch == 1);
        Assert.StartsWith(" 2/10 - ", Printed(2, batchSize: 4, callback: stop)[1]);
    }

    [Fact]
    public void Predict_prints_where_it_is_asked_to()
    {
        var model = Scene.YesNo.Model();
        model.Writer = new StringWriter { NewLine = "\n" };
        model.Predict(Scene.YesNo.X);
        Assert.Equal("", model.Writer.ToString());
        model.Predict(Scene.YesNo.X, batchSize: 10, verbose: 1);
        Assert.Matches(@"^4/4 - \d+s - \d+(s|ms|us)/step\n$", model.Writer.ToString());
        Refused.Says<HyperparameterException>(() => model.Predict(Scene.YesNo.X, verbose: 3), "Verbose");
    }

    [Theory]
    [InlineData(0.12345, "0.1235")]
    [InlineData(1234.5, "1234.5000")]
    [InlineData(0.00043123, "4.3123e-04")]
    [InlineData(-0.00043123, "-4.3123e-04")]
    [InlineData(0.0010001, "0.0010")]
    [InlineData(0.001, "1.0000e-03")]
    [InlineData(0.0, "0.0000e+00")]
    [InlineData(1e-12, "1.0000e-12")]
    public void Figures_have_4_decimals_and_an_exponent_when_small(double value, string text)
    {
        var lines = Printed(2, epochs: 1,
            callback: new LambdaCallback(onEpochEnd: (_, logs) => logs["figure"] = value));
        Assert.EndsWith($" - figure: {text}", lines[1]);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_noted()
    {
        Assert.Equal("note: batch size 64 > 40 samples, using one batch of 40.", Printed(2, batchSize: 64)[0]);
        Assert.StartsWith("1/1 - ", Printed(2, batchSize: 64)[2]);
        Assert.Empty(Printed(0, batchSize: 64));
        Assert.DoesNotContain(Printed(2, batchSize: 40), line => line.StartsWith("note", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluate_prints_where_it_is_asked_to(int verbose)
    {
        var model = Scene.YesNo.Model();
        model.Writer = new StringWriter();
        model.Evaluate(Scene.YesNo.X, Scene.YesNo.Y);
        Assert.Equal("", model.Writer.ToString());

        var logs = model.Evaluate(Scene.YesNo.X, Scene.YesNo.Y, verbose: verbose);
        Assert.Matches(@"^2/2 - \d+s - \d+(s|ms|us)/step - loss: ", model.Writer.ToString());
        Assert.EndsWith(FormattableString.Invariant(
            $" - loss: {logs["loss"]:0.0000} - accuracy: {logs["accuracy"]:0.0000}"), model.Writer.ToString()!.Trim());
    }
}
