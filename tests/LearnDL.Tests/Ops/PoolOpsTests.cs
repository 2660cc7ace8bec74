using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Tensors;

/// <summary>What the ops of images and normalization ask before they compute.</summary>
public sealed class PoolOpsTests
{
    static readonly Window window = new(WindowAxis.Of(4, 2, 2, 1, Padding.Valid),
        WindowAxis.Of(6, 3, 3, 1, Padding.Valid));

    [Fact]
    public void Pooling_wants_images_of_the_window_s_size()
    {
        var x = Tensor.Range(24).Reshape(1, 4, 6, 1);
        var y = x.MaxPool(window);
        Assert.Equal([8, 11, 20, 23], y.ToArray<float>());
        Assert.Equal([4, 7, 16, 19], x.AveragePool(window).ToArray<float>());
        Assert.Equal(x.Shape, y.AveragePoolBack(window).Shape);

        Refused.Says<ShapeException>(() => Tensor.Ones([1, 6, 4, 1]).MaxPool(window), "MaxPool", "(N, 4, 6, C)",
            "(1, 6, 4, 1)");
        Refused.Says<ShapeException>(() => Tensor.Ones([4, 6, 1]).AveragePool(window), "rank 4");
        Refused.Says<ShapeException>(() => Tensor.Ones([1, 2, 2, 1]).MaxPool(
            new Window(WindowAxis.Of(2, 3, 1, 1, Padding.Valid), WindowAxis.Of(2, 1, 1, 1, Padding.Valid))), "3 x 1");
        Refused.Says<DTypeException>(() => Tensor.Zeros([1, 4, 6, 1], DType.Int32).MaxPool(window), "MaxPool", "Int32");
        Refused.Says<ShapeException>(() => Tensor.Ones([1, 2, 3, 1]).AveragePoolBack(window), "AveragePoolBack",
            "(1, 2, 2, 1)", "(1, 2, 3, 1)");
        Refused.Says<ShapeException>(() => Tensor.Ones([1, 2, 3, 1]).MaxPoolBack(x, y, window), "MaxPoolBack",
            "(1, 2, 2, 1)");
        Refused.Says<ShapeException>(() => y.MaxPoolBack(x, x, window), "MaxPoolBack");
    }

    [Fact]
    public void Pad_adds_zeros()
    {
        Assert.Equal([0, 1, 2, 0, 0, 0, 0, 0], Tensor.Of(1f, 2f).Reshape(1, 2).Pad([0, 1], [1, 1]).ToArray<float>());
        Refused.Says<ShapeException>(() => Tensor.Ones([2, 2]).Pad([1], [1, 1]), "two numbers per axis", "1 and 2");
        Refused.Says<ShapeException>(() => Tensor.Ones([2, 2]).Pad([1, 0], [0, -1]), "-1 at axis 1");
    }

    [Fact]
    public void Rows_of_numbers_must_fit()
    {
        var x = Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } });
        Tensor a = Tensor.Of(10f, 100f), b = Tensor.Of(1f, -1f);
        Assert.Equal([11, 199, 31, 399], x.AffineRow(a, b).ToArray<float>());
        Assert.Equal([12, 197, 34, 395], x.CombineRow(a, x, b, b).ToArray<float>());
        Assert.Equal([10, 20], x.SumRowProducts(x).ToArray<float>());
        Assert.Equal([20, 120], x.SumRowProducts(x, addTo: Tensor.Of(10f, 100f)).ToArray<float>());

        Refused.Says<ShapeException>(() => x.AffineRow(Tensor.Ones([3]), b), "AffineRow", "(2, 2)", "(3,)");
        Refused.Says<ShapeException>(() => x.CombineRow(a, Tensor.Ones([2, 3]), b, b), "CombineRow");
        Refused.Says<DTypeException>(() => x.AffineRow(a.Cast(DType.Float64), b), "AffineRow");
        Refused.Says<ShapeException>(() => x.SumRowProducts(Tensor.Ones([2, 3])), "SumRowProducts");
        Refused.Says<ShapeException>(() => a.SumRowProducts(a), "rank 2");
    }
}
