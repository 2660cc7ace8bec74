using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Lowest and highest value measured on one part and applied to another.</summary>
public class MinMaxScalerTests
{
    [Fact]
    public void The_training_part_fills_the_range()
    {
        var x = Tensor.Normal([500, 3], mean: 40, stddev: 7, seed: 5, dtype: DType.Float64);

        var z = MinMaxScaler.Fit(x).Apply(x);
        var wide = MinMaxScaler.Fit(x, -1, 1).Apply(x);

        Assert.Equal([0.0, 0, 0], z.Min(0).ToArray<double>());
        Assert.All(z.Max(0).ToArray<double>(), highest => Assert.Equal(1, highest, 1e-14));
        Assert.Equal([-1.0, -1, -1], wide.Min(0).ToArray<double>());
        Assert.All(wide.Max(0).ToArray<double>(), highest => Assert.Equal(1, highest, 1e-14));
    }

    [Fact]
    public void The_test_part_is_scaled_by_the_training_part_and_may_leave_the_range()
    {
        var scale = MinMaxScaler.Fit(Tensor.From(new float[,] { { 1, 10 }, { 5, 10 } }));

        Assert.Equal([1, 10], scale.Minimum.ToArray<double>());
        Assert.Equal([5, 10], scale.Maximum.ToArray<double>());
        // a feature that never changed is moved, not scaled
        Assert.Equal([2f, 2f], scale.Apply(Tensor.From(new float[,] { { 9, 12 } })).ToArray<float>());
        Assert.Equal([-0.25f, 0], scale.Apply(Tensor.From(new int[,] { { 0, 10 } })).ToArray<float>());
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(-1.0, 1.0)]
    [InlineData(5.0, 7.5)]
    public void Invert_undoes_Apply(double low, double high)
    {
        var x = Tensor.Uniform([20, 2, 3], -9, 9, seed: 1, DType.Float64);
        var scale = MinMaxScaler.Fit(x, low, high);

        var back = scale.Invert(scale.Apply(x)).Subtract(x).Abs().Max().Item();

        Assert.True(back < 1e-13, $"{back}");
    }

    [Fact]
    public void Wrong_input()
    {
        var x = Tensor.From(new float[,] { { 1, 2 }, { 3, float.NaN } });

        Assert.Contains("row 1, column 1", Assert.Throws<DataException>(() => MinMaxScaler.Fit(x)).What);
        Assert.Throws<DataException>(() => MinMaxScaler.Fit(Tensor.Zeros([0, 2])));
        Assert.Contains("MinMaxScaler", Assert.Throws<ShapeException>(() => MinMaxScaler.Fit(Tensor.Of(1, 2))).What);
        Assert.Contains("MinMaxScaler",
            Assert.Throws<ShapeException>(() => MinMaxScaler.Fit(x[..1]).Apply(Tensor.Zeros([2, 3]))).What);
        Assert.Throws<HyperparameterException>(() => MinMaxScaler.Fit(x[..1], 1, 1));
        Assert.Throws<HyperparameterException>(() => MinMaxScaler.Fit(x[..1], 0, double.NaN));
        Assert.Throws<HyperparameterException>(() => MinMaxScaler.Fit(x[..1], double.NegativeInfinity, 1));
    }
}
