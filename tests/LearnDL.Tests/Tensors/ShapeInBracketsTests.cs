using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>Shapes and sizes as Keras writes them: with brackets, without, as tuples.</summary>
public sealed class ShapeInBracketsTests
{
    [Fact]
    public void Reshape_takes_sizes_with_brackets_and_without()
    {
        var x = Tensor.Range(4);
        Shape square = [2, 2];
        Assert.Equal(square, x.Reshape(2, 2).Shape);
        Assert.Equal(square, x.Reshape([2, 2]).Shape);
        Assert.Equal(square, x.Reshape([2, -1]).Shape);
        Assert.Equal(square, x.Reshape(square).Shape);
        Assert.Equal(square, x.Reshape((2, 2)).Shape);
        Assert.Equal([4], x.Reshape([-1]).Shape);
        Assert.Equal([], x[..1].Reshape([]).Shape);
    }

    [Fact]
    public void A_shape_from_a_tuple()
    {
        Shape two = (28, 1), three = (28, 27, 1), four = (2, 28, 27, 1);
        Assert.Equal([28, 1], two);
        Assert.Equal([28, 27, 1], three);
        Assert.Equal([2, 28, 27, 1], four);
    }

    [Fact]
    public void Input_takes_sizes_with_brackets_and_without()
    {
        Assert.Equal([8], new Input(8).SampleShape);
        Assert.Equal([8], new Input([8]).SampleShape);
        Assert.Equal([28, 27], new Input(28, 27).SampleShape);
        Assert.Equal([28, 27, 3], new Input(28, 27, 3).SampleShape);
        Assert.Equal([28, 27, 3], new Input((28, 27, 3)).SampleShape);
        Assert.Equal([-1, 3], new Input(-1, 3).SampleShape);
        Assert.Equal("ages", new Input(1, name: "ages").Name);
        Assert.Equal("grey", new Input(28, 28, name: "grey").Name);
        Assert.Equal("colours", new Input(28, 28, 3, name: "colours").Name);
        Assert.Equal([], new Input([]).SampleShape);
    }

    [Fact]
    public void A_size_in_two_directions_in_brackets()
    {
        Size2D size = [3, 5];
        Assert.Equal(new Size2D(3, 5), size);
        Assert.Equal("3x5", $"{size}");
        Shape images = [-1, 9, 9, 1];
        Assert.Equal([-1, 4, 3, 2],
            new Conv2D(2, kernelSize: [3, 5], strides: [2, 2]).ComputeOutputShape(images));
        Assert.Equal([-1, 4, 2, 1], new MaxPooling2D(poolSize: [2, 3], strides: [2, 5]).ComputeOutputShape(images));
        Assert.Equal([-1, 4, 3, 1], new AveragePooling2D([2, 3]).ComputeOutputShape(images));
    }

    [Fact]
    public void A_size_of_another_count_is_named()
    {
        var error = Assert.Throws<HyperparameterException>(() => new MaxPooling2D(poolSize: [2, 2, 2]));
        Assert.Equal("A size in two directions has another count of numbers.", error.What);
        Assert.Equal(("[height, width]", "[2, 2, 2]"), (error.Expected, error.Got));
        Assert.Equal("[3]", Assert.Throws<HyperparameterException>(() => new Conv2D(2, [3])).Got);
        Assert.Equal("[]", Assert.Throws<HyperparameterException>(() => new Conv2D(2, kernelSize: [])).Got);
    }
}
