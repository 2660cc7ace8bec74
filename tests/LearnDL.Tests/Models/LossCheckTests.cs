using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>A loss that takes probabilities, or scores, and what the model can give, wherever in the model that is decided.</summary>
public sealed class LossCheckTests
{
    static Sequential Compile(Loss loss, params Layer[] layers)
    {
        var model = new Sequential(seed: 2);
        foreach (var layer in layers)
            model.Add(layer);
        model.Compile("sgd", loss);
        return model;
    }

    static Layer[] Hidden(params Layer[] layers) => layers;

    /// <summary>Layers that hand on what they are given, behind a layer that decides.</summary>
    static IEnumerable<Layer[]> Behind(Func<Layer> decides) =>
    [
        [decides()],
        [decides(), new Reshape([2, 2])],
        [decides(), new Reshape([4, 1]), new Flatten()],
        [decides(), new Dropout(0.5)],
        [decides(), new RepeatVector(3)],
        [decides(), new Reshape([2, 2, 1]), new MaxPooling2D()],
        [decides(), new Reshape([2, 2, 1]), new ZeroPadding2D(), new AveragePooling2D(), new RandomFlip(), new GlobalAveragePooling2D()],
        [decides(), new Reshape([2, 2]), new Permute([2, 1]), new Masking()],
        [decides(), new Activation("linear")],
        [new Reshape([2, 2]), new TimeDistributed(decides())],
    ];

    [Fact]
    public void A_sigmoid_is_found_behind_layers_that_hand_it_on()
    {
        foreach (var layers in Behind(() => new Dense(4, "sigmoid", name: "decides")))
            Compile("binary_crossentropy", layers);
        foreach (var layers in Behind(() => new Dense(4, "sigmoid", name: "decides")))
            Refused.Says<ModelException>(() => Compile(new BinaryCrossentropy(fromLogits: true), layers), "layer 'decides' (Dense) already applies sigmoid", "fromLogits");
    }

    [Fact]
    public void Scores_are_found_behind_layers_that_hand_them_on()
    {
        foreach (var layers in Behind(() => new Dense(4, name: "decides")))
            Refused.Says<ModelException>(() => Compile("binary_crossentropy", layers), "wants probabilities", "layer 'decides' (Dense)", "no activation");
        foreach (var layers in Behind(() => new Dense(4, name: "decides")))
            Assert.Empty(Compile(new BinaryCrossentropy(fromLogits: true), layers).Warnings);
    }

    public static TheoryData<string> Recurrent => ["LSTM", "GRU", "SimpleRNN", "Bidirectional", "sequences"];

    static Layer New(string name, ActivationFunction? activation = null) => name switch
    {
        "LSTM" => new LSTM(1, activation),
        "GRU" => new GRU(1, activation),
        "SimpleRNN" => new SimpleRNN(1, activation),
        "Bidirectional" => new Bidirectional(new LSTM(1, activation)),
        _ => new LSTM(1, activation, returnSequences: true),
    };

    [Theory]
    [MemberData(nameof(Recurrent))]
    public void A_recurrent_layer_gives_no_probabilities(string name)
    {
        foreach (var loss in new[] { "binary_crossentropy", name == "Bidirectional" ? "categorical_crossentropy" : "binary_crossentropy" })
            Refused.Says<ModelException>(() => Compile(loss, New(name)), "wants probabilities", "numbers from -1 to 1", "Put a Dense layer with");
        Assert.Contains("no answer can become certain", Assert.Single(Compile(new BinaryCrossentropy(fromLogits: true), New(name)).Warnings));
        Compile("binary_crossentropy", New(name, "sigmoid"));
        Compile("binary_crossentropy", New(name), new Dense(1, "sigmoid"));
        Refused.Says<ModelException>(() => Compile(new BinaryCrossentropy(fromLogits: true), New(name, "sigmoid")), "already gives numbers from 0 to 1");
    }

    [Fact]
    public void Sums_of_probabilities_are_none()
    {
        Compile("binary_crossentropy", new Bidirectional(new LSTM(1, "sigmoid"), "ave"));
        Refused.Says<ModelException>(() => Compile("binary_crossentropy", new Bidirectional(new LSTM(1, "sigmoid"), "sum")), "numbers from 0 to 2");
        Refused.Says<ModelException>(() => Compile("binary_crossentropy", new Dense(1, "sigmoid"), new Rescaling(100)), "numbers from 0 to 100");
        Compile("binary_crossentropy", new Dense(1, "tanh"), new Rescaling(0.5, 0.5));
        Compile("binary_crossentropy", new Dense(1), new ReLU(maxValue: 1));
        Refused.Says<ModelException>(() => Compile("binary_crossentropy", new Dense(1, "softplus")), "\"softplus\"", "numbers from 0 up");
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("softplus")]
    public void Scores_of_one_sign_are_warned_of(string activation)
    {
        Assert.Contains("one of the two answers can never be given", Assert.Single(Compile(new BinaryCrossentropy(fromLogits: true), new Dense(1, activation)).Warnings));
        Assert.Empty(Compile(new CategoricalCrossentropy(fromLogits: true), new Dense(3, activation)).Warnings); // only differences count there
    }

    [Fact]
    public void Convolutions_and_a_softmax_along_another_axis()
    {
        Refused.Says<ModelException>(() => Compile("categorical_crossentropy", new Conv2D(3, 2)), "(Conv2D)", "no activation");
        Refused.Says<ModelException>(() => Compile("categorical_crossentropy", new Conv1D(3, 2), new BatchNormalization()), "(BatchNormalization)", "any number");
        Compile("categorical_crossentropy", new Conv2D(3, 2, activation: "softmax"));
        Refused.Says<ModelException>(() => Compile(new CategoricalCrossentropy(fromLogits: true), new Softmax(axis: 1)), "already gives numbers from 0 to 1");
        Refused.Says<ModelException>(() => Compile("sparse_categorical_crossentropy", new Embedding(5, 3)), "any number");
    }

    [Fact]
    public void One_output_has_no_shares_whatever_layer_gives_it()
    {
        foreach (var layers in new[] { Hidden(new Conv1D(1, 2, activation: "softmax")), Hidden(new SimpleRNN(1, "softmax")), Hidden(new TimeDistributed(new Dense(1, "softmax"))) })
        {
            Refused.Says<ModelException>(() => Compile("categorical_crossentropy", layers), "single output");
            Refused.Says<ModelException>(() => new Sequential { layers[0] }.Compile("sgd", "binary_crossentropy"), "softmax to a single unit");
        }
        var built = new Sequential { new Input([4]), new Dense(4, "softplus"), new Reshape([4, 1]) };
        Refused.Says<ModelException>(() => built.Compile("sgd", "categorical_crossentropy"), "single output");
    }

    sealed class Doubling : Layer<Doubling.Saved>
    {
        public readonly record struct Saved;

        public override Shape OutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Saved saved)
        {
            saved = default;
            return x.Scale(2);
        }

        public override Tensor Backward(Tensor dy, in Saved saved) => dy.Scale(2);
    }

    [Fact]
    public void A_layer_of_ones_own_that_declares_nothing_is_let_pass()
    {
        Compile("binary_crossentropy", new Dense(1), new Doubling());
        Compile("categorical_crossentropy", new Dense(3), new Doubling(), new Flatten());
        Compile(new BinaryCrossentropy(fromLogits: true), new Dense(1, "sigmoid"), new Doubling());
    }

    [Fact]
    public void Targets_that_the_last_layer_cannot_reach_are_warned_of()
    {
        string[] Warnings(Layer last, float[] targets)
        {
            var model = new Sequential(seed: 1) { new Dense(3), last };
            model.Compile("sgd", "mse");
            model.Evaluate(Tensor.Ones([targets.Length, 2]), Tensor.Of(targets));
            return [.. model.Warnings];
        }

        Assert.All(["reach from -3 to 40", "(Dense)", "numbers from -1 to 1", "scale the targets"], word => Assert.Contains(word, Assert.Single(Warnings(new Dense(1, "tanh", name: "d"), [-3, 40]))));
        Assert.Contains("numbers from 0 up", Assert.Single(Warnings(new Dense(1, "relu"), [-3, 40])));
        Assert.Empty(Warnings(new Dense(1, "relu"), [0, 40]));
        Assert.Empty(Warnings(new Dense(1, "sigmoid"), [0, 1]));
        Assert.Empty(Warnings(new Dense(1), [-3, 40]));
    }
}
