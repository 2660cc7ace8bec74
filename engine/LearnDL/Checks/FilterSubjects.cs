using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Random configurations of the convolutions that go back to larger images, or see each channel alone: strides,
/// paddings, dilations, both data formats.
/// </summary>
static class FilterSubjects
{
    /// <summary>Smooth ones: kinks are the business of the plain convolutions.</summary>
    static readonly string[] activations = ["linear", "tanh", "silu"];

    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("Conv2DTranspose", "layer", Conv2DTranspose),
        new("Conv1DTranspose", "layer", Conv1DTranspose),
        new("DepthwiseConv2D", "layer", seed => Alone(seed, mixes: false)),
        new("SeparableConv2D", "layer", seed => Alone(seed, mixes: true)),
        new("DepthwiseConv1D", "layer", seed => AloneInSeries(seed, mixes: false)),
        new("SeparableConv1D", "layer", seed => AloneInSeries(seed, mixes: true)),
    ];

    static GradientReport Conv2DTranspose(int seed)
    {
        var (random, format, padding, activation, useBias) = Start(seed);
        Size2D kernel = (1 + random.NextInt(4), 1 + random.NextInt(3));
        Size2D strides = (1 + random.NextInt(3), 1 + random.NextInt(2));
        Size2D dilation = (1 + random.NextInt(2), 1 + random.NextInt(2));
        Size2D? more = random.NextInt(3) > 0 ? null
            : new Size2D(random.NextInt(strides.Height), random.NextInt(strides.Width));
        var shape = format.FromLast([1 + random.NextInt(2), 2 + random.NextInt(2), 2 + random.NextInt(2),
            1 + random.NextInt(3)]);
        var filters = 1 + random.NextInt(3);
        return GradientCheck.Layer(new Conv2DTranspose(filters, kernel, strides, padding, more, format, dilation,
            activation, useBias, name: $"Conv2DTranspose({filters}, {kernel}, strides {strides}, {padding}, "
                + $"output padding {more}, dilation {dilation}, {activation}, {format}) on {shape}"), shape, seed);
    }

    static GradientReport Conv1DTranspose(int seed)
    {
        var (random, format, padding, activation, useBias) = Start(seed);
        int kernel = 1 + random.NextInt(4), strides = 1 + random.NextInt(3), dilation = 1 + random.NextInt(3);
        int? more = random.NextInt(3) > 0 ? null : random.NextInt(strides);
        var shape = format.FromLast([1 + random.NextInt(2), 2 + random.NextInt(3), 1 + random.NextInt(3)]);
        var filters = 1 + random.NextInt(3);
        return GradientCheck.Layer(new Conv1DTranspose(filters, kernel, strides, padding, more, format, dilation,
            activation, useBias, name: $"Conv1DTranspose({filters}, {kernel}, strides {strides}, {padding}, "
                + $"output padding {more}, dilation {dilation}, {activation}, {format}) on {shape}"), shape, seed);
    }

    static GradientReport Alone(int seed, bool mixes)
    {
        var (random, format, padding, activation, useBias) = Start(seed);
        Size2D kernel = (1 + random.NextInt(3), 1 + random.NextInt(3));
        Size2D strides = (1 + random.NextInt(3), 1 + random.NextInt(2));
        Size2D dilation = (1 + random.NextInt(2), 1 + random.NextInt(2));
        var (filters, M) = (1 + random.NextInt(3), 1 + random.NextInt(3));
        var shape = format.FromLast([1 + random.NextInt(2), Reach(kernel.Height, dilation.Height) + random.NextInt(3),
            Reach(kernel.Width, dilation.Width) + random.NextInt(3), 1 + random.NextInt(3)]);
        var name = $"({kernel}, strides {strides}, {padding}, dilation {dilation}, multiplier {M}, {activation}, "
            + $"{format}) on {shape}";
        return GradientCheck.Layer(mixes
            ? new SeparableConv2D(filters, kernel, strides, padding, format, dilation, M, activation, useBias,
                name: $"SeparableConv2D {filters}" + name)
            : new DepthwiseConv2D(kernel, strides, padding, M, format, dilation, activation, useBias,
                name: "DepthwiseConv2D" + name), shape, seed);
    }

    static GradientReport AloneInSeries(int seed, bool mixes)
    {
        var (random, format, padding, activation, useBias) = Start(seed);
        int kernel = 1 + random.NextInt(3), strides = 1 + random.NextInt(3), dilation = 1 + random.NextInt(3);
        var (filters, M) = (1 + random.NextInt(3), 1 + random.NextInt(3));
        var shape = format.FromLast(
            [1 + random.NextInt(2), Reach(kernel, dilation) + random.NextInt(4), 1 + random.NextInt(3)]);
        var name = $"({kernel}, strides {strides}, {padding}, dilation {dilation}, multiplier {M}, {activation}, "
            + $"{format}) on {shape}";
        return GradientCheck.Layer(mixes
            ? new SeparableConv1D(filters, kernel, strides, padding, format, dilation, M, activation, useBias,
                name: $"SeparableConv1D {filters}" + name)
            : new DepthwiseConv1D(kernel, strides, padding, M, format, dilation, activation, useBias,
                name: "DepthwiseConv1D" + name), shape, seed);
    }

    static (RandomSource, DataFormat, Padding, ActivationFunction, bool UseBias) Start(int seed)
    {
        var random = new RandomSource(seed);
        return (random, random.NextInt(3) == 0 ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast,
            random.NextInt(2) == 0 ? "valid" : "same", activations[random.NextInt(activations.Length)],
            random.NextInt(3) > 0);
    }

    static int Reach(int kernel, int dilation) => (kernel - 1) * dilation + 1;
}
