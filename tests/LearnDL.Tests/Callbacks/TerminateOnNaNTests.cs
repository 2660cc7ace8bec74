using LearnDL.Callbacks;
using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Data;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>A training that diverges ends with what it has, in place of an error.</summary>
public sealed class TerminateOnNaNTests
{
    /// <summary>y = w·x with a rate so large that w grows until its square is no float.</summary>
    static Sequential Diverging()
    {
        var model = new Sequential(seed: 1) { new Input([1]), new Dense(1, useBias: false,
            kernelInitializer: new Constant(1), name: "line") };
        model.Compile(new SGD(1e5), "mse", ["mae"]);
        model.Writer = new StringWriter { NewLine = "\n" };
        return model;
    }

    static readonly Tensor x = Tensor.Ones([4, 1]), y = Tensor.Of(1, 2, 3, 4);

    static History Fit(Sequential model, params Callback[] callbacks) => model.Fit(x, y, batchSize: 2, epochs: 20,
        verbose: 0, shuffle: false, validationData: (x, y), callbacks: callbacks);

    [Fact]
    public void It_ends_with_a_loss_that_is_NaN_and_the_weights_of_the_batch_before()
    {
        Sequential model = Diverging(), twin = Diverging();
        List<string> batches = [];
        var history = Fit(model, new TerminateOnNaN(), new LambdaCallback(
            onTrainBatchEnd: (batch, logs) => batches.Add($"{batch} {double.IsFinite(logs["loss"])}"),
            onTrainEnd: logs => batches.Add($"end {logs["loss"]}")));
        var error = Assert.Throws<DataException>(() => Fit(twin));

        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(twin.Optimizer.Iterations, model.Optimizer.Iterations);
        Assert.True(model.GetWeights()[0].Item() is var w && float.IsFinite((float)w));
        Assert.All(history["loss"].SkipLast(1), loss => Assert.True(double.IsFinite(loss)));
        Assert.True(double.IsNaN(history["loss"][^1]));
        Assert.Equal(history.Epoch.Count, history["val_loss"].Count); // the last epoch is validated and reported
        Assert.InRange(history.Epoch.Count, 1, 19);
        Assert.EndsWith("False", batches[^2]);
        Assert.Equal("end NaN", batches[^1]);
        Assert.Single(batches, line => line.EndsWith("False", StringComparison.Ordinal));
        Assert.Contains(model.Warnings, warning => warning.Contains(error.What) && warning.Contains(error.Fix));
        Assert.Matches("^Batch [01]: Invalid loss, terminating training\n$", model.Writer.ToString());
    }

    /// <summary>Loss 1e30, and a gradient of −2e40; in Keras the next loss would be NaN.</summary>
    [Fact]
    public void A_gradient_that_overflows_in_the_first_batch_ends_it_too()
    {
        var model = Diverging();
        model.SetWeights([Tensor.Zeros([1, 1])]);
        var history = model.Fit(Tensor.From(new float[,] { { 1e25f } }), Tensor.Of(1e15f), epochs: 3, verbose: 0,
            callbacks: [new TerminateOnNaN()]);
        Assert.Equal([0], history.Epoch);
        Assert.True(double.IsNaN(history["loss"][0]));
        Assert.Equal(0, model.GetWeights()[0].Item());
        Assert.Equal(0, model.Optimizer.Iterations);
        Assert.Contains(model.Warnings, warning => warning.Contains("The gradient of 'line/kernel'"));
    }

    [Fact]
    public void With_raiseError_Fit_ends_with_the_error_that_it_has_without()
    {
        var plain = Assert.Throws<DataException>(() => Fit(Diverging()));
        var raised = Assert.Throws<DataException>(() => Fit(Diverging(), new TerminateOnNaN(raiseError: true)));
        Assert.Equal(plain.Message, raised.Message);
    }

    [Fact]
    public void The_warning_is_printed_below_the_epoch_and_another_Fit_begins_afresh()
    {
        var model = Diverging();
        model.Fit(x, y, batchSize: 2, epochs: 20, verbose: 2, shuffle: false, callbacks: [new TerminateOnNaN()]);
        string[] lines = model.Writer.ToString()!.TrimEnd().Split('\n');
        Assert.Contains(lines, line => line.Contains(" - loss: NaN"));
        Assert.Contains(lines, line => line.StartsWith("warning: The loss became", StringComparison.Ordinal));

        model.Compile(new SGD(0.1), "mse");
        model.SetWeights([Tensor.Zeros([1, 1])]);
        Assert.Equal(3, model.Fit(x, y, epochs: 3, verbose: 0, callbacks: [new TerminateOnNaN()]).Epoch.Count);
    }

    [Fact]
    public void Other_errors_stay_errors()
    {
        var model = Diverging();
        Refused.Says<DataException>(() => model.Fit(x.Scale(double.NaN), y, verbose: 0,
            callbacks: [new TerminateOnNaN()]), "x has NaN");
        Refused.Says<DataException>(() => model.Evaluate(Tensor.Full([1, 1], 1e30), Tensor.Of(1),
            callbacks: [new TerminateOnNaN()]), "'loss' is");
    }

    [Fact]
    public void A_log_in_a_file_ends_with_nan()
    {
        using var folder = new TempFolder();
        Fit(Diverging(), new TerminateOnNaN(), new CSVLogger(folder["log.csv"]));
        Assert.Contains(",nan,", File.ReadAllLines(folder["log.csv"])[^1]);
    }
}
