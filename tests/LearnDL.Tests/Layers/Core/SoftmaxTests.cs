using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class SoftmaxTests : LayerContract
{
    protected override Layer NewLayer() => new Softmax();

    [Fact]
    public void Rows_sum_to_1_even_for_large_scores()
    {
        var y = new Softmax().NewCall()
            .Forward(Tensor.From(new float[,] { { 1000, 1000, -1000 }, { 1, 2, 3 } }), training: false);

        Assert.Equal([0.5f, 0.5f, 0], y[0].ToArray<float>());
        Assert.Equal(1, y[1].Sum().Item(), 1e-6);
        Assert.Equal(Math.E, y.At(1, 2) / y.At(1, 1), 1e-5);
    }

    [Fact]
    public void Does_not_share_out_among_the_samples() =>
        Assert.Contains("axis 0 of (None, 3)",
            Assert.Throws<ShapeException>(() => new Softmax(axis: 0).ComputeOutputShape([-1, 3])).Got);
}
