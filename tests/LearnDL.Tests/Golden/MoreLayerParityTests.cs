using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Pooling and padding of series, growing and cutting images, transposed and separable convolutions, and activations
/// with settings, against PyTorch: outputs and all gradients, with the channels last and first.
/// </summary>
public sealed class MoreLayerParityTests
{
    static readonly GoldenFile golden = new("more-layers.json");

    public static TheoryData<int, string> Cases =>
        golden.Theory(c => $"{c.Text("layer")} {c.Shape("x")} {c["settings"]}{(c.Has("mask") ? " masked" : "")}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients(int index, string name)
    {
        var c = golden.Cases[index];
        Check(c, name, "channels_last");
        if (c.Shape("x").Rank > 2 && c.Text("layer") is not ("PReLU" or "LeakyReLU" or "ELU" or "UpSampling1D"
            or "Cropping1D"))
            Check(c, name, "channels_first");
    }

    static void Check(GoldenCase c, string name, DataFormat format)
    {
        var layer = Make(c, c.Part("settings"), format);
        var x = format.FromLast(c.Tensor("x"));
        layer.Build(x.Shape, x.DType, new RandomSource(1));
        var (weights, gradients) = (c.Tensors("weights"), c.Tensors("gradients"));
        layer.SetWeights(weights);

        var (call, mask) = (layer.NewCall(), c.Optional("mask"));
        var y = call.Forward(x, ref mask, training: true);
        var keepsAxes = y.Rank == x.Rank;
        var dx = call.Backward(keepsAxes ? format.FromLast(c.Tensor("dy")) : c.Tensor("dy"));

        Near.Same(c.Tensor("y"), keepsAxes ? format.ToLast(y) : y, $"{name}: y");
        Near.Same(c.Tensor("dx"), format.ToLast(dx), $"{name}: dx");
        Assert.Equal(weights.Length, layer.Parameters.Count);
        for (var i = 0; i < weights.Length; i++)
            Near.Same(gradients[i], layer.Parameters[i].Gradient, $"{name}: d{layer.Parameters[i].Name}");
        Assert.False(mask.HasValue);
    }

    static Layer Make(GoldenCase c, GoldenCase s, DataFormat format) => c.Text("layer") switch
    {
        "LeakyReLU" => new LeakyReLU(s.Number("negativeSlope")),
        "ELU" => new ELU(s.Number("alpha")),
        "PReLU" => new PReLU(sharedAxes: s.Integers("sharedAxes")),
        "MaxPooling1D" => new MaxPooling1D(Whole(s, "poolSize"), Whole(s, "strides"), s.Text("padding"), format),
        "AveragePooling1D" =>
            new AveragePooling1D(Whole(s, "poolSize"), Whole(s, "strides"), s.Text("padding"), format),
        "GlobalAveragePooling1D" => new GlobalAveragePooling1D(format),
        "GlobalMaxPooling1D" => new GlobalMaxPooling1D(format),
        "GlobalMaxPooling2D" => new GlobalMaxPooling2D(format),
        "UpSampling1D" => new UpSampling1D(s.Integers("size")[1]),
        "UpSampling2D" => new UpSampling2D(Size(s, "size"), format, s.Text("interpolation")),
        "ZeroPadding1D" => new ZeroPadding1D((s.Integers("edges")[2], s.Integers("edges")[3]), format),
        "Cropping1D" => new Cropping1D((s.Integers("edges")[2], s.Integers("edges")[3])),
        "Cropping2D" => new Cropping2D(((s.Integers("edges")[0], s.Integers("edges")[1]),
            (s.Integers("edges")[2], s.Integers("edges")[3])), format),
        _ => Convolution(c.Text("layer"), s, format),
    };

    static Layer Convolution(string layer, GoldenCase s, DataFormat format)
    {
        var (filters, padding) = ((int)s.Number("filters"), (Padding)s.Text("padding"));
        Size2D? more = s.Has("outputPadding") && s.Integers("outputPadding").Length == 2
            ? Size(s, "outputPadding") : null;
        int One(string name) => s.Integers(name)[0];
        return layer switch
        {
            "Conv2DTranspose" => new Conv2DTranspose(filters, Size(s, "kernelSize"), Size(s, "strides"), padding, more,
                format, Size(s, "dilationRate")),
            "Conv1DTranspose" => new Conv1DTranspose(filters, One("kernelSize"), One("strides"), padding,
                s.Has("outputPadding") ? One("outputPadding") : null, format, One("dilationRate")),
            "DepthwiseConv2D" => new DepthwiseConv2D(Size(s, "kernelSize"), Size(s, "strides"), padding,
                Whole(s, "depthMultiplier"), format, Size(s, "dilationRate")),
            "DepthwiseConv1D" => new DepthwiseConv1D(One("kernelSize"), One("strides"), padding,
                Whole(s, "depthMultiplier"), format, One("dilationRate")),
            "SeparableConv2D" => new SeparableConv2D(filters, Size(s, "kernelSize"), Size(s, "strides"), padding,
                format, Size(s, "dilationRate"), Whole(s, "depthMultiplier")),
            "SeparableConv1D" => new SeparableConv1D(filters, One("kernelSize"), One("strides"), padding, format,
                One("dilationRate"), Whole(s, "depthMultiplier")),
            _ => throw new FormatException(layer),
        };
    }

    static int Whole(GoldenCase s, string name) => (int)s.Number(name);

    static Size2D Size(GoldenCase s, string name) => (s.Integers(name)[0], s.Integers(name)[1]);
}
