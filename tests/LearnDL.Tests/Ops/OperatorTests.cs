using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>The operators follow NumPy's rule.</summary>
public sealed class OperatorTests
{
    [Fact]
    public void A_column_minus_a_row_is_a_table()
    {
        var table = Tensor.Of(10, 20).Reshape(2, 1) - Tensor.Of(1, 2, 3);
        Assert.Equal([2, 3], table.Shape);
        Assert.Equal([9, 8, 7, 19, 18, 17], table.ToArray<float>());
    }

    [Fact]
    public void Shapes_are_aligned_at_their_last_axes()
    {
        Assert.Equal([5, 2, 3], (Tensor.Ones([5, 1, 3]) * Tensor.Ones([2, 1])).Shape);
        Assert.Equal([0, 3], (Tensor.Ones([0, 3]) + Tensor.Ones([1, 3])).Shape);
        Assert.Equal([2, 3], (Tensor.Scalar(1) + Tensor.Ones([2, 3])).Shape);
        Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3]) + Tensor.Ones([2]));
    }

    [Fact]
    public void A_column_beside_a_row_is_asked_to_match()
    {
        var (column, row) = (Tensor.Ones([20, 1]), Tensor.Ones([20]));
        foreach (var (x, y) in new[] { (column, row), (row, column) })
        {
            var fix = Assert.Throws<ShapeException>(() => x.Subtract(y)).Fix;
            Assert.Contains("ExpandDims() makes (20, 1) of (20,)", fix);
            Assert.DoesNotContain("operators", fix); // they would make a table (20, 20)
        }
        Assert.Contains("operators", Assert.Throws<ShapeException>(() => column.Subtract(Tensor.Ones([3]))).Fix);
    }

    [Fact]
    public void Numbers_on_either_side()
    {
        var x = Tensor.Of(1, 2, 4);
        Assert.Equal([2, 3, 5], (x + 1).ToArray<float>());
        Assert.Equal([0, -1, -3], (1 - x).ToArray<float>());
        Assert.Equal([3, 6, 12], (3 * x).ToArray<float>());
        Assert.Equal([0.5f, 1, 2], (x / 2).ToArray<float>());
        Assert.Equal([8, 4, 2], (8 / x).ToArray<float>());
        Assert.Equal([-1, -2, -4], (-x).ToArray<float>());
    }

    [Theory]
    [InlineData(DType.Float32, DType.Float32, DType.Float32)]
    [InlineData(DType.Float32, DType.Float64, DType.Float64)]
    [InlineData(DType.Int32, DType.Float32, DType.Float32)]
    [InlineData(DType.Int32, DType.Float64, DType.Float64)]
    [InlineData(DType.UInt8, DType.Int32, DType.Int32)]
    [InlineData(DType.UInt8, DType.UInt8, DType.Int32)]
    [InlineData(DType.UInt8, DType.Float32, DType.Float32)]
    public void The_wider_type_wins(DType x, DType y, DType expected)
    {
        Assert.Equal(expected, (Tensor.Ones([2], x) + Tensor.Ones([2], y)).DType);
        Assert.Equal(expected, (Tensor.Ones([2], y) * Tensor.Ones([2], x)).DType);
    }

    [Fact]
    public void Whole_numbers()
    {
        var x = Tensor.From([1, 2, 200]);
        Assert.Equal(DType.Int32, (x + 1).DType);
        Assert.Equal(DType.Float32, (x + 0.5).DType);
        Assert.Equal([0.5f, 1, 100], (x / 2).ToArray<float>());
        Assert.Equal([-1, -2, -200], (-x).ToArray<int>());
        Assert.Equal([400], (Tensor.From(new byte[] { 200 }) + Tensor.From(new byte[] { 200 })).ToArray<int>());
        Assert.Equal([-200], (-Tensor.From(new byte[] { 200 })).ToArray<int>());
        Assert.Equal(3e9f, (Tensor.From([0]) + 3e9).Item()); // too large for Int32, so not cut to it
        Assert.Equal(double.PositiveInfinity, (Tensor.From([0]) + double.PositiveInfinity).Item());
    }
}
