using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>Keras 3's rules, played through with figures made up for the purpose.</summary>
public sealed class EarlyStoppingTests
{
    static readonly Scene scene = Scene.YesNo;

    /// <summary>Fit with these values for a figure; gives the number of epochs.</summary>
    static int Epochs(EarlyStopping stopping, string key, params double[] values) =>
        Run(stopping, key, values, out _, out _);

    static int Run(EarlyStopping stopping, string key, double[] values, out Sequential model, out List<string> hashes)
    {
        var trained = scene.Model();
        var seen = new List<string>();
        var figures = new LambdaCallback(onEpochEnd: (epoch, logs) =>
        {
            logs[key] = values[epoch];
            seen.Add(trained.WeightsHash());
        });
        var history = trained.Fit(scene.X, scene.Y, epochs: values.Length, verbose: 0, validationSplit: 0.2,
            callbacks: [figures, stopping]);
        (model, hashes) = (trained, seen);
        return history.Epoch.Count;
    }

    [Fact]
    public void Stops_when_the_figure_no_longer_improves()
    {
        var stopping = new EarlyStopping();
        Assert.Equal(3, Epochs(stopping, "val_loss", 3, 2, 2, 1, 0));
        Assert.Equal(2, stopping.StoppedEpoch);
        Assert.Equal(1, stopping.BestEpoch);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)] // it waits from the first epoch that is no better: patience 0 and 1 are the same
    [InlineData(2, 3)]
    [InlineData(4, 5)]
    public void Patience_bears_that_many_epochs(int patience, int epochs) =>
        Assert.Equal(epochs, Epochs(new EarlyStopping(patience: patience), "val_loss", 1, 2, 2, 2, 2, 2, 2));

    [Fact]
    public void An_improvement_begins_the_wait_anew() =>
        Assert.Equal(5, Epochs(new EarlyStopping(patience: 2), "val_loss", 3, 4, 2, 3, 2.5, 0, 0));

    [Fact]
    public void It_is_as_good_as_never_stopped_while_it_improves()
    {
        var stopping = new EarlyStopping();
        Assert.Equal(4, Epochs(stopping, "val_loss", 4, 3, 2, 1));
        Assert.Null(stopping.StoppedEpoch);
        Assert.Equal(3, stopping.BestEpoch);
    }

    [Fact]
    public void An_improvement_must_be_larger_than_the_least()
    {
        Assert.Equal(2, Epochs(new EarlyStopping(minDelta: 0.5), "val_loss", 4, 3.5, 3, 2));
        Assert.Equal(2, Epochs(new EarlyStopping(minDelta: -0.5), "val_loss", 4, 3.5, 3, 2)); // the sign does not count
        Assert.Equal(4, Epochs(new EarlyStopping(minDelta: 0.5), "val_loss", 4, 3.25, 2, 1));
    }

    [Fact]
    public void Accuracy_is_to_rise_and_losses_are_to_fall_by_themselves()
    {
        Assert.Equal(3, Epochs(new EarlyStopping("val_accuracy"), "val_accuracy", 0.5, 0.6, 0.6, 0.7));
        Assert.Equal(3, Epochs(new EarlyStopping("accuracy"), "accuracy", 0.5, 0.6, 0.4, 0.7));
        Assert.Equal(3, Epochs(new EarlyStopping("loss"), "loss", 0.6, 0.5, 0.7, 0.7));
        Assert.Equal(2, Epochs(new EarlyStopping("val_accuracy", mode: "min"), "val_accuracy", 0.5, 0.6, 0.6, 0.7));
        Assert.Equal(2, Epochs(new EarlyStopping(mode: "max"), "val_loss", 0.6, 0.5, 0.7, 0.7));
        Assert.Equal(3, Epochs(new EarlyStopping("mine", mode: "max"), "mine", 1, 2, 2, 3));
    }

    [Fact]
    public void It_never_stops_in_epoch_0() =>
        Assert.Equal(2, Epochs(new EarlyStopping(), "val_loss", double.NaN, double.NaN, 1));

    /// <summary>
    /// Whether losses are to fall or accuracies to rise; the infinite ones would be unbeatable in one of the two.
    /// </summary>
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_never_the_best(double bad)
    {
        foreach (var (mode, values) in ((string, double[])[])[("min", [bad, 1, 0.5, bad, 0.2, bad, bad, bad, bad]),
            ("max", [bad, 1, 1.5, bad, 1.7, bad, bad, bad, bad])])
        {
            var stopping = new EarlyStopping("mine", patience: 2, mode: mode, restoreBestWeights: true);
            Assert.Equal(7, Run(stopping, "mine", values, out var model, out var hashes));
            Assert.Equal(4, stopping.BestEpoch);
            Assert.Equal(hashes[4], model.WeightsHash());
        }
    }

    [Fact]
    public void Where_no_value_is_finite_there_is_no_best_and_the_weights_stay()
    {
        var stopping = new EarlyStopping(patience: 3, restoreBestWeights: true);
        Assert.Equal(3, Run(stopping, "val_loss", [double.NaN, double.NaN, double.NaN, double.NaN], out var model,
            out var hashes));
        Assert.Null(stopping.BestEpoch);
        Assert.Equal(2, stopping.StoppedEpoch);
        Assert.Equal(hashes[2], model.WeightsHash());
    }

    [Fact]
    public void A_later_value_that_is_no_number_is_no_improvement() =>
        Assert.Equal(3, Epochs(new EarlyStopping(), "val_loss", 2, 1, double.NaN, 0));

    /// <summary>
    /// Steps of 0.4 are less than minDelta, steps of 0.6 are more; towards the better in either direction.
    /// </summary>
    [Theory]
    [InlineData("min", -1)]
    [InlineData("max", 1)]
    public void The_least_improvement_counts_towards_the_better(string mode, int better)
    {
        double[] Values(double step) => [.. Enumerable.Range(0, 5).Select(i => 10 + better * step * i)];
        foreach (var sign in (int[])[1, -1])
        {
            Assert.Equal(2, Epochs(new EarlyStopping("mine", 0.5 * sign, mode: mode), "mine", Values(0.4)));
            Assert.Equal(5, Epochs(new EarlyStopping("mine", 0.5 * sign, mode: mode), "mine", Values(0.6)));
        }
        if (better > 0)
            Assert.Equal(2, Epochs(new EarlyStopping("val_accuracy", 0.5), "val_accuracy", Values(0.4)));
    }

    [Fact]
    public void Only_what_beats_the_baseline_ends_the_wait()
    {
        // waits 1, 2, 3: stops
        Assert.Equal(3, Epochs(new EarlyStopping(patience: 3, baseline: 1), "val_loss", 3, 2, 2, 0));
        // waits 0, 1, 2, 3
        Assert.Equal(4, Epochs(new EarlyStopping(patience: 3, baseline: 10), "val_loss", 3, 4, 4, 4, 4));
        // while it improves, it goes on
        Assert.Equal(4, Epochs(new EarlyStopping(patience: 1, baseline: 0), "val_loss", 4, 3, 2, 1));
    }

    [Fact]
    public void It_watches_from_the_epoch_that_is_said()
    {
        var stopping = new EarlyStopping(startFromEpoch: 3);
        Assert.Equal(5, Epochs(stopping, "val_loss", 0, 1, 2, 3, 4, 5));
        Assert.Equal(3, stopping.BestEpoch);
    }

    [Fact]
    public void The_best_weights_are_put_back_if_wanted()
    {
        Assert.Equal(4, Run(new EarlyStopping(patience: 2, restoreBestWeights: true), "val_loss", [3, 1, 2, 2, 0],
            out var model, out var hashes));
        Assert.Equal(hashes[1], model.WeightsHash());

        Run(new EarlyStopping(patience: 2), "val_loss", [3, 1, 2, 2, 0], out model, out hashes);
        Assert.Equal(hashes[3], model.WeightsHash());
    }

    [Fact]
    public void The_best_weights_are_put_back_also_when_it_did_not_stop()
    {
        Assert.Equal(4, Run(new EarlyStopping(patience: 9, restoreBestWeights: true), "val_loss", [3, 1, 2, 2],
            out var model, out var hashes));
        Assert.Equal(hashes[1], model.WeightsHash());
    }

    [Fact]
    public void It_can_be_used_again()
    {
        var stopping = new EarlyStopping();
        Assert.Equal(2, Epochs(stopping, "val_loss", 1, 2, 3));
        Assert.Equal(3, Epochs(stopping, "val_loss", 5, 4, 4, 1));
    }

    [Fact]
    public void Epochs_without_validation_are_borne()
    {
        var model = scene.Model();
        var history = model.Fit(scene.X, scene.Y, epochs: 4, verbose: 0, validationSplit: 0.2, validationFreq: 2,
            callbacks: [new EarlyStopping(patience: 5)]);
        Assert.Equal(4, history.Epoch.Count);
    }

    [Fact]
    public void A_figure_that_will_not_come_is_told_before_the_first_step()
    {
        void Fit(Sequential model, EarlyStopping stopping, double split) =>
            model.Fit(scene.X, scene.Y, verbose: 0, validationSplit: split, callbacks: [stopping]);

        Refused.By<ModelException>(scene, model => Fit(model, new EarlyStopping(), 0), "'val_loss'",
            "nothing is validated", "validationSplit");
        Refused.By<ModelException>(scene, model => Fit(model, new EarlyStopping("val_acc"), 0.2), "'val_acc'",
            "loss, accuracy, val_loss, val_accuracy");
        Refused.Says<UnknownNameException>(() => Fit(scene.Model(), new EarlyStopping("f1", mode: "max"), 0.2), "'f1'");
    }

    [Fact]
    public void Settings_out_of_range_are_told()
    {
        Refused.Says<UnknownNameException>(() => _ = new EarlyStopping(mode: "mni"), "'mni'", "Nearest: 'min'");
        Refused.Says<HyperparameterException>(() => _ = new EarlyStopping(patience: -1), "patience >= 0", "-1");
        Refused.Says<HyperparameterException>(() => _ = new EarlyStopping(minDelta: double.NaN), "minDelta");
        Refused.Says<HyperparameterException>(() => _ = new EarlyStopping(baseline: double.NaN), "baseline");
        Refused.Says<HyperparameterException>(() => _ = new EarlyStopping(startFromEpoch: -1), "startFromEpoch");
    }
}
