using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class ReshapeTests : LayerContract
{
    protected override Shape InputShape => [3, 2, 6];

    protected override Layer NewLayer() => _ = new Reshape([3, -1, 2]);

    [Fact]
    public void Keeps_the_order_and_finds_a_size()
    {
        Assert.Equal<Shape>([-1, 28, 28, 1], new Reshape([28, 28, 1]).ComputeOutputShape([-1, 784]));
        Assert.Equal<Shape>([-1, 28, 28, 1], new Reshape([28, -1, 1]).ComputeOutputShape([-1, 784]));
        Assert.Equal<Shape>([-1, 784], new Reshape([-1]).ComputeOutputShape([-1, 28, 28, 1]));
        Assert.Equal<Shape>([-1, -1, 4], new Reshape([-1, 4]).ComputeOutputShape([-1, -1, 8]));
        Assert.Equal([0, 1, 2, 3, 4, 5], MaxPooling2DTests.Out(new Reshape([3, 2]), Tensor.Range(6).Reshape(1, 2, 3)));
    }

    [Fact]
    public void Says_that_the_numbers_do_not_fit()
    {
        Refused.Says<ShapeException>(() => new Reshape([7, 7, 64], "reshape_1").ComputeOutputShape([-1, 3000]),
            "reshape_1",
            "(7, 7, 64)", "3,136", "3,000", "(None, 3000)");
        Refused.Says<ShapeException>(() => new Reshape([7, -1]).ComputeOutputShape([-1, 30]), "multiple of 7", "30");
        Refused.Says<ShapeException>(() => _ = new Reshape([-1, -1], "twice"), "twice", "at most one");
        Refused.Says<ShapeException>(() => _ = new Reshape([0, 4]), "sizes >= 1", "(0, 4)");
    }
}
