using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// A loss that takes probabilities, or scores, and what the model can give, wherever that is decided.
/// </summary>
public sealed class LossCheckTests
{
    static readonly Loss binaryScores = new BinaryCrossentropy(fromLogits: true);
    static readonly Loss categoricalScores = new CategoricalCrossentropy(fromLogits: true);

    static Sequential Compile(Loss loss, params Layer[] layers)
    {
        var model = new Sequential(seed: 2);
        foreach (var layer in layers)
            model.Add(layer);
        model.Compile("sgd", loss);
        return model;
    }

    static void IsRefused(Loss loss, Layer[] layers, params string[] words) =>
        Refused.Says<ModelException>(() => Compile(loss, layers), words);

    /// <summary>Layers that hand on what they are given, behind a layer that decides.</summary>
    static IEnumerable<Layer[]> Behind(Func<Layer> decides) =>
    [
        [decides()],
        [decides(), new Reshape([2, 2])],
        [decides(), new Reshape([4, 1]), new Flatten()],
        [decides(), new Dropout(0.5)],
        [decides(), new RepeatVector(3)],
        [decides(), new Reshape([2, 2, 1]), new MaxPooling2D()],
        [decides(), new Reshape([2, 2, 1]), new ZeroPadding2D(), new AveragePooling2D(), new GlobalAveragePooling2D()],
        [decides(), new Reshape([2, 2, 1]), new RandomFlip(), new RandomZoom(0.1), new Flatten()],
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
            IsRefused(binaryScores, layers, "layer 'decides' (Dense) already applies sigmoid", "fromLogits");
    }

    [Fact]
    public void Scores_are_found_behind_layers_that_hand_them_on()
    {
        foreach (var layers in Behind(() => new Dense(4, name: "decides")))
            IsRefused("binary_crossentropy", layers, "wants probabilities", "layer 'decides' (Dense)", "no activation");
        foreach (var layers in Behind(() => new Dense(4, name: "decides")))
            Assert.Empty(Compile(binaryScores, layers).Warnings);
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
        IsRefused("binary_crossentropy", [New(name)], "wants probabilities", "numbers from -1 to 1",
            "Dense layer with \"sigmoid\"");
        if (name == "Bidirectional")
            IsRefused("categorical_crossentropy", [New(name)], "wants probabilities", "Dense layer with \"softmax\"");
        var warning = Assert.Single(Compile(binaryScores, New(name)).Warnings);
        Assert.Contains("no answer can become certain", warning);
        Compile("binary_crossentropy", New(name, "sigmoid"));
        Compile("binary_crossentropy", New(name), new Dense(1, "sigmoid"));
        IsRefused(binaryScores, [New(name, "sigmoid")], "already gives numbers from 0 to 1");
    }

    [Fact]
    public void Sums_of_probabilities_are_none()
    {
        Compile("binary_crossentropy", new Bidirectional(new LSTM(1, "sigmoid"), "ave"));
        IsRefused("binary_crossentropy", [new Bidirectional(new LSTM(1, "sigmoid"), "sum")], "numbers from 0 to 2");
        IsRefused("binary_crossentropy", [new Dense(1, "sigmoid"), new Rescaling(100)], "numbers from 0 to 100");
        Compile("binary_crossentropy", new Dense(1, "tanh"), new Rescaling(0.5, 0.5));
        Compile("binary_crossentropy", new Dense(1), new ReLU(maxValue: 1));
        IsRefused("binary_crossentropy", [new Dense(1, "softplus")], "\"softplus\"", "numbers from 0 up");
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("softplus")]
    public void Scores_of_one_sign_are_warned_of(string activation)
    {
        var warning = Assert.Single(Compile(binaryScores, new Dense(1, activation)).Warnings);
        Assert.Contains("one of the two answers can never be given", warning);
        Assert.Empty(Compile(categoricalScores, new Dense(3, activation)).Warnings); // only differences count there
    }

    [Fact]
    public void Convolutions_and_a_softmax_along_another_axis()
    {
        IsRefused("categorical_crossentropy", [new Conv2D(3, 2)], "(Conv2D)", "no activation");
        IsRefused("categorical_crossentropy", [new Conv1D(3, 2), new BatchNormalization()], "(BatchNormalization)",
            "any number");
        Compile("categorical_crossentropy", new Conv2D(3, 2, activation: "softmax"));
        IsRefused(categoricalScores, [new Softmax(axis: 1)], "already gives numbers from 0 to 1");
        IsRefused("sparse_categorical_crossentropy", [new Embedding(5, 3)], "any number");
    }

    [Fact]
    public void One_output_has_no_shares_whatever_layer_gives_it()
    {
        Func<Layer>[] makers =
        [
            () => new Conv1D(1, 2, activation: "softmax"), () => new SimpleRNN(1, "softmax"),
            () => new TimeDistributed(new Dense(1, "softmax")),
        ];
        foreach (var make in makers)
        {
            IsRefused("categorical_crossentropy", [make()], "single output");
            IsRefused("binary_crossentropy", [make()], "softmax to a single unit");
        }
        var built = new Sequential { new Input([4]), new Dense(4, "softplus"), new Reshape([4, 1]) };
        Refused.Says<ModelException>(() => built.Compile("sgd", "categorical_crossentropy"), "single output");
    }

    sealed class Doubling : Layer<Doubling.Saved>
    {
        public readonly record struct Saved;

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

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
        Compile(binaryScores, new Dense(1, "sigmoid"), new Doubling());
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

        var warning = Assert.Single(Warnings(new Dense(1, "tanh"), [-3, 40]));
        Assert.All(["reach from -3 to 40", "(Dense)", "numbers from -1 to 1", "scale the targets"],
            word => Assert.Contains(word, warning));
        Assert.Contains("numbers from 0 up", Assert.Single(Warnings(new Dense(1, "relu"), [-3, 40])));
        Assert.Empty(Warnings(new Dense(1, "relu"), [0, 40]));
        Assert.Empty(Warnings(new Dense(1, "sigmoid"), [0, 1]));
        Assert.Empty(Warnings(new Dense(1), [-3, 40]));
    }
}
