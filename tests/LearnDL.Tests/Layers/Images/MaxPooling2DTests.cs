using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class MaxPooling2DTests : LayerContract
{
    protected override Shape InputShape => [2, 5, 4, 3];

    protected override Layer NewLayer() => new MaxPooling2D();

    protected override Tensor Draw(RandomSource random) => Distinct(random, InputShape);

    /// <summary>Numbers 0.05 apart in a random order: no difference makes one overtake another.</summary>
    internal static Tensor Distinct(RandomSource random, Shape shape)
    {
        double[] values = [.. Enumerable.Range(0, shape.Size).Select(i => 0.05 * (i - shape.Size / 2))];
        random.Shuffle<double>(values);
        return Tensor.From<double>(values, shape);
    }

    internal static double[] Out(Layer layer, Tensor x) => Doubles(layer.NewCall().Forward(x, training: false));

    /// <summary>1 2 3 / 4 5 6 / 7 8 9 as an image of one channel.</summary>
    internal static Tensor Nine => Tensor.Range(1, 10).Reshape(1, 3, 3, 1);

    [Fact]
    public void Keeps_the_largest_of_every_window()
    {
        Assert.Equal([5], Out(new MaxPooling2D(), Nine));
        // the extra row and column are at the end
        Assert.Equal([5, 6, 8, 9], Out(new MaxPooling2D(padding: "same"), Nine));
        Assert.Equal([5, 6, 8, 9], Out(new MaxPooling2D(2, strides: 1), Nine));
        Assert.Equal([7, 8, 9], Out(new MaxPooling2D((3, 1)), Nine));
        Assert.Equal([1, 3, 7, 9], Out(new MaxPooling2D(1, strides: 2), Nine));
        Assert.Equal([5, 6, 6, 8, 9, 9, 8, 9, 9], Out(new MaxPooling2D(3, 1, "same"), Nine));
        // −1, −3, −7, −9: padding never wins
        Assert.Equal([-5, -6, -8, -9],
            Out(new MaxPooling2D(padding: "same"), Nine.Scale(-1)).Zip([4, 3, 1, 0], (v, d) => v - d));
    }

    [Fact]
    public void Has_the_shapes_of_Keras()
    {
        Assert.Equal<Shape>([-1, 14, 14, 6], new MaxPooling2D().ComputeOutputShape([-1, 28, 28, 6]));
        Assert.Equal<Shape>([-1, 13, 14, 6],
            new MaxPooling2D((2, 3), (2, 2), "valid").ComputeOutputShape([-1, 27, 29, 6]));
        Assert.Equal<Shape>([-1, 14, 15, 6],
            new MaxPooling2D((2, 3), (2, 2), "same").ComputeOutputShape([-1, 27, 29, 6]));
        Assert.Equal<Shape>([-1, 6, 13, 14],
            new MaxPooling2D(dataFormat: "channels_first").ComputeOutputShape([-1, 6, 27, 28]));
        Assert.Equal<Shape>([-1, -1, 14, 6], new MaxPooling2D().ComputeOutputShape([-1, -1, 28, 6]));
    }

    [Fact]
    public void Of_equal_pixels_the_first_gets_the_gradient()
    {
        var call = new MaxPooling2D().NewCall();
        call.Forward(Tensor.Ones([1, 2, 4, 1]), training: true);
        Assert.Equal([3, 0, 5, 0, 0, 0, 0, 0], call.Backward(Tensor.Of(3f, 5f).Reshape(1, 1, 2, 1)).ToArray<float>());
    }
}
