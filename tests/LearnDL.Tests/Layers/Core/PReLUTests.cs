using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class PReLUTests : LayerContract
{
    protected override Shape InputShape => [3, 2, 4];

    protected override Layer NewLayer() => new PReLU("random_normal");

    protected override Tensor Draw(RandomSource random) => GradientSubject.Away(InputShape, 1, [0])(random);

    [Fact]
    public void Has_a_slope_for_every_element_that_is_not_shared()
    {
        static Shape Slopes(Shape input, params int[] shared)
        {
            var layer = new PReLU(sharedAxes: shared);
            layer.Build(input, DType.Float32, new RandomSource(1));
            return layer.Alpha!.Shape;
        }
        Assert.Equal<Shape>([4, 5, 3], Slopes([-1, 4, 5, 3]));
        Assert.Equal<Shape>([1, 1, 3], Slopes([-1, 4, 5, 3], 1, 2));
        Assert.Equal<Shape>([1, 3], Slopes([-1, -1, 3], 1));
        Assert.Equal<Shape>([4, 1], Slopes([-1, 4, 3], -1));
        Assert.Equal([0, 0, 2], new PReLU().Apply(new[,] { { -1.0, 0, 2 } }).ToArray<float>()); // α begins at 0
        Assert.Equal([-1, 0, 2], new PReLU("ones").Apply(new[,] { { -1.0, 0, 2 } }).ToArray<float>());
    }

    [Fact]
    public void What_does_not_suit_is_refused()
    {
        Refused.Says<HyperparameterException>(() => _ = new PReLU(sharedAxes: [0, 1]), "batch axis");
        Refused.Says<ShapeException>(() => new PReLU().ComputeOutputShape([-1, -1, 3]), "sharedAxes [1]");
        Refused.Says<ShapeException>(() => new PReLU().ComputeOutputShape([3]), "at least one axis");
        var built = new PReLU();
        built.Apply(Tensor.Ones([2, 3]));
        Refused.Says<ShapeException>(() => built.Apply(Tensor.Ones([2, 4])), "(3,)", "(4,)");
    }
}
