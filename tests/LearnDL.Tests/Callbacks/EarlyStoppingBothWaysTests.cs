using FsCheck.Xunit;
using LearnDL.Callbacks;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>What is said of a figure that is to fall holds of one that is to rise, upside down.</summary>
public sealed class EarlyStoppingBothWaysTests
{
    static readonly Scene scene = Scene.YesNo;

    static (int Epochs, int? Stopped, int? Best, string Weights) Run(EarlyStopping stop, double[] values)
    {
        var model = scene.Model();
        var figures = new LambdaCallback(onEpochEnd: (epoch, logs) => logs["val_loss"] = values[epoch]);
        var epochs = model.Fit(scene.X, scene.Y, epochs: values.Length, verbose: 0, validationSplit: 0.2,
            callbacks: [figures, stop]).Epoch.Count;
        return (epochs, stop.StoppedEpoch, stop.BestEpoch, model.WeightsHash());
    }

    [Property(MaxTest = 40)]
    public void The_larger_is_better_is_the_smaller_is_better_upside_down(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 12).Select(_ => random.Next(12) / 4.0)];
        double minDelta = random.Next(3) / 4.0;
        int patience = random.Next(4), start = random.Next(3);
        double? baseline = random.Next(2) == 0 ? null : random.Next(12) / 4.0;
        var restore = random.Next(2) == 0;

        var falling = Run(new EarlyStopping("val_loss", minDelta, patience, "min", baseline, restore, start), values);
        var rising = Run(new EarlyStopping("val_loss", -minDelta, patience, "max", -baseline, restore, start),
            [.. values.Select(v => -v)]);
        Assert.Equal(falling, rising);
    }

    /// <summary>A rise must be larger than minDelta; as large is none.</summary>
    [Theory]
    [InlineData("max", 0.5, new[] { 1, 1.5, 2, 3.0 }, 2)]
    [InlineData("max", 0.5, new[] { 1, 1.75, 2.5, 3.25 }, 4)]
    [InlineData("max", -0.5, new[] { 1, 1.5, 2, 3.0 }, 2)]
    [InlineData("min", 0.5, new[] { 3, 2.5, 2, 1.0 }, 2)]
    [InlineData("min", 0.5, new[] { 3, 2.25, 1.5, 0.75 }, 4)]
    public void An_improvement_must_be_larger_than_minDelta_in_either_direction(string mode, double minDelta,
        double[] values, int epochs) =>
            Assert.Equal(epochs, Run(new EarlyStopping("val_loss", minDelta, mode: mode), values).Epochs);
}
