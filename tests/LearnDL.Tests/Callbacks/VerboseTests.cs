using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>What callbacks say of themselves, in Keras's words; and the schedule that asks for the epoch only.</summary>
public sealed class VerboseTests
{
    static readonly Scene scene = Scene.YesNo;

    static string Printed(int epochs, params Callback[] callbacks)
    {
        var model = scene.Model(optimizer: new SGD(0.5));
        model.Writer = new StringWriter { NewLine = "\n" };
        model.Fit(scene.X, scene.Y, epochs: epochs, verbose: 0, validationSplit: 0.2, callbacks: callbacks);
        return model.Writer.ToString()!;
    }

    static LambdaCallback Figures(params double[] values) =>
        new(onEpochEnd: (epoch, logs) => logs["val_loss"] = values[epoch]);

    [Fact]
    public void EarlyStopping_says_when_it_stopped_and_what_it_restores()
    {
        const string stopped = "Epoch 4: early stopping\n",
            restored = "Restoring model weights from the end of the best epoch: 2.\n";
        Assert.Equal(stopped, Printed(9, Figures(3, 1, 2, 2), new EarlyStopping(patience: 2, verbose: 1)));
        Assert.Equal(stopped + restored, Printed(9, Figures(3, 1, 2, 2),
            new EarlyStopping(patience: 2, restoreBestWeights: true, verbose: 1)));
        Assert.Equal(restored, Printed(3, Figures(3, 1, 2),
            new EarlyStopping(patience: 5, restoreBestWeights: true, verbose: 1)));
        Assert.Equal("", Printed(9, Figures(3, 1, 2, 2), new EarlyStopping(patience: 2, restoreBestWeights: true)));
        Refused.Says<HyperparameterException>(() => _ = new EarlyStopping(verbose: -1), "EarlyStopping: verbose");
    }

    [Fact]
    public void The_scheduler_says_the_rate_of_every_epoch()
    {
        Assert.Equal("Epoch 1: LearningRateScheduler setting learning rate to 0.25.\n"
            + "Epoch 2: LearningRateScheduler setting learning rate to 0.125.\n",
            Printed(2, new LearningRateScheduler((_, rate) => rate / 2, verbose: 1)));
        Assert.Equal("", Printed(2, new LearningRateScheduler((_, rate) => rate / 2)));
        Refused.Says<HyperparameterException>(() => _ = new LearningRateScheduler(_ => 1, verbose: 3), "verbose");
    }

    [Fact]
    public void A_schedule_may_ask_for_the_epoch_only()
    {
        var model = scene.Model(optimizer: new SGD(0.5));
        var history = model.Fit(scene.X, scene.Y, initialEpoch: 2, epochs: 5, verbose: 0,
            callbacks: [new LearningRateScheduler(epoch => 0.1 * epoch)]);
        Assert.Equal([0.1 * 2, 0.1 * 3, 0.1 * 4], history["learning_rate"]);
        Refused.Says<HyperparameterException>(() => scene.Model().Fit(scene.X, scene.Y, verbose: 0,
            callbacks: [new LearningRateScheduler(_ => double.NaN)]), "no learning rate for epoch 1");
    }

    [Fact]
    public void What_is_said_stands_on_a_line_of_its_own_before_the_figures_of_the_epoch()
    {
        var model = scene.Model(optimizer: new SGD(0.5));
        model.Writer = new StringWriter { NewLine = "\n" };
        model.Fit(scene.X, scene.Y, epochs: 1, verbose: 2, callbacks: [new LearningRateScheduler(_ => 0.5, verbose: 1),
            new LambdaCallback(onEpochEnd: (_, logs) => logs["mine"] = 1),
            new ReduceLROnPlateau("mine", patience: 0, mode: "min", verbose: 1)]);
        Assert.Matches("^Epoch 1: LearningRateScheduler .*\nEpoch 1/1\n2/2 - .*\n$", model.Writer.ToString());
    }
}
