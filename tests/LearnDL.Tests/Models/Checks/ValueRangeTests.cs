using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>What a data check wants to know of a tensor's numbers.</summary>
public sealed class ValueRangeTests
{
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Int32)]
    [InlineData(DType.UInt8)]
    public void Smallest_and_largest_of_every_type(DType dtype) =>
        Assert.Equal(new ValueRange(3, 250, 0, -1), ValueRange.Of(Tensor.From<int>([7, 3, 250, 3, 9]).Cast(dtype)));

    [Fact]
    public void Numbers_that_are_none_are_counted_and_the_first_is_named()
    {
        Assert.Equal(new ValueRange(-2, 1, 2, 1),
            ValueRange.Of(Tensor.From<float>([1, float.NaN, -2, float.NegativeInfinity])));
        Assert.Equal(new ValueRange(-2, 1, 1, 2), ValueRange.Of(Tensor.From([1, -2, double.PositiveInfinity])));
        Assert.Equal(0, ValueRange.Of(Tensor.Full([3], float.MaxValue)).Bad); // their sum would be infinite
    }

    /// <summary>First, last, and in the vector that is filled up from before.</summary>
    [Fact]
    public void Wherever_the_number_stands()
    {
        for (var length = 1; length < 70; length++)
            foreach (var at in (int[])[0, length / 2, length - 1])
            {
                var x = Tensor.Ones([length]);
                x.AsSpan<float>()[at] = 5;
                Assert.Equal(new ValueRange(length == 1 ? 5 : 1, 5, 0, -1), ValueRange.Of(x));
                x.AsSpan<float>()[at] = float.PositiveInfinity;
                Assert.Equal((1, at), (ValueRange.Of(x).Bad, ValueRange.Of(x).FirstBad));
                x.AsSpan<float>()[at] = float.NaN;
                Assert.Equal((1, at), (ValueRange.Of(x).Bad, ValueRange.Of(x).FirstBad));
            }
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.UInt8)]
    public void Nothing_is_copied(DType dtype)
    {
        var x = Tensor.Ones([1000, 784], dtype);
        _ = ValueRange.Of(x);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = ValueRange.Of(x);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }
}
