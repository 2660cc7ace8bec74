using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class DenseTests : LayerContract
{
    protected override Layer NewLayer() => new Dense(3, "tanh");

    [Fact]
    public void Is_x_times_W_plus_b()
    {
        var layer = new Dense(2, kernelInitializer: "ones", biasInitializer: "ones");
        layer.Build([1, 3], DType.Float32, new RandomSource(1));
        layer.Kernel!.Value.CopyFrom(Tensor.From(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }));

        Assert.Equal([23, 29], layer.NewCall().Forward(Tensor.From(new float[,] { { 1, 2, 3 } }), training: false)
            .ToArray<float>());
    }

    [Fact]
    public void Begins_as_in_Keras_glorot_uniform_and_zeros()
    {
        var layer = new Dense(30);
        layer.Build([1, 20], DType.Float32, new RandomSource(1));
        var limit = Math.Sqrt(6.0 / 50); // √(6 / (in + out))

        Assert.Equal("kernel", layer.Parameters[0].Name);
        Assert.Equal("bias", layer.Parameters[1].Name);
        Assert.InRange(layer.Kernel!.Value.Abs().Max().Item(), 0.9 * limit, limit);
        Assert.Equal(0, layer.Bias!.Value.Abs().Max().Item());
    }

    [Fact]
    public void Works_on_the_last_axis_of_any_rank()
    {
        var layer = new Dense(3);
        layer.Build([-1, 6, 4], DType.Float64, new RandomSource(1));
        var x = Tensor.Normal([2, 6, 4], dtype: DType.Float64);

        Assert.Equal<Shape>([2, 6, 3], layer.ComputeOutputShape(x.Shape));
        Assert.Equal<Shape>([-1, -1, 3], layer.ComputeOutputShape([-1, -1, 4]));
        Assert.Equal(
            layer.NewCall().Forward(x.Reshape(12, 4), training: false).ToArray<double>(),
            layer.NewCall().Forward(x, training: false).ToArray<double>());
    }

    [Fact]
    public void Has_no_bias_where_none_is_wanted()
    {
        var layer = new Dense(3, useBias: false);
        layer.Build([1, 4], DType.Float32, new RandomSource(1));

        Assert.Null(layer.Bias);
        Assert.Equal([layer.Kernel!], layer.Parameters);
    }

    [Fact]
    public void Says_that_it_is_not_built()
    {
        var error = Assert.Throws<ModelException>(() =>
            new Dense(3, name: "first").Forward(Tensor.Ones([1, 2]), training: false, out _));
        Assert.Contains("layer 'first' (Dense) is not built", error.Message);
    }
}
