using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class CreationTests
{
    [Fact]
    public void From_arrays_of_every_type()
    {
        Assert.Equal(DType.Float32, Tensor.From([1f, 2f]).DType);
        Assert.Equal(DType.Float64, Tensor.From([1.0, 2.0]).DType);
        Assert.Equal(DType.Int32, Tensor.From([1, 2]).DType);
        Assert.Equal(DType.UInt8, Tensor.From(new byte[] { 1, 2 }).DType);
        Assert.Equal(DType.Float32, Tensor.Of(1, 2).DType);
        Assert.Equal([2, 3], Tensor.From(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Shape);
        Assert.Equal(6, Tensor.From(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).At(1, 2));
        Assert.Equal([1, 2, 1], Tensor.From(new[, ,] { { { 1.0 }, { 2.0 } } }).Shape);
        Assert.Equal([0, 3], Tensor.From(new float[0, 3]).Shape);
    }

    [Fact]
    public void From_copies()
    {
        float[] values = [1, 2];
        var x = Tensor.From(values);
        values[0] = 9;
        x.ToArray<float>()[1] = 9;
        Assert.Equal([1, 2], x.ToArray<float>());
    }

    [Fact]
    public void Ranges()
    {
        Assert.Equal([0, 1, 2, 3], Tensor.Range(4).ToArray<float>());
        Assert.Equal([2, 4, 6], Tensor.Range(2, 7, 2, DType.Int32).ToArray<int>());
        Assert.Equal([3, 2, 1], Tensor.Range(3, 0, -1, DType.Int32).ToArray<int>());
        Assert.Equal([0, 0.5, 1], Tensor.Range(0, 1.5, 0.5, DType.Float64).ToArray<double>());
        Assert.Equal(0, Tensor.Range(3.0, 0.0).Size);
        Assert.Throws<HyperparameterException>(() => Tensor.Range(0, 1, 0));
        Assert.Throws<HyperparameterException>(() => Tensor.Range(0, 1, double.NaN));
    }

    [Fact]
    public void All_the_same()
    {
        Assert.Equal([0, 0], Tensor.Zeros([2]).ToArray<float>());
        Assert.Equal([1, 1], Tensor.Ones([2], DType.Int32).ToArray<int>());
        Assert.Equal([2.5, 2.5], Tensor.Full([2, 1], 2.5, DType.Float64).ToArray<double>());
        Assert.Equal(0, Tensor.Scalar(3).Rank);
        Assert.Equal(3, Tensor.Scalar(3).Item());
    }

    [Fact]
    public void Random_from_a_seed()
    {
        Assert.Equal(Tensor.Uniform([50], seed: 3).ToArray<float>(), Tensor.Uniform([50], seed: 3).ToArray<float>());
        Assert.NotEqual(Tensor.Uniform([50], seed: 3).ToArray<float>(), Tensor.Uniform([50], seed: 4).ToArray<float>());
        Assert.Equal(DType.Float64, Tensor.Normal([2], dtype: DType.Float64).DType);
        Assert.All(Tensor.Uniform([500], 5, 6, seed: 1).ToArray<float>(), v => Assert.InRange(v, 5, 6));
    }

    [Fact]
    public void Data_must_fill_the_shape()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.From<float>([1, 2, 3], [2, 2]));
        Assert.Contains("(2, 2)", error.Message);
        Assert.Contains("3", error.Got);
        Assert.Throws<DTypeException>(() => Tensor.From([1L]));
    }

    [Fact]
    public void Elements_are_read_as_their_own_type()
    {
        var error = Assert.Throws<DTypeException>(() => Tensor.Zeros([2]).ToArray<double>());
        Assert.Contains("Float32", error.Message);
        Assert.Contains("Double", error.Message);
    }

    [Fact]
    public void No_tensor()
    {
        Assert.False(default(Tensor).HasValue);
        Assert.True(Tensor.Zeros([0]).HasValue);
        Assert.Contains("no tensor", Assert.Throws<StaleTensorException>(() => default(Tensor).Shape).What);
    }
}
