using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class SliceTests
{
    static readonly Tensor x = Tensor.Range(24).Reshape(2, 3, 4);

    [Fact]
    public void An_index_removes_its_axis()
    {
        Assert.Equal([3, 4], x[1].Shape);
        Assert.Equal(12, x[1].At(0, 0));
        Assert.Equal([4], x[1, 2].Shape);
        Assert.Equal([20, 21, 22, 23], x[1, 2].ToArray<float>());
        Assert.Equal([], x[1, 2, 3].Shape);
        Assert.Equal(23, x[1, 2, 3].Item());
    }

    [Fact]
    public void From_the_end()
    {
        Assert.Equal(23, x[^1, ^1, ^1].Item());
        Assert.Equal(23, x[-1, -1, -1].Item());
        Assert.Equal(23, x.At(-1, -1, -1));
        Assert.Equal([2, 3, 1], x[.., .., ^1..].Shape);
    }

    [Fact]
    public void Ranges_keep_their_axes_and_exclude_their_end()
    {
        var rows = Tensor.Range(300).Reshape(150, 2);
        Assert.Equal([100, 2], rows[..100].Shape);
        Assert.Equal(198, rows[..100].At(99, 0));
        Assert.Equal([50, 2], rows[100..].Shape);
        Assert.Equal([0, 2], rows[7..7].Shape);
    }

    [Fact]
    public void The_lower_right_quarter_of_images()
    {
        var images = Tensor.Range(2 * 28 * 28, DType.Int32).Reshape(2, 28, 28);
        var quarter = images[.., 14.., 14..];
        Assert.Equal([2, 14, 14], quarter.Shape);
        for (var n = 0; n < 2; n++)
            for (var h = 0; h < 14; h++)
                for (var w = 0; w < 14; w++)
                    Assert.Equal(images.At(n, h + 14, w + 14), quarter.At(n, h, w));
    }

    [Fact]
    public void A_slice_of_the_first_axis_shares_memory()
    {
        var y = Tensor.Range(6).Reshape(3, 2);
        y[1..].Fill(9);
        y[0].AsSpan<float>()[1] = 5;
        y[1, ..].AsSpan<float>()[0] = 7;
        Assert.Equal([0, 5, 7, 9, 9, 9], y.ToArray<float>());
    }

    [Fact]
    public void Views_of_views_share_memory()
    {
        var y = Tensor.Zeros([6, 2]);
        y[2..5][1..][0].Fill(1);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0], y.ToArray<float>());
    }

    [Fact]
    public void Other_slices_are_copies()
    {
        var y = Tensor.Range(6).Reshape(3, 2);
        y[.., 0].Fill(9);
        y[1, 0].Fill(9);
        y[.., 1..].Fill(9);
        Assert.Equal([0, 1, 2, 3, 4, 5], y.ToArray<float>());
    }

    [Fact]
    public void Slices_keep_the_type()
    {
        foreach (var dtype in Enum.GetValues<DType>())
            Assert.Equal(dtype, Tensor.Range(6, dtype).Reshape(3, 2)[.., 1].DType);
    }

    [Fact]
    public void Slices_outside_are_refused()
    {
        Assert.Contains("index 2", Assert.Throws<ShapeException>(() => x[2]).Got);
        Assert.Equal("positions 0..19", Assert.Throws<ShapeException>(() => Tensor.Zeros([20, 1]).At(20, 0)).Expected);
        foreach (var index in (Slice[])[2, ^3, ^0, -3, int.MaxValue])
            Assert.Equal("An index reaches outside axis 0.", Assert.Throws<ShapeException>(() => x[index]).What);
        foreach (var range in (Slice[])[2..1, 1..0, 2..0, 0..3, ^3.., 3..])
            Assert.Equal("A slice reaches outside axis 0.", Assert.Throws<ShapeException>(() => x[range]).What);
        Assert.Contains("axis 1", Assert.Throws<ShapeException>(() => x[.., 3]).What);
        Assert.Contains("(2, 3, 4)", Assert.Throws<ShapeException>(() => x[0, 0, 0, 0]).Expected);
        Assert.Throws<ShapeException>(() => x.At(0, 0));
        Assert.Throws<ShapeException>(() => x.At(0, 0, 4));
        Assert.Throws<ShapeException>(() => x.Item());
    }
}
