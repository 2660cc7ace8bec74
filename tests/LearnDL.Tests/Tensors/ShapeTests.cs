using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class ShapeTests
{
    [Fact]
    public void Prints_as_a_tuple()
    {
        Assert.Equal("(10, 8)", Shape.Of([10, 8]).ToString());
        Assert.Equal("(4,)", Shape.Of([4]).ToString());
        Assert.Equal("()", Shape.Of([]).ToString());
        Assert.Equal("(None, 8)", Shape.Of([Shape.Unknown, 8]).ToString());
    }

    [Fact]
    public void Rank_and_size()
    {
        Shape shape = [60000, 28, 28];
        Assert.Equal(3, shape.Rank);
        Assert.Equal(47_040_000, shape.Size);
        Assert.Equal(28, shape[-1]);
        Assert.Equal(60000, shape[0]);
        Assert.Equal(1, Shape.Of([]).Size);
        Assert.Equal(0, Shape.Of([3, 0]).Size);
    }

    [Fact]
    public void Parts()
    {
        Shape shape = [5, 28, 29];
        Assert.Equal([28, 29], shape[1..]);
        Assert.Equal([5, 28], shape.WithoutLast);
        Assert.Equal([7, 28, 29], shape.With(0, 7));
        Assert.Equal([5, 28, 3], shape.With(-1, 3));
        Assert.Equal([5, 28, 29, 1], shape.Concat([1]));
    }

    [Fact]
    public void Equal_where_all_sizes_are()
    {
        Shape shape = [2, 3], same = [2, 3], longer = [2, 3, 1];
        Assert.True(shape == same);
        Assert.Equal(shape.GetHashCode(), same.GetHashCode());
        Assert.True(shape != longer);
        Assert.False(shape.Equals("(2, 3)"));
    }

    [Fact]
    public void Impossible_shapes_are_refused()
    {
        Assert.Throws<ShapeException>(() => Shape.Of([1, 2, 3, 4, 5, 6, 7]));
        Assert.Throws<ShapeException>(() => Shape.Of([2, -2]));
        Assert.Throws<ShapeException>(() => Shape.Of([2, 3])[2]);
        Assert.Throws<ShapeException>(() => Shape.Of([2, 3])[-3]);
    }

    /// <summary>The product 65536⁴ = 2⁶⁴ is 0 in 64 bits, and two unknown sizes make 1; neither is a size.</summary>
    [Fact]
    public void A_size_that_cannot_be_stored_is_refused()
    {
        Assert.Throws<ShapeException>(() => Shape.Of([1 << 16, 1 << 16]).Size);
        Assert.Throws<ShapeException>(() => Shape.Of([1 << 16, 1 << 16, 1 << 16, 1 << 16]).Size);
        Assert.Throws<ShapeException>(() => Shape.Of([Shape.Unknown, 8]).Size);
        Assert.Throws<ShapeException>(() => Shape.Of([Shape.Unknown, Shape.Unknown]).Size);
        Assert.Throws<ShapeException>(() => Shape.Of([Shape.Unknown, 0]).Size);
        Assert.Equal(0, Shape.Of([1 << 30, 1 << 30, 1 << 30, 0]).Size);
    }
}
