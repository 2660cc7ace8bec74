using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class ReduceOpsTests
{
    static readonly Tensor x = Tensor.Range(12).Reshape(4, 3);

    [Fact]
    public void Of_all_elements()
    {
        Assert.Equal(66, x.Sum().Item());
        Assert.Equal(5.5, x.Mean().Item());
        Assert.Equal(11, x.Max().Item());
        Assert.Equal(0, x.Min().Item());
        Assert.Equal(0, x.Sum().Rank);
        Assert.Equal(5, Tensor.Scalar(5).Sum().Item());
        Assert.Equal(0, Tensor.Zeros([0, 3]).Sum().Item());
    }

    [Fact]
    public void Along_an_axis()
    {
        Assert.Equal([18, 22, 26], x.Sum(0).ToArray<float>());
        Assert.Equal([3, 12, 21, 30], x.Sum(-1).ToArray<float>());
        Assert.Equal([4.5f, 5.5f, 6.5f], x.Mean(0).ToArray<float>());
        Assert.Equal([2, 5, 8, 11], x.Max(1).ToArray<float>());
        Assert.Equal([0, 1, 2], x.Min(0).ToArray<float>());
        Assert.Equal([2, 4], Tensor.Zeros([2, 3, 4]).Sum(1).Shape);
        Assert.Throws<ShapeException>(() => x.Sum(2));
    }

    [Fact]
    public void SumRows_of_any_rank()
    {
        Assert.Equal([18, 22, 26], x.SumRows().ToArray<float>());
        Assert.Equal([18, 22, 26], x.Reshape(2, 2, 3).SumRows().ToArray<float>());
        var bias = Tensor.Ones([3]);
        x.SumRows(addTo: bias);
        Assert.Equal([19, 23, 27], bias.ToArray<float>());
        Assert.Equal([0, 0], Tensor.Zeros([0, 2]).SumRows().ToArray<float>());
        Assert.Throws<ShapeException>(() => Tensor.Zeros([3]).SumRows());
        Assert.Throws<ShapeException>(() => x.SumRows(addTo: Tensor.Ones([4])));
    }

    /// <summary>49 · (1/49) is not 1 in floats; a mean must divide.</summary>
    [Fact]
    public void The_mean_of_ones_is_1()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            for (var n = 1; n < 300; n++)
            {
                Assert.Equal(1, Tensor.Ones([n], dtype).Mean().Item());
                Assert.Equal(1, Tensor.Ones([2, n], dtype).Mean(1).At(0));
            }
    }

    [Fact]
    public void The_mean_of_nothing_is_no_number()
    {
        Assert.True(double.IsNaN(Tensor.Zeros([0]).Mean().Item()));
        Assert.True(double.IsNaN(Tensor.Zeros([2, 0]).Mean(1).At(0)));
    }

    [Fact]
    public void Bytes_do_not_overflow()
    {
        var bytes = Tensor.Full([1000], 255, DType.UInt8);
        Assert.Equal(255_000, bytes.Sum().Item());
        Assert.Equal(255, bytes.Max().Item());
    }

    [Fact]
    public void ArgMax_takes_the_first_of_equals()
    {
        var y = Tensor.From(new float[,] { { 1, 3, 3 }, { 2, 2, 2 }, { -5, -1, -3 } });
        Assert.Equal([1, 0, 1], y.ArgMax().ToArray<int>());
        Assert.Equal([1, 0, 0], y.ArgMax(0).ToArray<int>());
        Assert.Equal(DType.Int32, y.ArgMax().DType);
    }

    [Fact]
    public void Nothing_has_no_largest_element()
    {
        Assert.Contains("(2, 0)", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).Max(1)).Got);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([0]).Min());
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).ArgMax());
    }

    [Fact]
    public void Means_are_of_floats()
    {
        Assert.Throws<DTypeException>(() => Tensor.Range(3, DType.Int32).Mean());
        Assert.Throws<DTypeException>(() => Tensor.Range(3, DType.Int32).Mean(0));
    }
}
