using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>What LearnDL wrote, LearnDL reads: the same numbers, or an error that names the operator.</summary>
public sealed class OnnxRoundTripTests
{
    static readonly OnnxLayerCase[] cases =
        [.. OnnxLayerCase.Core, .. OnnxLayerCase.Images, .. OnnxLayerCase.Sequences];

    /// <summary>The layers of which one setting or more comes back.</summary>
    const string Read = "Activation, AveragePooling1D, AveragePooling2D, BatchNormalization, Conv1D, "
        + "Conv1DTranspose, Conv2D, Conv2DTranspose, Cropping1D, Cropping2D, Dense, DepthwiseConv1D, DepthwiseConv2D, "
        + "Dropout, ELU, Embedding, Flatten, GRU, GaussianDropout, GaussianNoise, GlobalAveragePooling1D, "
        + "GlobalAveragePooling2D, GlobalMaxPooling1D, GlobalMaxPooling2D, LSTM, LayerNormalization, LeakyReLU, "
        + "MaxPooling1D, MaxPooling2D, PReLU, Permute, RandomFlip, RandomRotation, RandomTranslation, RandomZoom, "
        + "ReLU, Rescaling, Reshape, SeparableConv1D, SeparableConv2D, SimpleRNN, Softmax, SpatialDropout1D, "
        + "SpatialDropout2D, UpSampling1D, UpSampling2D, ZeroPadding1D, ZeroPadding2D";

    [Fact]
    public void Of_every_layer()
    {
        var (read, refused) = (new SortedSet<string>(StringComparer.Ordinal), 0);
        for (var i = 0; i < cases.Length; i++)
        {
            var model = OnnxRun.Shaken(new Sequential([new Input(cases[i].Sample), cases[i].Make()], seed: 1), i);
            Shape sample = cases[i].Sizes.Length == 0 ? cases[i].Sample : cases[i].Sizes[0];
            var x = cases[i].Data(Shape.Of([3]).Concat(sample), i);
            try
            {
                var again = OnnxModel.FromBytes(model.ToOnnx());
                Assert.InRange(OnnxRun.Difference(model.Predict(x), again.Predict(x)), 0, 1e-5);
                read.Add(cases[i].Make().GetType().Name);
            }
            catch (OnnxException)
            {
                refused++;
            }
        }
        Assert.Equal(Read, string.Join(", ", read));
        Assert.InRange(refused, 1, 60);
    }

    [Fact]
    public void Of_a_model_with_several_inputs_and_outputs()
    {
        Input words = new(6, "words"), habits = new(3, "habits");
        var text = new GRU(4).Apply(new Embedding(9, 5).Apply(words));
        var shared = new Dense(4, "tanh");
        var joined = new Concatenate().Apply(text, shared.Apply(habits), text * shared.Apply(habits));
        var model = OnnxRun.Shaken(new Model([words, habits],
            [new Dense(1, "sigmoid", name: "price").Apply(joined), text]), 1);

        var again = OnnxModel.FromBytes(model.ToOnnx());

        Assert.Equal(["words", "habits"], again.InputNames);
        Tensor[] x = [Tensor.Uniform([4, 6], 0, 8.99).Cast(DType.Int32), Tensor.Normal([4, 3])];
        foreach (var (wanted, got) in model.PredictAll(x).Zip(again.PredictAll(x)))
            Assert.InRange(OnnxRun.Difference(wanted, got), 0, 1e-5);
    }

    /// <summary>The transposes between layers for images are noted down, and no layer is left of them.</summary>
    [Fact]
    public void Of_a_network_for_images_without_detours()
    {
        var model = new Sequential([new Input([8, 8, 1]), new Conv2D(4, 3, padding: "same", activation: "relu"),
            new MaxPooling2D(), new Conv2D(4, 3), new Flatten(), new Dense(3, "softmax")]);
        var again = OnnxModel.FromBytes(model.ToOnnx());
        Assert.Equal("Input, Conv2D, Activation, MaxPooling2D, Conv2D, Flatten, Dense, Softmax",
            string.Join(", ", again.Layers.Select(layer => layer.GetType().Name)));
    }
}
