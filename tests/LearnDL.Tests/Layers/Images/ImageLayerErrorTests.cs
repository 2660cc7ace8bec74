using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

/// <summary>Images of the wrong rank, turned ones, ones that are too small, and sizes out of range.</summary>
public sealed class ImageLayerErrorTests
{
    [Fact]
    public void A_window_larger_than_the_image()
    {
        Refused.Says<ShapeException>(() => new MaxPooling2D(5, name: "pool_3").ComputeOutputShape([-1, 3, 8, 16]),
            "layer 'pool_3' (MaxPooling2D)", "5x5", "(None, 3, 8, 16)", "padding \"same\"", "remove a pooling");
        Refused.Says<ShapeException>(() => new AveragePooling2D((1, 3)).ComputeOutputShape([-1, 8, 2, 16]), "1x3");
        Refused.Says<ShapeException>(() =>
            new MaxPooling2D(5).NewCall().Forward(Tensor.Ones([1, 3, 8, 2]), training: false), "5x5", "(1, 3, 8, 2)");
        Assert.Equal<Shape>([-1, 1, 2, 16], new MaxPooling2D(5, padding: "same").ComputeOutputShape([-1, 3, 8, 16]));
    }

    [Fact]
    public void Images_with_their_channels_at_the_other_end()
    {
        Refused.Says<ShapeException>(() => new MaxPooling2D(name: "pool").ComputeOutputShape([32, 1, 28, 28]), "pool",
            "(batch, height, width, channels)", "(32, 1, 28, 28)", "channels-first", "x.Transpose(0, 2, 3, 1)",
            "channels_first");
        Refused.Says<ShapeException>(
            () => new MaxPooling2D(dataFormat: "channels_first").ComputeOutputShape([32, 28, 28, 1]),
            "(batch, channels, height, width)", "x.Transpose(0, 3, 1, 2)");
    }

    [Fact]
    public void Shapes_that_are_no_images()
    {
        foreach (var layer in (Layer[])[new MaxPooling2D(name: "it"), new AveragePooling2D(name: "it"),
            new GlobalAveragePooling2D(name: "it"), new ZeroPadding2D(name: "it")])
        {
            Refused.Says<ShapeException>(() => layer.ComputeOutputShape([-1, 28, 28]), "'it'", layer.GetType().Name,
                "(batch, height, width, channels)", "(None, 28, 28)", "Reshape([28, 28, 1])", "x.ExpandDims(-1)");
            Refused.Says<ShapeException>(() => layer.ComputeOutputShape([-1, 784]),
                "(None, 784)", "before the Flatten()");
            Refused.Says<ShapeException>(() => layer.NewCall().Forward(Tensor.Ones([2, 3]), training: true), "(2, 3)");
        }
        Refused.Says<ShapeException>(
            () => new MaxPooling2D(dataFormat: "channels_first").ComputeOutputShape([-1, 28, 30]),
            "(batch, channels, height, width)", "Reshape([1, 28, 30])", "x.ExpandDims(1)");
    }

    [Fact]
    public void Sizes_out_of_range()
    {
        Refused.Says<HyperparameterException>(() => _ = new MaxPooling2D(0, name: "pool"),
            "MaxPooling2D 'pool': poolSize >= 1", "0");
        Refused.Says<HyperparameterException>(() => _ = new AveragePooling2D((2, -1)),
            "AveragePooling2D: poolSize >= 1", "-1");
        Refused.Says<HyperparameterException>(() => _ = new MaxPooling2D(2, strides: 0), "strides >= 1", "0");
        Refused.Says<HyperparameterException>(() => _ = new MaxPooling2D(padding: "causal"), "\"valid\" or \"same\"",
            "causal", "Conv1D");
        foreach (Func<Layer> series in new Func<Layer>[] { () => new MaxPooling1D(padding: "causal"),
            () => new SeparableConv1D(4, 3, padding: "causal"), () => new DepthwiseConv1D(3, padding: "causal"),
            () => new Conv1DTranspose(4, 3, padding: "causal") })
            Refused.Says<HyperparameterException>(() => _ = series(), "1D", "looks to both sides", "Conv1D");
        Refused.Says<ShapeException>(() => new MaxPooling1D().ComputeOutputShape([-1, 28, 28, 1]), "MaxPooling2D");
        Refused.Says<ShapeException>(() => new Conv1D(4, 3).ComputeOutputShape([-1, 28, 28, 1]), "Conv2D");
        Refused.Says<UnknownNameException>(() => _ = new MaxPooling2D(padding: "some"), "some", "same");
        Refused.Says<UnknownNameException>(() => _ = new MaxPooling2D(dataFormat: "nchw"), "nchw", "channels_first");
        Refused.Says<HyperparameterException>(() => _ = new ZeroPadding2D((1, -2), name: "edge"),
            "ZeroPadding2D 'edge': padding >= 0", "-2");
    }

    [Fact]
    public void A_model_that_pools_too_often_is_not_built() =>
        Refused.Says<ShapeException>(() => _ = new Sequential { new Input([6, 6, 2]), new MaxPooling2D(),
            new MaxPooling2D(3, name: "second"), new MaxPooling2D(2, name: "third") },
            "'third'", "2x2", "(None, 1, 1, 2)");
}
