using LearnDL.Metrics;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Rows_are_true_classes_and_columns_predicted_ones()
    {
        var matrix = ConfusionMatrix.Of(Tensor.From<int>([1, 2, 4]), Tensor.From<int>([2, 2, 4]));
        Assert.Equal(Shape.Of([5, 5]), matrix.Shape);
        Assert.Equal(DType.Int32, matrix.DType);
        Assert.Equal((1, 1, 1, 3), (matrix.At(1, 2), matrix.At(2, 2), matrix.At(4, 4), matrix.Sum().Item()));
    }

    [Fact]
    public void Weights_and_the_number_of_classes_can_be_given()
    {
        var column = Tensor.From<float>([0, 1, 1]).ExpandDims();
        var matrix = ConfusionMatrix.Of(column, Tensor.From<int>([0, 0, 0]), 3, Tensor.From([0.5, 2, 0.25]));
        Assert.Equal([0.5, 0, 0, 2.25, 0, 0, 0, 0, 0], matrix.ToArray<double>());
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        var labels = Tensor.From<int>([0, 1, 2]);
        Refused.Says<DataException>(() => ConfusionMatrix.Of(labels, Tensor.From([0, 1.5, 0])), "Predictions", "1.5",
            "row 1");
        Refused.Says<DataException>(() => ConfusionMatrix.Of(labels, labels, 2), "Labels", "0..1", "2 at row 2");
        Refused.Says<DataException>(() => ConfusionMatrix.Of(Tensor.From<int>([-1]), Tensor.From<int>([0])), "-1");
        Refused.Says<ShapeException>(() => ConfusionMatrix.Of(labels, Tensor.Ones([3, 3])), "(3, 3)", "ArgMax");
        Refused.Says<ShapeException>(() => ConfusionMatrix.Of(labels, Tensor.Ones([2])), "predictions", "(2,)");
        Refused.Says<ShapeException>(() => ConfusionMatrix.Of(labels, labels, weights: Tensor.Ones([2])), "weights");
    }
}
