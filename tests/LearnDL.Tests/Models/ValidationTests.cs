using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>What is kept aside, and when it is asked.</summary>
public sealed class ValidationTests
{
    [Fact]
    public void A_split_is_the_last_part_before_any_shuffling()
    {
        var (x, y) = Scene.YesNo.Copies;
        Sequential split = Scene.YesNo.Model(), given = Scene.YesNo.Model();

        var history = split.Fit(x, y, epochs: 3, verbose: 0, validationSplit: 0.25);
        var expected = given.Fit(x[..30], y[..30], epochs: 3, verbose: 0, validationData: (x[30..], y[30..]));

        Assert.Equal(given.WeightsHash(), split.WeightsHash());
        Assert.All(history.Keys, key => Assert.Equal(expected[key], history[key]));
        Assert.Equal(split.Evaluate(x[30..], y[30..])["loss"], history["val_loss"][^1]);
        Assert.Equal(split.Evaluate(x[30..], y[30..])["accuracy"], history["val_accuracy"][^1]);
    }

    [Theory]
    [InlineData(11, 0.3, 7)] // floor(7.7)
    [InlineData(10, 0.5, 5)]
    [InlineData(5, 0.1, 4)] // floor(4.5)
    [InlineData(40, 0.99, 0)]
    public void The_split_begins_at_the_floor(int samples, double share, int trained)
    {
        var model = Scene.Numbers.Model();
        void Fit() => model.Fit(Scene.Numbers.X[..samples], Scene.Numbers.Y[..samples], batchSize: 1, verbose: 0,
            validationSplit: share);
        if (trained == 0)
            Refused.Says<DataException>(Fit, "ValidationSplit 0.99 of 40 samples leaves none to train on");
        else
        {
            Fit();
            Assert.Equal(trained, model.Optimizer.Iterations);
        }
    }

    [Theory]
    [InlineData(10, 0.9, 1)]
    [InlineData(10, 0.8, 2)]
    [InlineData(1000, 0.33, 670)]
    [InlineData(100, 0.55, 45)]
    [InlineData(3, 2.0 / 3, 1)]
    [InlineData(10, 0.1 + 0.2, 7)]
    [InlineData(2_000_000_000, 0.9, 200_000_000)]
    [InlineData(1000, 0.3301, 669)]
    public void A_share_is_what_its_decimals_say(int samples, double share, int trained) =>
        Assert.Equal(trained, FitCheck.SplitAt(samples, share));

    [Fact]
    public void The_split_of_every_decimal_is_that_of_exact_arithmetic()
    {
        var random = new RandomSource(1);
        for (var n = 0; n < 20_000; n++)
        {
            var ones = new[] { 10, 100, 1000, 10_000 }[random.NextInt(4)];
            var share = (1 + random.NextInt(ones - 1)) / (decimal)ones;
            int[] sizes = [2 + random.NextInt(2000), 10 * (1 + random.NextInt(2000)), 2 + random.NextInt(100_000_000)];
            var samples = sizes[n % 3];
            var at = (int)decimal.Floor(samples * (1 - share));
            if (at > 0 && at < samples)
                Assert.Equal(at, FitCheck.SplitAt(samples, (double)share));
            else
                Refused.Says<DataException>(() => FitCheck.SplitAt(samples, (double)share), "ValidationSplit");
        }
    }

    /// <summary>
    /// Where floor(n·(1 − share)) was right, for n·(1 − share) lies clearly between two whole numbers, the split stays.
    /// </summary>
    [Fact]
    public void Splits_that_were_right_stay()
    {
        for (var samples = 2; samples <= 400; samples++)
            foreach (var share in new[] { 0.1, 0.2, 0.25, 0.3, 0.5 })
                if (samples * (1 - share) is var rest && Math.Abs(rest - Math.Round(rest)) > 1e-6)
                    Assert.Equal((int)Math.Floor(rest), FitCheck.SplitAt(samples, share));
    }

    [Fact]
    public void Data_given_win_over_a_split()
    {
        var (x, y) = Scene.Numbers.Copies;
        var model = Scene.Numbers.Model();
        var history = model.Fit(x, y, batchSize: 1, verbose: 0, validationSplit: 0.5, validationData: (x[..4], y[..4]));

        Assert.Equal(40, model.Optimizer.Iterations);
        Assert.Equal(model.Evaluate(x[..4], y[..4], batchSize: 1)["loss"], history["val_loss"][0]);
    }

    [Fact]
    public void Sample_weights_are_split_too_and_count_in_validation()
    {
        var (x, y) = Scene.Numbers.Copies;
        var weights = Tensor.Uniform([40], 0.5, 2, seed: 3);
        Sequential split = Scene.Numbers.Model(), given = Scene.Numbers.Model();

        var history = split.Fit(x, y, verbose: 0, validationSplit: 0.25, sampleWeight: weights);
        given.Fit(x[..30], y[..30], verbose: 0, sampleWeight: weights[..30],
            validationData: (x[30..], y[30..], weights[30..]));

        Assert.Equal(given.WeightsHash(), split.WeightsHash());
        Assert.Equal(given.History!["val_loss"], history["val_loss"]);
        Assert.Equal(split.Evaluate(x[30..], y[30..], sampleWeight: weights[30..])["loss"], history["val_loss"][0]);
        Assert.NotEqual(split.Evaluate(x[30..], y[30..])["loss"], history["val_loss"][0]);
    }

    [Fact]
    public void Class_weights_do_not_count_in_validation()
    {
        var (x, y) = Scene.YesNo.Copies;
        var model = Scene.YesNo.Model();
        var history = model.Fit(x, y, verbose: 0, validationSplit: 0.25,
            classWeight: new Dictionary<int, double> { [0] = 1, [1] = 50 });

        Assert.Equal(model.Evaluate(x[30..], y[30..])["loss"], history["val_loss"][0]);
    }

    [Fact]
    public void Validation_may_be_rarer_than_epochs()
    {
        var history = Scene.Numbers.Model()
            .Fit(Scene.Numbers.X, Scene.Numbers.Y, epochs: 5, verbose: 0, validationSplit: 0.2, validationFreq: 2);

        Assert.Equal(5, history["loss"].Count);
        Assert.Equal(2, history["val_loss"].Count); // after epochs 1 and 3
    }

    [Fact]
    public void The_batch_size_does_not_change_what_is_measured()
    {
        var model = Scene.YesNo.Model(dtype: DType.Float64);
        Logs one = model.Evaluate(Scene.YesNo.X, Scene.YesNo.Y, batchSize: 1), seven = model.Evaluate(Scene.YesNo.X,
            Scene.YesNo.Y, batchSize: 7), all = model.Evaluate(Scene.YesNo.X, Scene.YesNo.Y, batchSize: 1000);

        Assert.Equal(all["loss"], one["loss"], 1e-12);
        Assert.Equal(all["loss"], seven["loss"], 1e-12);
        Assert.Equal(all["accuracy"], seven["accuracy"], 1e-12);
    }
}
