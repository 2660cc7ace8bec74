using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>Keras 3's rules, played through with figures made up for the purpose.</summary>
public sealed class ReduceLROnPlateauTests
{
    static readonly Scene scene = Scene.YesNo;
    static readonly GoldenFile golden = new("callbacks.json");

    /// <summary>The rates of the epochs, and the one after the last.</summary>
    static double[] Rates(ReduceLROnPlateau reduce, double[] values, double rate = 1, string key = "mine",
        TextWriter? output = null)
    {
        var model = scene.Model(optimizer: new SGD(rate));
        model.Writer = output ?? model.Writer;
        var figures = new LambdaCallback(onEpochEnd: (epoch, logs) => logs[key] = values[epoch]);
        var history = model.Fit(scene.X[..8], scene.Y[..8], epochs: values.Length, verbose: 0, validationSplit: 0.25,
            callbacks: [figures, reduce]);
        return [.. history["learning_rate"], model.Optimizer.LearningRate];
    }

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, golden.Root.Parts("plateau").Length)];

    /// <summary>
    /// Against generate_callbacks.py, which looks back over all epochs at once in place of counting.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_rates_are_those_of_the_reference(int number)
    {
        var wanted = golden.Root.Parts("plateau")[number];
        var reduce = new ReduceLROnPlateau("mine", wanted.Number("factor"), (int)wanted.Number("patience"),
            mode: wanted.Text("mode"), minDelta: wanted.Number("delta"), cooldown: (int)wanted.Number("cooldown"),
            minLr: wanted.Number("least"));
        var expected = GoldenCase.Doubles(wanted["rates"]);
        var rates = Rates(reduce, GoldenCase.Doubles(wanted["values"]), wanted.Number("rate"));
        Assert.Equal(expected, rates);
    }

    /// <summary>By hand: waits of 2 epochs, a cooldown of 2, and no rate below 0.2.</summary>
    [Fact]
    public void Patience_cooldown_and_the_smallest_rate_by_hand()
    {
        var reduce = new ReduceLROnPlateau("mine", factor: 0.5, patience: 2, mode: "min", cooldown: 2, minLr: 0.2);
        // epoch    0  1  2  3  4  5  6  7  8  9 10
        // wait     0  1  2     1  2     1  2
        // cooling        2  1  0  2  1  0  2  1  0
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2],
            Rates(reduce, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]));
    }

    [Fact]
    public void Losses_are_to_fall_and_accuracies_to_rise_by_themselves()
    {
        Assert.Equal([1, 1, 1, 0.1], Rates(new(patience: 1), [3, 2, 2], key: "val_loss"));
        Assert.Equal([1, 1, 1, 0.1], Rates(new("accuracy", patience: 1), [0.2, 0.3, 0.3], key: "accuracy"));
        Assert.Equal([1, 1, 0.1, 0.1 * 0.1], Rates(new("loss", patience: 1), [0.2, 0.3, 0.3], key: "loss"));
    }

    [Fact]
    public void An_improvement_must_be_larger_than_minDelta_which_is_a_ten_thousandth()
    {
        Assert.Equal([1, 1, 0.1], Rates(new("mine", patience: 1, mode: "min"), [1, 0.99995]));
        Assert.Equal([1, 1, 1], Rates(new("mine", patience: 1, mode: "min"), [1, 0.9998]));
        Assert.Equal([1, 1, 0.1], Rates(new("mine", patience: 1, mode: "max"), [1, 1.00005]));
        Assert.Equal([1, 1, 1], Rates(new("mine", patience: 1, mode: "max"), [1, 1.0002]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_never_the_best(double bad) =>
        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25], Rates(new("mine", 0.5, patience: 1, mode: "min"), [bad, 2, 1, bad]));

    [Fact]
    public void Each_Fit_begins_again_at_the_rate_that_was_left()
    {
        var model = scene.Model(optimizer: new SGD(1));
        var reduce = new ReduceLROnPlateau("mine", 0.5, patience: 2, mode: "min", cooldown: 9);
        var figures = new LambdaCallback(onEpochEnd: (_, logs) => logs["mine"] = 1);
        foreach (var rates in (double[][])[[1, 1, 1, 0.5], [0.5, 0.5, 0.5, 0.25]])
            Assert.Equal(rates, model.Fit(scene.X[..8], scene.Y[..8], epochs: 4, verbose: 0,
                callbacks: [figures, reduce])["learning_rate"]);
    }

    [Fact]
    public void Epochs_without_validation_are_not_counted()
    {
        var model = scene.Model(optimizer: new SGD(1e-12));
        var history = model.Fit(scene.X, scene.Y, epochs: 8, verbose: 0, validationSplit: 0.2, validationFreq: 2,
            callbacks: [new ReduceLROnPlateau(factor: 0.5, patience: 2)]);
        Assert.Equal(5e-13, model.Optimizer.LearningRate); // waits in epochs 4 and 6, then in 8
        Assert.Equal([1e-12, 1e-12, 1e-12, 1e-12, 1e-12, 1e-12, 5e-13, 5e-13], history["learning_rate"]);
    }

    [Fact]
    public void Every_reduction_is_printed_where_asked_for()
    {
        var output = new StringWriter { NewLine = "\n" };
        Rates(new("mine", 0.5, patience: 1, verbose: 1, mode: "min"), [1, 1, 1, 0], output: output);
        Assert.Equal("Epoch 2: ReduceLROnPlateau reducing learning rate to 0.5.\n"
            + "Epoch 3: ReduceLROnPlateau reducing learning rate to 0.25.\n", output.ToString());
    }

    [Fact]
    public void What_cannot_work_is_told_before_the_first_step()
    {
        void Fit(Sequential model, ReduceLROnPlateau reduce) =>
            model.Fit(scene.X, scene.Y, verbose: 0, callbacks: [reduce]);

        Refused.By<ModelException>(scene, model => Fit(model, new()), "ReduceLROnPlateau watches 'val_loss'",
            "nothing is validated");
        Refused.By<ModelException>(scene, model => Fit(model, new("acc")), "does not know the figure 'acc'",
            "loss, accuracy");
        var scheduled = scene.Model(optimizer: new Adam(new CosineDecay(0.1, 100)));
        var before = scheduled.WeightsHash();
        Refused.Says<ModelException>(() => Fit(scheduled, new("loss")), "follows a CosineDecay");
        Assert.Equal(before, scheduled.WeightsHash());
        Refused.Says<HyperparameterException>(() => _ = new ReduceLROnPlateau(factor: 1), "factor", "[0, 1)");
        Refused.Says<HyperparameterException>(() => _ = new ReduceLROnPlateau(patience: -1), "patience >= 0");
        Refused.Says<HyperparameterException>(() => _ = new ReduceLROnPlateau(cooldown: -1), "cooldown >= 0");
        Refused.Says<HyperparameterException>(() => _ = new ReduceLROnPlateau(minLr: -1), "minLr");
        Refused.Says<HyperparameterException>(() => _ = new ReduceLROnPlateau(minDelta: double.NaN), "minDelta");
        Refused.Says<HyperparameterException>(() => _ = new ReduceLROnPlateau(verbose: 2), "verbose");
        Refused.Says<UnknownNameException>(() => _ = new ReduceLROnPlateau(mode: "mni"), "Nearest: 'min'");
    }
}
