using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Random configurations of the layers that slide a window: strides, paddings, dilations, groups, both data formats,
/// odd sizes.
/// </summary>
static class ConvolutionSubjects
{
    /// <summary>Smooth, with a slope from z, and with a kink.</summary>
    static readonly string[] activations = ["linear", "tanh", "silu", "relu"];

    public static GradientReport Conv2D(int seed)
    {
        var random = new RandomSource(seed);
        var (groups, format) = (1 + random.NextInt(3), Format(random));
        var (channels, filters) = (groups * (1 + random.NextInt(2)), groups * (1 + random.NextInt(2)));
        Size2D kernel = (1 + random.NextInt(3), 1 + random.NextInt(3));
        Size2D strides = (1 + random.NextInt(3), 1 + random.NextInt(2));
        Size2D dilation = (1 + random.NextInt(2), 1 + random.NextInt(2));
        Padding padding = random.NextInt(2) == 0 ? "valid" : "same";
        Shape shape =
        [
            1 + random.NextInt(2), Reach(kernel.Height, dilation.Height) + random.NextInt(3),
            Reach(kernel.Width, dilation.Width) + random.NextInt(3), channels,
        ];
        var (activation, useBias) = (activations[random.NextInt(activations.Length)], random.NextInt(3) > 0);
        var layer = new Conv2D(filters, kernel, strides, padding, format, dilation, groups, activation, useBias,
            name: $"Conv2D({filters}, {kernel}, strides {strides}, {padding}, dilation {dilation}, groups {groups}, "
                + $"{activation}, {format}) on {shape}");
        return Check(layer, format.FromLast(shape), activation, seed);
    }

    public static GradientReport Conv1D(int seed)
    {
        var random = new RandomSource(seed);
        var (groups, format) = (1 + random.NextInt(3), Format(random));
        var (channels, filters) = (groups * (1 + random.NextInt(2)), groups * (1 + random.NextInt(2)));
        int kernel = 1 + random.NextInt(4), strides = 1 + random.NextInt(3), dilation = 1 + random.NextInt(3);
        Padding padding = random.NextInt(3) switch { 0 => "valid", 1 => "same", _ => "causal" };
        Shape shape = [1 + random.NextInt(2), Reach(kernel, dilation) + random.NextInt(4), channels];
        var (activation, useBias) = (activations[random.NextInt(activations.Length)], random.NextInt(3) > 0);
        var layer = new Conv1D(filters, kernel, strides, padding, format, dilation, groups, activation, useBias,
            name: $"Conv1D({filters}, {kernel}, strides {strides}, {padding}, dilation {dilation}, groups {groups}, "
                + $"{activation}, {format}) on {shape}");
        return Check(layer, format.FromLast(shape), activation, seed);
    }

    static GradientReport Check(ConvolutionLayer layer, Shape shape, string activation, int seed)
    {
        var isTheInput = true;
        return GradientCheck.Layer(layer, shape, seed, source =>
        {
            var x = source.Normal(shape, 0, 1, DType.Float64);
            // weights and input are drawn again until no sum lies near 0
            while (isTheInput && activation == "relu" && !IsAwayFromKinks(layer, x))
            {
                foreach (var parameter in layer.Parameters)
                    parameter.Value.CopyFrom(source.Normal(parameter.Value.Shape, 0, 1, DType.Float64));
                x = source.Normal(shape, 0, 1, DType.Float64);
            }
            isTheInput = false; // what is drawn later only has to be something else
            return x;
        });
    }

    /// <summary>The sums before ReLU are z = relu(z) − relu(−z), and the layer with −W and −b gives relu(−z).</summary>
    static bool IsAwayFromKinks(ConvolutionLayer layer, Tensor x)
    {
        var y = layer.Forward(x, training: true, out _);
        Negate(layer);
        var negated = layer.Forward(x, training: true, out _);
        Negate(layer);
        return Array.TrueForAll(y.Add(negated).ToArray<double>(), size => size > GradientSubject.Margin);

        static void Negate(Layer layer)
        {
            foreach (var parameter in layer.Parameters)
                parameter.Value.Negate(into: parameter.Value);
        }
    }

    static int Reach(int kernel, int dilation) => (kernel - 1) * dilation + 1;

    static DataFormat Format(RandomSource random) =>
        random.NextInt(3) == 0 ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
}
