using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class MagnitudeTests
{
    /// <summary>Every length up to a few vectors, the largest at every place, of either sign.</summary>
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void The_largest_is_found_wherever_it_stands(DType dtype)
    {
        for (var length = 1; length < 40; length++)
            for (var at = 0; at < length; at++)
                foreach (var value in (double[])[3, -3, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
                    -double.NaN])
                {
                    var numbers = Enumerable.Range(0, length).Select(i => i == at ? value : i % 2 == 0 ? 0.5 : -2)
                        .ToArray();
                    Assert.Equal(Math.Abs(value), Magnitude.Largest(Tensor.From(numbers).Cast(dtype)));
                }
    }

    [Fact]
    public void A_NaN_weighs_more_than_infinity_and_nothing_is_0()
    {
        Assert.Equal(double.NaN, Magnitude.Largest(Tensor.From<double>([double.PositiveInfinity, double.NaN, 1])));
        Assert.Equal(double.NaN, Magnitude.Largest(Tensor.Of(float.NaN, float.NegativeInfinity)));
        Assert.Equal(0, Magnitude.Largest(Tensor.Zeros([0])));
        Assert.Equal(0, Magnitude.Largest(Tensor.Zeros([9])));
        Assert.Equal(float.Epsilon, Magnitude.Largest(Tensor.Of(0f, -float.Epsilon)));
        Assert.Throws<DTypeException>(() => Magnitude.Largest(Tensor.Ones([2], DType.Int32)));
    }

    /// <summary>‖(3, 4, 0, …)·s‖ = 5s for every size s that the type has.</summary>
    [Theory]
    [InlineData(DType.Float32, -45, 37)]
    [InlineData(DType.Float64, -300, 307)]
    public void A_norm_neither_overflows_nor_vanishes(DType dtype, int least, int most)
    {
        for (var power = least; power <= most; power++)
            foreach (var length in (int[])[2, 7, 8, 9, 33])
            {
                var x = Tensor.Zeros([length], dtype);
                var size = Math.Pow(10, power);
                x.CopyFrom(Tensor.From([.. Enumerable.Range(0, length).Select(i => i == 0 ? 3 * size : i == length - 1
                    ? -4 * size : 0)]).Cast(dtype));
                // small Float32 numbers are rounded roughly
                var expected = Math.Sqrt(Math.Pow(x.ValueAt(0) / size, 2) + Math.Pow(x.ValueAt(length - 1) / size,
                    2)) * size;
                Assert.Equal(1, Magnitude.Norm(x) / expected, 1e-14);
            }
    }

    [Fact]
    public void The_norm_of_what_is_not_finite_is_neither()
    {
        Assert.Equal(double.PositiveInfinity, Magnitude.Norm(Tensor.Of(1, float.NegativeInfinity)));
        Assert.Equal(double.NaN, Magnitude.Norm(Tensor.From<double>([1, double.NaN])));
        Assert.Equal(0, Magnitude.Norm(Tensor.Zeros([3])));
    }
}
