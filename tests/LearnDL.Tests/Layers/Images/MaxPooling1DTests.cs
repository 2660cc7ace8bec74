using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class MaxPooling1DTests : LayerContract
{
    protected override Shape InputShape => [2, 7, 3];

    protected override Layer NewLayer() => new MaxPooling1D(3, 2, "same");

    protected override Tensor Draw(RandomSource random) => MaxPooling2DTests.Distinct(random, InputShape);

    static double[] Out(Layer layer) =>
        MaxPooling2DTests.Out(layer, Tensor.From<double>([1, 3, 2, 5, 4], [1, 5, 1]));

    [Fact]
    public void Keeps_the_largest_of_every_window()
    {
        Assert.Equal([3, 5], Out(new MaxPooling1D()));
        Assert.Equal([3, 5, 4], Out(new MaxPooling1D(padding: "same")));
        Assert.Equal([3, 3, 5, 5], Out(new MaxPooling1D(2, strides: 1)));
        Assert.Equal<Shape>([-1, 13, 6], new MaxPooling1D(2).ComputeOutputShape([-1, 27, 6]));
        Assert.Equal<Shape>([-1, 6, 14], new MaxPooling1D(2, padding: "same", dataFormat: "channels_first")
            .ComputeOutputShape([-1, 6, 27]));
        Assert.Equal<Shape>([-1, -1, 6], new MaxPooling1D().ComputeOutputShape([-1, -1, 6]));
    }

    [Fact]
    public void What_does_not_suit_is_refused()
    {
        Assert.Contains("series", Assert.Throws<ShapeException>(() =>
            new MaxPooling1D().ComputeOutputShape([-1, 28, 28, 1])).Message);
        Assert.Contains("3 time steps", Assert.Throws<ShapeException>(() =>
            new MaxPooling1D(3).ComputeOutputShape([-1, 2, 1])).Message);
        Assert.Contains("causal", Assert.Throws<HyperparameterException>(() =>
            new MaxPooling1D(padding: "causal")).Message);
        Assert.Contains("poolSize", Assert.Throws<HyperparameterException>(() => new MaxPooling1D(0)).Message);
    }
}
