using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class Conv2DTransposeTests : LayerContract
{
    protected override Shape InputShape => [2, 3, 4, 2];

    protected override Layer NewLayer() => new Conv2DTranspose(3, (3, 2), 2, "same", activation: "tanh");

    [Fact]
    public void Has_the_shapes_of_Keras()
    {
        static Shape Out(Conv2DTranspose layer) => layer.ComputeOutputShape([-1, 7, 8, 16]);
        Assert.Equal<Shape>([-1, 14, 16, 5], Out(new Conv2DTranspose(5, 3, 2, "same")));
        Assert.Equal<Shape>([-1, 15, 17, 5], Out(new Conv2DTranspose(5, 3, 2)));
        Assert.Equal<Shape>([-1, 21, 24, 5], Out(new Conv2DTranspose(5, 2, 3)));
        Assert.Equal<Shape>([-1, 14, 15, 5], Out(new Conv2DTranspose(5, 3, 2, "same", outputPadding: (1, 0))));
        Assert.Equal<Shape>([-1, 16, 17, 5], Out(new Conv2DTranspose(5, 3, 2, outputPadding: (1, 0))));
        Assert.Equal<Shape>([-1, -1, -1, 5], new Conv2DTranspose(5, 3, 2).ComputeOutputShape([-1, -1, -1, 16]));
        var layer = new Conv2DTranspose(5, (3, 4), dataFormat: "channels_first");
        layer.Build([-1, 16, 7, 8], DType.Float32, new RandomSource(1));
        Assert.Equal<Shape>([3, 4, 5, 16], layer.Kernel!.Shape); // filters before channels, as in Keras
        Assert.Equal<Shape>([-1, 5, 9, 11], layer.ComputeOutputShape([-1, 16, 7, 8]));
    }

    [Fact]
    public void Lays_its_filter_down_for_every_pixel()
    {
        var layer = new Conv2DTranspose(1, 2, 2,
            kernelInitializer: new Constant(Tensor.Range(1, 5).Reshape(2, 2, 1, 1)));
        Assert.Equal([1, 2, 10, 20, 3, 4, 30, 40],
            layer.Apply(Tensor.From<float>([1, 10], [1, 1, 2, 1])).ToArray<float>());
    }

    [Fact]
    public void What_does_not_suit_is_refused()
    {
        Assert.Contains("filters", Assert.Throws<HyperparameterException>(() => new Conv2DTranspose(0, 3)).Message);
        Assert.Contains("outputPadding", Assert.Throws<HyperparameterException>(() =>
            new Conv2DTranspose(1, 3, 2, outputPadding: 2)).Message);
        Assert.Contains("channels", Assert.Throws<ShapeException>(() =>
            new Conv2DTranspose(1, 3).ComputeOutputShape([-1, 7, 7, -1])).Message);
        Assert.Contains("images", Assert.Throws<ShapeException>(() =>
            new Conv2DTranspose(1, 3).ComputeOutputShape([-1, 100])).Message);
        Assert.Contains("no pixels", Assert.Throws<ShapeException>(() => new Conv2DTranspose(1, 2, 2, "same",
            outputPadding: 0).ComputeOutputShape([-1, 1, 1, 1])).Message);
        var built = new Conv2DTranspose(1, 3);
        built.Apply(Tensor.Ones([1, 4, 4, 2]));
        Assert.Contains("2 channels", Assert.Throws<ShapeException>(() =>
            built.Apply(Tensor.Ones([1, 4, 4, 3]))).Message);
    }
}
