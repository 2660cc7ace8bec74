using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class PermuteTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4, 5];

    protected override Layer NewLayer() => _ = new Permute([2, 3, 1]);

    [Fact]
    public void Counts_axes_from_1()
    {
        Assert.Equal<Shape>([-1, 4, 3], new Permute([2, 1]).ComputeOutputShape([-1, 3, 4]));
        Assert.Equal<Shape>([-1, 28, 28, 3], new Permute([2, 3, 1]).ComputeOutputShape([-1, 3, 28, 28]));
        Assert.Equal([0, 3, 1, 4, 2, 5], MaxPooling2DTests.Out(new Permute([2, 1]), Tensor.Range(6).Reshape(1, 2, 3)));
    }

    [Fact]
    public void Every_axis_is_named_once()
    {
        Refused.Says<HyperparameterException>(() => _ = new Permute([0, 1], "turn"), "turn", "1..2", "(0, 1)",
            "count from 1");
        Refused.Says<HyperparameterException>(() => _ = new Permute([1, 1]), "(1, 1)");
        Refused.Says<HyperparameterException>(() => _ = new Permute([1, 3]), "(1, 3)");
        Refused.Says<ShapeException>(() => new Permute([2, 1], "turn").ComputeOutputShape([-1, 2, 3, 4]),
            "turn", "2 axes",
            "(2, 1)", "(None, 2, 3, 4)");
    }
}
