using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class GlobalAveragePooling1DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 3];

    protected override Layer NewLayer() => new GlobalAveragePooling1D();

    [Fact]
    public void Takes_the_mean_of_the_time_steps_that_are_real()
    {
        var x = Tensor.Range(8).Reshape(2, 2, 2);
        Assert.Equal([1, 2, 5, 6], MaxPooling2DTests.Out(new GlobalAveragePooling1D(), x));
        Tensor mask = new[,] { { 1, 0 }, { 0, 0 } };
        Assert.Equal([0, 1, 0, 0], Doubles(new GlobalAveragePooling1D().Apply(x, mask))); // none real: 0
        Tensor broken = new[, ,] { { { 1.0 }, { double.NaN } }, { { double.PositiveInfinity }, { 2.0 } } };
        Assert.Equal([1, 2], Doubles(new GlobalAveragePooling1D().Apply(broken, new[,] { { 1, 0 }, { 0, 1 } })));
        var model = new Sequential([new Input([3]), new Embedding(5, 2, "normal", maskZero: true),
            new GlobalAveragePooling1D()], seed: 1);
        var padded = model.Predict(new[,] { { 2, 3, 0 }, { 3, 2, 2 } });
        var vectors = model.Layers.OfType<Embedding>().Single().Apply(new[,] { { 2, 3 } });
        Assert.Equal((vectors.At(0, 0, 0) + vectors.At(0, 1, 0)) / 2, padded.At(0, 0), 1e-7);
        Assert.Contains("mask", Assert.Throws<ShapeException>(() =>
            new GlobalAveragePooling1D().Apply(x, Tensor.Ones([2, 3]))).Message);
    }
}
