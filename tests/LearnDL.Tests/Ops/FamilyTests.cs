using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>The figures of the first lesson, and what the three families of ops refuse.</summary>
public sealed class FamilyTests
{
    static Tensor Matrix() => Tensor.Range(12).Reshape(4, 3);

    [Fact]
    public void Element_wise_sum()
    {
        Tensor x = Tensor.Of(1, 2, 3, 4), y = Tensor.Of(5, 6, 7, 8);
        Assert.Equal([6, 8, 10, 12], x.Add(y).ToArray<float>());
        Assert.Equal([6, 8, 10, 12], (x + y).ToArray<float>());
    }

    [Fact]
    public void A_row_is_added_to_every_row_in_place()
    {
        var x = Matrix();
        x.AddRow(Tensor.Of(1, 2, 3), into: x);
        Assert.Equal([1, 3, 5, 4, 6, 8, 7, 9, 11, 10, 12, 14], x.ToArray<float>());
    }

    [Fact]
    public void A_matrix_times_a_vector() =>
        Assert.Equal([8, 26, 44, 62], Matrix().Dot(Tensor.Of(1, 2, 3)).ToArray<float>());

    [Fact]
    public void Rows_and_columns()
    {
        Tensor x = Tensor.Of(2, 4, 6, 8).Reshape(2, 2), v = Tensor.Of(1, 2);
        Assert.Equal([1, 2, 5, 6], x.SubtractRow(v).ToArray<float>());
        Assert.Equal([2, 8, 6, 16], x.MultiplyRow(v).ToArray<float>());
        Assert.Equal([2, 2, 6, 4], x.DivideRow(v).ToArray<float>());
        Assert.Equal([3, 5, 8, 10], x.AddColumn(v).ToArray<float>());
        Assert.Equal([1, 3, 4, 6], x.SubtractColumn(v).ToArray<float>());
        Assert.Equal([2, 4, 12, 16], x.MultiplyColumn(v).ToArray<float>());
        Assert.Equal([2, 4, 3, 4], x.DivideColumn(v).ToArray<float>());
        Assert.Equal([2, 2, 3], Tensor.Ones([2, 2, 3]).AddColumn(Tensor.Ones([2, 2])).Shape);
    }

    [Fact]
    public void Dot_keeps_the_leading_axes()
    {
        Assert.Equal([2, 3, 5], Tensor.Ones([2, 3, 4]).Dot(Tensor.Ones([4, 5])).Shape);
        Assert.Equal([2, 3], Tensor.Ones([2, 3, 4]).Dot(Tensor.Ones([4])).Shape);
        Assert.Equal(32, Tensor.Of(1, 2, 3).Dot(Tensor.Of(4, 5, 6)).Item());
        Assert.Equal([4, 5], Tensor.Ones([2, 3, 4]).TransposedDot(Tensor.Ones([2, 3, 5])).Shape);
        Assert.Equal(6, Tensor.Ones([2, 3, 4]).TransposedDot(Tensor.Ones([2, 3, 5])).At(0, 0));
        Assert.Equal([2, 3, 7], Tensor.Ones([2, 3, 4]).DotTransposed(Tensor.Ones([7, 4])).Shape);
        Assert.Equal([0, 2], Tensor.Ones([0, 3]).Dot(Tensor.Ones([3, 2])).Shape);
        Assert.Equal([0, 0], Tensor.Ones([1, 0]).Dot(Tensor.Ones([0, 2])).ToArray<float>());
    }

    [Fact]
    public void Dot_accumulates()
    {
        var gradient = Tensor.Ones([3, 3]);
        Matrix().TransposedDot(Matrix(), addTo: gradient);
        Assert.Equal(Matrix().Transpose().Dot(Matrix()).Shift(1).ToArray<float>(), gradient.ToArray<float>());
    }

    public static TheoryData<string, Action> Misfits() => new()
    {
        { "(4, 3)|(3, 4)", () => Matrix().Add(Tensor.Zeros([3, 4])) },
        { "(4, 1)|(4,)", () => Tensor.Zeros([4, 1]).Subtract(Tensor.Zeros([4])) }, // NumPy would make a (4, 4) of it
        { "(1, 4)|(4,)", () => Tensor.Zeros([1, 4]).Multiply(Tensor.Zeros([4])) },
        { "(4, 3)|(4,)", () => Matrix().AddRow(Tensor.Zeros([4])) },
        { "(4, 3)|(1, 3)", () => Matrix().AddRow(Tensor.Zeros([1, 3])) },
        { "(4, 3)|(3,)", () => Matrix().AddColumn(Tensor.Zeros([3])) },
        { "(4, 3)|(4, 1)", () => Matrix().AddColumn(Tensor.Zeros([4, 1])) },
        { "(4, 3)|(4, 2)", () => Matrix().Dot(Tensor.Zeros([4, 2])) },
        { "(4, 3)|(3, 2)", () => Matrix().TransposedDot(Tensor.Zeros([3, 2])) },
        { "(4, 3)|(3, 2)", () => Matrix().DotTransposed(Tensor.Zeros([3, 2])) },
        { "(4, 3)|(2, 3)", () => Matrix().Add(Matrix(), into: Tensor.Zeros([2, 3])) },
        { "(4, 2)|(2, 4)", () => Matrix().Dot(Tensor.Zeros([3, 2]), addTo: Tensor.Zeros([2, 4])) },
        { "(4, 3)|(4, 2)", () => Matrix().Combine(1, Tensor.Zeros([4, 2]), 1) },
        { "(4, 3)|(4,)", () => _ = Matrix() + Tensor.Zeros([4]) },
        { "(4, 3)|(3, 4)", () => Matrix().CopyFrom(Tensor.Zeros([3, 4])) },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_misfit_prints_both_shapes(string shapes, Action misfit)
    {
        var error = Assert.Throws<ShapeException>(misfit);
        Assert.All(shapes.Split('|'), shape => Assert.Contains(shape, error.Message));
    }

    [Fact]
    public void Types_are_not_mixed_silently()
    {
        var whole = Tensor.Range(12, DType.Int32).Reshape(4, 3);
        Assert.Contains("Int32", Assert.Throws<DTypeException>(() => Matrix().Add(whole)).Got);
        Assert.Throws<DTypeException>(() => Matrix().Dot(whole.Transpose()));
        Assert.Throws<DTypeException>(() => whole.Exp());
        Assert.Throws<DTypeException>(() => whole.Divide(whole));
        Assert.Throws<DTypeException>(() => whole.Scale(2));
        var bytes = Tensor.Ones([2, 2], DType.UInt8);
        Assert.Throws<DTypeException>(() => bytes.Add(bytes));
        Assert.Throws<DTypeException>(() => bytes.Dot(bytes));
    }
}
