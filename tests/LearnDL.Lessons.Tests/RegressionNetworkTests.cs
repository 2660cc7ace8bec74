using LearnDL.Data;
using LearnDL.Tensors;
using Lessons.Regression;
using MathNet.Numerics.LinearRegression;

namespace LearnDL.Lessons.Tests;

public sealed class RegressionNetworkTests
{
    static double[] Doubles(Tensor values) => values.Cast(DType.Float64).ToArray<double>();

    [Fact]
    public void Three_parts_share_no_row_and_are_scaled_by_the_training_part_alone()
    {
        var x = Tensor.From(Enumerable.Range(0, 100).Select(row => (float)row).ToArray()).Reshape(100, 1);
        var parts = Parts.Of(new(x, x.Reshape(100), ["row"], [], []), seed: 7);

        Assert.Equal((60, 20, 80, 20),
            (parts.Train.Count, parts.Validation.Count, parts.TrainAndValidation.Count, parts.Test.Count));
        Assert.Equal(Enumerable.Range(0, 100).Select(row => (double)row),
            Doubles(parts.Train.Y).Concat(Doubles(parts.Validation.Y)).Concat(Doubles(parts.Test.Y)).Order());
        Assert.Equal(Doubles(parts.TrainAndValidation.Y).Order(),
            Doubles(parts.Train.Y).Concat(Doubles(parts.Validation.Y)).Order());

        var scaled = Parts.Standardised(parts);
        Assert.Equal(0, Doubles(scaled.Train.X).Average(), 1e-6);
        var mean = Doubles(parts.Train.X).Average();
        var deviation = Math.Sqrt(Doubles(parts.Train.X).Average(value => (value - mean) * (value - mean)));
        Assert.Equal((parts.Test.X.At(0, 0) - mean) / deviation, scaled.Test.X.At(0, 0), 1e-5);
    }

    [Fact]
    public void The_linear_model_finds_the_least_squares()
    {
        var train = Parts.Standardised(Datasets.BostonHousing(), seed: 8).Train;
        var kernel = Network.Linear(train, seed: 8).GetWeights()[0];
        var exact = MultipleRegression.QR([.. Enumerable.Range(0, train.Count).Select(row => Doubles(train.X[row]))],
            Doubles(train.Y), intercept: true);
        for (var d = 0; d < 12; d++) Assert.Equal(exact[d + 1], kernel.At(d, 0), 1e-3);
    }

    [Fact]
    public void Errors_of_predictions_by_hand()
    {
        var (p, y) = (Tensor.From<double>([3, 1, 5], [3, 1]), Tensor.From<double>([0, 5, 5]));
        Assert.Equal(Math.Sqrt((9 + 16) / 3.0), Errors.Rmse(p, y), 1e-12);
        Assert.Equal(7 / 3.0, Errors.Mae(p, y), 1e-12);
    }

    [Fact]
    public void On_random_splits_a_small_network_beats_the_linear_model_and_that_the_mean()
    {
        var data = Datasets.BostonHousing();
        Candidate[] candidates = [Candidates.Mean(), Candidates.Linear(), Candidates.Bent(), Candidates.Small(250)];
        foreach (var seed in new[] { 20, 21, 22 }) // none of the lesson's own
            foreach (var candidate in candidates)
                candidate.Judge(Parts.Of(data, seed), seed);

        var errors = candidates.Select(candidate => candidate.Rmse.Average()).ToArray();
        Assert.Equal(errors.OrderDescending(), errors);
        Assert.InRange(errors[1], 3, 6);
        Assert.InRange(errors[3], 2, 4.8);
    }
}
