using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class Conv1DTests : LayerContract
{
    protected override Layer NewLayer() => new Conv1D(3, 2, activation: "tanh");

    protected override Shape InputShape => [2, 6, 2];

    [Fact]
    public void The_kernel_has_the_shape_of_Keras()
    {
        var layer = new Conv1D(6, 3, groups: 2);
        layer.Build([-1, 10, 4], DType.Float32, new RandomSource(1));
        Assert.Equal<Shape>([3, 2, 6], layer.Kernel!.Value.Shape);
        Assert.Equal<Shape>([-1, 8, 6], layer.ComputeOutputShape([-1, 10, 4]));
        Assert.Equal<Shape>([-1, -1, 6], layer.ComputeOutputShape([-1, -1, 4]));
    }

    [Fact]
    public void Causal_outputs_do_not_see_what_comes_later()
    {
        var layer = new Conv1D(2, 3, padding: "causal", dilationRate: 2);
        layer.Build([-1, 9, 1], DType.Float64, new RandomSource(1));
        Tensor x = Tensor.Normal([1, 9, 1], seed: 2, dtype: DType.Float64), changed = x.Keep();
        changed.AsSpan<double>()[5] += 1;
        double[] before = layer.NewCall().Forward(x, false).ToArray<double>(), after = layer.NewCall()
            .Forward(changed, false).ToArray<double>();

        Assert.Equal(before[..10], after[..10]);  // steps 0 to 4, two filters each
        Assert.NotEqual(before[10], after[10]);   // step 5 sees steps 5, 3 and 1
        Assert.Equal(before[12..14], after[12..14]); // step 6 sees 6, 4 and 2
    }

    [Fact]
    public void Errors_speak_of_time()
    {
        var error = Assert.Throws<ShapeException>(() => new Conv1D(3, 2, name: "waves").ComputeOutputShape([32, 100]));
        Assert.Contains("'waves' (Conv1D)", error.What);
        Assert.Equal("(batch, time, channels)", error.Expected);
        Assert.Contains("Reshape([100, 1])", error.Fix);
        Assert.Contains("5 time steps reaches over 9, and does not fit into 8",
            Assert.Throws<ShapeException>(() => new Conv1D(3, 5, dilationRate: 2).ComputeOutputShape([32, 8, 1])).What);
    }
}
