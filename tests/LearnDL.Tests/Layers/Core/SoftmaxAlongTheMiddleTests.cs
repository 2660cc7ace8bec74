using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class SoftmaxAlongTheMiddleTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4];

    protected override Layer NewLayer() => new Softmax(axis: 1);

    [Fact]
    public void Sums_to_1_along_the_axis() =>
        Assert.All(NewLayer().NewCall().Forward(Input(1, DType.Float64), training: false).Sum(1).ToArray<double>(),
            sum => Assert.Equal(1, sum, 1e-12));
}
