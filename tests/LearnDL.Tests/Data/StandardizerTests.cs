using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Mean 0 and deviation 1, measured on one part and applied to another.</summary>
public class StandardizerTests
{
    [Fact]
    public void The_training_part_gets_mean_0_and_deviation_1()
    {
        var x = Tensor.Normal([500, 3], mean: 40, stddev: 7, seed: 5, dtype: DType.Float64);

        var z = Standardizer.Fit(x).Apply(x);

        Assert.All(z.Mean(0).ToArray<double>(), mean => Assert.Equal(0, mean, 1e-12));
        Assert.All(z.Square().Mean(0).ToArray<double>(), variance => Assert.Equal(1, variance, 1e-12));
    }

    [Fact]
    public void The_test_part_is_scaled_by_the_training_part()
    {
        var scale = Standardizer.Fit(Tensor.From(new float[,] { { 1, 10 }, { 3, 10 } }));

        Assert.Equal([2, 10], scale.Mean.ToArray<double>());
        Assert.Equal([1, 1], scale.Deviation.ToArray<double>());
        Assert.Equal([3f, 2f], scale.Apply(Tensor.From(new float[,] { { 5, 12 } })).ToArray<float>());
    }

    [Fact]
    public void A_feature_that_never_changes_is_moved_not_scaled()
    {
        var scale = Standardizer.Fit(Tensor.Full([7, 1], 0.1, DType.Float64));

        Assert.Equal([0.1], scale.Mean.ToArray<double>());
        Assert.Equal([1.0], scale.Deviation.ToArray<double>());
    }

    [Fact]
    public void Invert_undoes_Apply()
    {
        var x = Tensor.Uniform([20, 2, 3], -9, 9, seed: 1, DType.Float64);
        var scale = Standardizer.Fit(x);

        var back = scale.Invert(scale.Apply(x)).Subtract(x).Abs().Max().Item();

        Assert.True(back < 1e-13, $"{back}");
    }

    [Fact]
    public void Wrong_input()
    {
        var x = Tensor.From(new float[,] { { 1, 2 }, { 3, float.NaN } });

        Assert.Contains("row 1, column 1", Assert.Throws<DataException>(() => Standardizer.Fit(x)).What);
        Assert.Contains("row 1, column 0", Assert.Throws<DataException>(() => Standardizer.Fit(Tensor.From(new float[,
] { { 1, 2 }, { float.NegativeInfinity, 3 } }))).What);
        Assert.Throws<DataException>(() => Standardizer.Fit(Tensor.Zeros([0, 2])));
        Assert.Throws<ShapeException>(() => Standardizer.Fit(Tensor.Of(1, 2)));
        Assert.Throws<ShapeException>(() => Standardizer.Fit(x[..1]).Apply(Tensor.Zeros([2, 3])));
        Assert.Contains("x.ExpandDims()",
            Assert.Throws<ShapeException>(() => Standardizer.Fit(x[.., ..1]).Apply(Tensor.Zeros([2]))).Fix);
    }
}
