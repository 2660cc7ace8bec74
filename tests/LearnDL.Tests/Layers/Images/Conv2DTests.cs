using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class Conv2DTests : LayerContract
{
    protected override Layer NewLayer() => new Conv2D(3, (3, 2), activation: "tanh");

    protected override Shape InputShape => [2, 5, 4, 2];

    [Fact]
    public void Slides_its_window_over_the_image()
    {
        var layer = new Conv2D(1, 2);
        layer.Build([1, 3, 3, 1], DType.Float32, new RandomSource(1));
        layer.Kernel!.Value.CopyFrom(Tensor.From([1f, 2, 3, 4], [2, 2, 1, 1]));
        layer.Bias!.Value.Fill(100);
        var x = Tensor.From([1f, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);

        // 1·1 + 2·2 + 3·4 + 4·5 = 37, not turned round; then one column and one row on.
        Assert.Equal([137, 147, 167, 177], layer.NewCall().Forward(x, training: false).ToArray<float>());
    }

    [Fact]
    public void Begins_as_in_Keras_glorot_uniform_over_the_whole_window()
    {
        var layer = new Conv2D(40, 3);
        layer.Build([-1, 9, 9, 20], DType.Float32, new RandomSource(1));
        var limit = Math.Sqrt(6.0 / (9 * 20 + 9 * 40));

        Assert.Equal<Shape>([3, 3, 20, 40], layer.Kernel!.Value.Shape);
        Assert.InRange(layer.Kernel.Value.Abs().Max().Item(), 0.95 * limit, limit);
        Assert.Equal(0, layer.Bias!.Value.Abs().Max().Item());
    }

    [Theory]
    [InlineData(28, 3, 1, 1, "valid", 26)]
    [InlineData(28, 3, 1, 1, "same", 28)]
    [InlineData(28, 3, 2, 1, "same", 14)]
    [InlineData(27, 3, 2, 1, "same", 14)]
    [InlineData(28, 3, 3, 1, "valid", 9)]
    [InlineData(28, 5, 1, 2, "valid", 20)]
    public void Output_sizes_as_in_Keras(int size, int kernel, int stride, int dilation, string padding, int expected)
    {
        Assert.Equal<Shape>([-1, expected, expected, 4],
            new Conv2D(4, kernel, stride, padding, dilationRate: dilation).ComputeOutputShape([-1, size, size, 3]));
        Assert.Equal<Shape>([-1, 4, expected, expected],
            new Conv2D(4, kernel, stride, padding, "channels_first", dilation).ComputeOutputShape([-1, 3, size, size]));
        Assert.Equal<Shape>([-1, -1, expected, 4],
            new Conv2D(4, kernel, stride, padding, dilationRate: dilation).ComputeOutputShape([-1, -1, size, 3]));
    }

    [Fact]
    public void The_well_known_network_has_890410_parameters()
    {
        var model = new Sequential
        {
            new Input([28, 28, 3]),
            new Conv2D(32, 3, padding: "same", activation: "relu"), new Conv2D(32, 3, activation: "relu"),
            new MaxPooling2D(), new Dropout(0.25),
            new Conv2D(64, 3, padding: "same", activation: "relu"), new Conv2D(64, 3, activation: "relu"),
            new MaxPooling2D(), new Dropout(0.25),
            new Flatten(), new Dense(512, "relu"), new Dropout(0.5), new Dense(10, "softmax"),
        };
        Assert.Equal<Shape>([-1, 10], model.OutputShape);
        Assert.Equal(890_410, model.Layers.SelectMany(layer => layer.Parameters).Sum(p => p.Value.Size));
    }

    [Fact]
    public void A_dense_of_channels_is_a_window_of_one_pixel()
    {
        Conv2D window = new(3, 1);
        Dense dense = new(3);
        window.Build([-1, 4, 5, 2], DType.Float64, new RandomSource(1));
        dense.Build([-1, 4, 5, 2], DType.Float64, new RandomSource(1));
        dense.Kernel!.Value.CopyFrom(window.Kernel!.Value.Reshape(2, 3));
        var x = Tensor.Normal([2, 4, 5, 2], seed: 3, dtype: DType.Float64);
        Golden.Near.Same(dense.NewCall().Forward(x, false), window.NewCall().Forward(x, false), "z");
    }

    [Fact]
    public void Weights_begin_as_the_initializers_say()
    {
        var layer = new Conv2D(3, 2, kernelInitializer: new Ones(), biasInitializer: new Constant(2));
        layer.Build([1, 3, 3, 2], DType.Float32, new RandomSource(1));
        Assert.All(layer.Kernel!.Value.ToArray<float>(), w => Assert.Equal(1, w));
        Assert.Equal([2, 2, 2], layer.Bias!.Value.ToArray<float>());
    }

    [Fact]
    public void Without_a_bias_there_is_only_the_kernel()
    {
        var layer = new Conv2D(3, 2, useBias: false);
        layer.Build([1, 3, 3, 2], DType.Float32, new RandomSource(1));
        Assert.Null(layer.Bias);
        Assert.Same(layer.Kernel, Assert.Single(layer.Parameters));
    }

    /// <summary>
    /// What the loss hands over is already dz: nothing of the activation is left to
    /// do, but the channels are still turned.
    /// </summary>
    [Theory]
    [InlineData("channels_last")]
    [InlineData("channels_first")]
    public void The_gradient_of_the_sums_passes_the_activation_by(string format)
    {
        Conv2D layer = new(3, 2, dataFormat: format, activation: "sigmoid"), linear = new(3, 2, dataFormat: format);
        DataFormat channels = format;
        var x = Tensor.Normal(channels.FromLast([2, 4, 5, 2]), seed: 1, dtype: DType.Float64);
        var dz = Tensor.Normal(layer.ComputeOutputShape(x.Shape), seed: 2, dtype: DType.Float64);
        layer.Build(x.Shape, x.DType, new RandomSource(1));
        linear.Build(x.Shape, x.DType, new RandomSource(1));
        layer.Forward(x, training: true, out var saved);
        linear.Forward(x, training: true, out var savedLinear);

        Assert.Equal(linear.Backward(dz, savedLinear).ToArray<double>(),
            layer.BackwardFromLogits(dz, saved).ToArray<double>());
        Assert.Equal(linear.Kernel!.Gradient.ToArray<double>(), layer.Kernel!.Gradient.ToArray<double>());
        Assert.Equal(linear.Bias!.Gradient.ToArray<double>(), layer.Bias!.Gradient.ToArray<double>());
    }

    [Fact]
    public void Nobody_asks_the_first_layer_for_the_gradient_of_its_input()
    {
        var layer = new Conv2D(3, 2) { NeedsInputGradient = false };
        layer.Build([2, 4, 5, 2], DType.Float32, new RandomSource(1));
        var y = layer.Forward(Tensor.Ones([2, 4, 5, 2]), training: true, out var saved);
        Assert.False(layer.Backward(y, saved).HasValue);
        Assert.NotEqual(0, layer.Kernel!.Gradient.Abs().Max().Item());
    }

    [Fact]
    public void A_loss_takes_over_softmax_only_along_the_last_axis()
    {
        Assert.Equal("softmax", new Conv2D(3, 2, activation: "softmax").OutputActivation?.Name);
        Assert.Null(new Conv2D(3, 2, dataFormat: "channels_first", activation: "softmax").OutputActivation);
        Assert.Equal("sigmoid",
            new Conv2D(3, 2, dataFormat: "channels_first", activation: "sigmoid").OutputActivation?.Name);
    }

    [Fact]
    public void Errors_show_the_way_out()
    {
        ShapeException Fails(Layer layer, Shape shape) =>
            Assert.Throws<ShapeException>(() => layer.ComputeOutputShape(shape));

        Assert.Contains("new Reshape([28, 28, 1])", Fails(new Conv2D(8, 3, name: "first"), [-1, 28, 28]).Fix);
        Assert.Contains("'first' (Conv2D)", Fails(new Conv2D(8, 3, name: "first"), [-1, 28, 28]).What);
        Assert.Contains("Flatten", Fails(new Conv2D(8, 3), [-1, 784]).Fix);
        Assert.Contains("window of 5x5 pixels reaches over 5, and does not fit into 3",
            Fails(new Conv2D(8, 5), [-1, 3, 3, 4]).What);
        Assert.Contains("\"same\"", Fails(new Conv2D(8, 5), [-1, 3, 3, 4]).Fix);
        Assert.Contains("multiple of 2", Fails(new Conv2D(8, 3, groups: 2), [-1, 9, 9, 3]).Expected);

        var built = new Conv2D(8, 3);
        built.Build([-1, 28, 28, 1], DType.Float32, new RandomSource(1));
        var turned = Fails(built, [32, 1, 28, 28]);
        Assert.Equal("(batch, height, width, 1)", turned.Expected);
        Assert.Contains("Transpose(0, 2, 3, 1)", turned.Fix);
        Assert.Contains("grey", Fails(built, [32, 28, 28, 3]).Fix);
    }

    [Fact]
    public void Settings_are_checked_when_they_are_given()
    {
        Assert.Contains("filters", Assert.Throws<HyperparameterException>(() => new Conv2D(0, 3)).What);
        Assert.Contains("kernelSize", Assert.Throws<HyperparameterException>(() => new Conv2D(8, (3, 0))).What);
        Assert.Contains("strides", Assert.Throws<HyperparameterException>(() => new Conv2D(8, 3, 0)).What);
        Assert.Contains("dilationRate",
            Assert.Throws<HyperparameterException>(() => new Conv2D(8, 3, dilationRate: 0)).What);
        Assert.Contains("multiple of 3",
            Assert.Throws<HyperparameterException>(() => new Conv2D(8, 3, groups: 3)).Expected);
        Assert.Contains("Conv1D",
            Assert.Throws<HyperparameterException>(() => new Conv2D(8, 3, padding: "causal")).Fix);
        Assert.Contains("'same'", Assert.Throws<UnknownNameException>(() => new Conv2D(8, 3, padding: "smae")).Fix);
        Assert.Contains("'channels_first'",
            Assert.Throws<UnknownNameException>(() => new Conv2D(8, 3, dataFormat: "channel_first")).Fix);
    }
}

/// <summary>The same contract with everything unusual at once.</summary>
public sealed class Conv2DWithSettingsTests : LayerContract
{
    protected override Layer NewLayer() =>
        new Conv2D(4, (2, 3), (2, 1), "same", "channels_first", (1, 2), groups: 2, activation: "silu", useBias: false);

    protected override Shape InputShape => [2, 4, 5, 6];
}
