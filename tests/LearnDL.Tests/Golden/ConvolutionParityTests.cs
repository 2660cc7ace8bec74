using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Conv2D and Conv1D against PyTorch: output and all gradients, over strides, paddings, dilations and groups, in both
/// data formats, on both backends.
/// </summary>
public class ConvolutionParityTests
{
    static readonly GoldenFile golden = new("convolution.json");

    public static TheoryData<int, string> Cases => golden.Theory(c =>
        $"{c.Shape("x")} x {c.Shape("kernel")} {c.Text("padding")}, strides {string.Join(' ', c.Integers("strides"))}, "
            + $"dilation {string.Join(' ', c.Integers("dilation"))}, groups {c.Number("groups")}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients(int index, string name) =>
        Check(golden.Cases[index], DataFormat.ChannelsLast, name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_the_channels_first(int index, string name) =>
        Check(golden.Cases[index], DataFormat.ChannelsFirst, name);

    /// <summary>The plain loops, called directly: the backend that all others run on stays as it is.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_loops_of_the_definition(int index, string name)
    {
        var c = golden.Cases[index];
        if (c.Shape("x").Rank != 4)
            return; // series are images of one row by then
        int[] strides = c.Integers("strides"), dilation = c.Integers("dilation");
        Tensor x = c.Tensor("x"), kernel = c.Tensor("kernel"), dy = c.Tensor("dy"),
            y = Tensor.Zeros(dy.Shape, DType.Float64), dx = Tensor.Zeros(x.Shape, DType.Float64),
            dKernel = Tensor.Zeros(kernel.Shape, DType.Float64);
        var window = new Window(WindowAxis.Of(x.Shape[1], kernel.Shape[0], strides[0], dilation[0], c.Text("padding")),
            WindowAxis.Of(x.Shape[2], kernel.Shape[1], strides[1], dilation[1], c.Text("padding")));
        var size = new ConvolutionSize(x.Shape[0], window, x.Shape[3], kernel.Shape[3], (int)c.Number("groups"));
        foreach (var backend in (IBackend[])[new ReferenceBackend(), new CpuBackend { Threads = 1 }])
        {
            dKernel.Fill(0);
            backend.Convolve(x, kernel, c.Optional("bias"), size, y);
            backend.ConvolveTransposed(dy, kernel, size, dx);
            backend.TransposedConvolve(x, dy, size, dKernel);
            Near.Same(c.Tensor("y"), y, $"{backend.Name} {name}: y");
            Near.Same(c.Tensor("dx"), dx, $"{backend.Name} {name}: dx");
            Near.Same(c.Tensor("dKernel"), dKernel, $"{backend.Name} {name}: dKernel");
        }
    }

    static void Check(GoldenCase c, DataFormat format, string name)
    {
        int[] strides = c.Integers("strides"), dilation = c.Integers("dilation");
        var (kernel, groups, useBias) = (c.Shape("kernel"), (int)c.Number("groups"), c.Has("bias"));
        ConvolutionLayer layer = strides.Length == 2
            ? new Conv2D(kernel[-1], (kernel[0], kernel[1]), (strides[0], strides[1]), c.Text("padding"), format,
                (dilation[0], dilation[1]), groups, useBias: useBias)
            : new Conv1D(kernel[-1], kernel[0], strides[0], c.Text("padding"), format, dilation[0], groups,
                useBias: useBias);
        var x = format.FromLast(c.Tensor("x"));
        layer.Build(x.Shape, x.DType, new RandomSource(1));
        layer.Kernel!.Value.CopyFrom(c.Tensor("kernel"));
        layer.Bias?.Value.CopyFrom(c.Tensor("bias"));

        var y = layer.Forward(x, training: true, out var saved);
        var dx = layer.Backward(format.FromLast(c.Tensor("dy")), saved);

        Assert.Equal(format.FromLast(c.Tensor("y")).Shape, layer.ComputeOutputShape(x.Shape));
        Near.Same(format.FromLast(c.Tensor("y")), y, $"{name}: y");
        Near.Same(format.FromLast(c.Tensor("dx")), dx, $"{name}: dx");
        Near.Same(c.Tensor("dKernel"), layer.Kernel.Gradient, $"{name}: dKernel");
        if (layer.Bias is { } bias)
            Near.Same(c.Tensor("dBias"), bias.Gradient, $"{name}: dBias");
    }
}
