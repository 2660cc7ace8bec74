using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class FlattenTests : LayerContract
{
    protected override Shape InputShape => [3, 2, 4];

    protected override Layer NewLayer() => new Flatten();

    [Fact]
    public void Lays_out_row_after_row()
    {
        var layer = new Flatten();
        Assert.Equal<Shape>([-1, 784], layer.ComputeOutputShape([-1, 28, 28]));
        Assert.Equal<Shape>([-1, -1], layer.ComputeOutputShape([-1, -1, 28]));
        Assert.Equal<Shape>([7, 1], layer.ComputeOutputShape([7]));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], layer.NewCall().Forward(Input(), training: false)[0].ToArray<float>());

        static Tensor Input() => Tensor.Range(16).Reshape(2, 2, 4);
    }
}
