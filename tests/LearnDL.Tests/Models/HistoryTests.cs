using LearnDL.Callbacks;
using LearnDL.Models;

namespace LearnDL.Tests.Models;

/// <summary>Keras's keys, in Keras's order.</summary>
public sealed class HistoryTests
{
    static History Fit(Scene scene, string[]? metrics = null, double split = 0, params Callback[] callbacks)
    {
        var model = scene.Model();
        if (metrics is not null)
            model.Compile("adam", scene.Loss, metrics);
        var history = model.Fit(scene.X, scene.Y, epochs: 2, verbose: 0, validationSplit: split, callbacks: callbacks);
        Assert.Same(history, model.History);
        return history;
    }

    [Fact]
    public void Loss_first_then_metrics_then_validation_then_what_callbacks_add()
    {
        Assert.Equal(["loss"], Fit(Scene.Numbers).Keys);
        Assert.Equal(["loss", "accuracy"], Fit(Scene.YesNo).Keys);
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], Fit(Scene.YesNo, split: 0.2).Keys);
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"],
            Fit(Scene.YesNo, null, 0.2, new LearningRateScheduler((_, rate) => rate)).Keys);
    }

    [Fact]
    public void In_a_line()
    {
        Assert.Matches(@"^2 epochs, the last: loss [0-9.]+, accuracy [0-9.]+$", $"{Fit(Scene.YesNo)}");
        Assert.Equal("loss 0.0123, accuracy 0.98, val_loss 1.5e-05",
            $"{new Logs { ["loss"] = 0.0123, ["accuracy"] = 0.98, ["val_loss"] = 1.5e-5 }}");
    }

    [Fact]
    public void Metrics_are_named_as_the_user_wrote_them()
    {
        Assert.Equal(["loss", "acc", "mae", "val_loss", "val_acc", "val_mae"],
            Fit(Scene.YesNo, ["acc", "mae"], 0.2).Keys);
        Assert.Equal(["loss", "mean_absolute_error", "binary_accuracy"],
            Fit(Scene.YesNo, ["mean_absolute_error", "binary_accuracy"]).Keys);
    }

    [Fact]
    public void A_value_for_every_epoch()
    {
        var history = Fit(Scene.YesNo, null, 0.2);

        Assert.Equal([0, 1], history.Epoch);
        Assert.All(history.Keys, key => Assert.Equal(2, history[key].Count));
        Assert.True(history.Contains("val_loss"));
        Assert.False(history.Contains("val_acc"));
    }

    /// <summary>Not every epoch validates, and a callback may add a figure now and then.</summary>
    [Theory]
    [InlineData(0, 6, 3, new[] { 2, 5 })]
    [InlineData(0, 5, 3, new[] { 2 })]
    [InlineData(4, 9, 2, new[] { 5, 7 })]
    [InlineData(7, 9, 1, new[] { 7, 8 })]
    public void Every_value_knows_its_epoch(int first, int end, int freq, int[] validated)
    {
        var scene = Scene.YesNo;
        var odd = new LambdaCallback(onEpochEnd: (epoch, logs) =>
        {
            if (epoch % 2 == 1)
                logs["odd"] = epoch;
        });
        var history = scene.Model().Fit(scene.X, scene.Y, initialEpoch: first, epochs: end, verbose: 0,
            validationSplit: 0.2, validationFreq: freq, callbacks: [odd]);

        Assert.Equal(Enumerable.Range(first, end - first), history.EpochsOf("loss"));
        Assert.Equal(history.Epoch, history.EpochsOf("accuracy"));
        Assert.Equal(validated, history.EpochsOf("val_loss"));
        Assert.Equal(validated, history.EpochsOf("val_accuracy"));
        Assert.Equal(history["odd"], history.EpochsOf("odd").Select(epoch => (double)epoch));
        Assert.All(history.Keys, key => Assert.Equal(history[key].Count, history.EpochsOf(key).Count));
    }

    [Fact]
    public void Several_calls_of_Fit_go_on_counting_where_they_are_told_to()
    {
        var (scene, model) = (Scene.YesNo, Scene.YesNo.Model());
        var one = model.Fit(scene.X, scene.Y, epochs: 2, verbose: 0);
        var two = model.Fit(scene.X, scene.Y, initialEpoch: 2, epochs: 5, verbose: 0,
            validationSplit: 0.2, validationFreq: 4);

        Assert.Equal([0, 1], one.EpochsOf("loss"));
        Assert.Equal([2, 3, 4], two.EpochsOf("loss"));
        Assert.Equal([3], two.EpochsOf("val_loss"));
        Assert.Matches(@"^3 epochs, the last: loss [0-9.]+, accuracy [0-9.]+, "
            + @"val_loss [0-9.]+ \(epoch 4\), val_accuracy [0-9.]+ \(epoch 4\)$", $"{two}");
    }

    [Fact]
    public void Epochs_of_an_unknown_key_are_told_with_the_known_ones() =>
        Refused.Says<UnknownNameException>(() => Fit(Scene.YesNo).EpochsOf("val_loss"),
            "No entry of the history is named 'val_loss'", "loss, accuracy");

    [Fact]
    public void An_unknown_key_is_told_with_the_known_ones() =>
        Refused.Says<UnknownNameException>(() => _ = Fit(Scene.YesNo)["acuracy"],
            "No entry of the history is named 'acuracy'", "loss, accuracy", "Nearest: 'accuracy'");

    [Fact]
    public void A_model_that_was_never_trained_has_none() => Assert.Null(Scene.YesNo.Model().History);
}
