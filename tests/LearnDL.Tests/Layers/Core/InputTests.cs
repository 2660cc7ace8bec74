using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class InputTests : LayerContract
{
    protected override Layer NewLayer() => new Input([4]);

    private protected override Sequential NewModel(int seed, DType dtype) => new(seed: seed, dtype: dtype)
    {
        NewLayer(), new Dense(3, "tanh"), new Dense(1)
    };

    [Fact]
    public void Makes_a_model_known_before_it_sees_data()
    {
        var model = new Sequential { new Input([8]), new Dense(3) };

        Assert.True(model.IsBuilt);
        Assert.Equal<Shape>([-1, 8], model.InputShape);
        Assert.Equal<Shape>([-1, 3], model.OutputShape);
    }

    [Fact]
    public void An_unknown_size_takes_any()
    {
        var model = new Sequential { new Input([-1, 8]), new Dense(3) };

        Assert.Equal<Shape>([-1, -1, 3], model.OutputShape);
        Assert.Equal<Shape>([2, 5, 3], new Input([-1, 8]).ComputeOutputShape([2, 5, 8]).With(-1, 3));
        Assert.Throws<ShapeException>(() => new Input([-1, 8]).ComputeOutputShape([2, 5, 7]));
    }

    [Fact]
    public void Must_come_first()
    {
        var error = Assert.Throws<ModelException>(() => new Sequential { new Dense(3), new Input([4]) });
        Assert.Contains("Input first", error.Expected);
    }
}
