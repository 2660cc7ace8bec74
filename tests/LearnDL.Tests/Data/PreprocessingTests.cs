using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>One-hot rows and unit lengths, as Keras's utilities make them.</summary>
public class PreprocessingTests
{
    [Fact]
    public void One_hot_marks_the_class()
    {
        var hot = Tensor.From<int>([0, 2, 1]).OneHot(4);

        Assert.Equal("(3, 4)", hot.Shape.ToString());
        Assert.Equal([1f, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0], hot.ToArray<float>());
    }

    [Fact]
    public void One_hot_counts_the_classes_and_drops_a_last_axis_of_one()
    {
        Assert.Equal("(3, 6)", Tensor.From<int>([0, 5, 1]).OneHot().Shape.ToString());
        Assert.Equal("(3, 6)", Tensor.From<byte>([0, 5, 1]).Reshape(3, 1).OneHot().Shape.ToString());
        Assert.Equal("(1, 3, 6)", Tensor.From<float>([0, 5, 1]).Reshape(1, 3).OneHot().Shape.ToString());
    }

    [Theory]
    [InlineData(-1, "Label -1 at row 1", "sample weight of 0")]
    [InlineData(10, "Label 10 at row 1", "start at 1")]
    public void One_hot_refuses_labels_out_of_range(int label, string what, string fix)
    {
        var error = Assert.Throws<DataException>(() => Tensor.From<int>([3, label]).OneHot(10));

        Assert.Contains(what, error.What);
        Assert.Equal("labels 0..9", error.Expected);
        Assert.Contains(fix, error.Fix);
    }

    [Fact]
    public void One_hot_refuses_fractions_and_nothing()
    {
        Assert.Contains("0.5 at row 1", Assert.Throws<DataException>(() => Tensor.Of(1, 0.5f).OneHot()).Got);
        Assert.Throws<DataException>(() => Tensor.From(Array.Empty<int>()).OneHot());
        Assert.Throws<DataException>(() => Tensor.From<int>([-1]).OneHot());
    }

    [Theory]
    [InlineData(2.0, new[] { 0.6, 0.8, 0, 0, 0.28, -0.96 })]
    [InlineData(1.0, new[] { 3 / 7.0, 4 / 7.0, 0, 0, 7 / 31.0, -24 / 31.0 })]
    [InlineData(double.PositiveInfinity, new[] { 0.75, 1, 0, 0, 7 / 24.0, -1 })]
    public void Normalize_divides_by_the_norm_of_each_row(double order, double[] expected)
    {
        var x = Tensor.From(new double[,] { { 3, 4 }, { 0, 0 }, { 7, -24 } });

        var unit = x.Normalize(order: order).ToArray<double>();

        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], unit[i], 1e-15);
        Assert.Equal(3, x.At(0, 0));
    }

    [Fact]
    public void Normalize_works_along_any_axis()
    {
        var x = Tensor.Normal([2, 3, 4], seed: 3, dtype: DType.Float64);
        for (var axis = -3; axis < 3; axis++)
        {
            var squares = x.Normalize(axis).Square().Sum(axis);
            Assert.All(squares.ToArray<double>(), sum => Assert.Equal(1, sum, 1e-14));
        }
    }

    [Fact]
    public void Normalize_turns_pixels_into_fractions()
    {
        var unit = Tensor.From(new byte[,] { { 3, 4 }, { 0, 255 } }).Normalize();

        Assert.Equal([0.6f, 0.8f, 0, 1], unit.ToArray<float>());
    }

    [Fact]
    public void Normalize_refuses_other_orders() =>
        Assert.Throws<HyperparameterException>(() => Tensor.Of(1, 2).Normalize(order: 0));
}
