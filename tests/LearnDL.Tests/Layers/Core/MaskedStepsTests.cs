using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

/// <summary>
/// What masked steps may change: nothing, where a layer hands the mask on. Every layer is in one of the two lists, so
/// that a new one is noticed.
/// </summary>
public sealed class MaskedStepsTests
{
    /// <summary>Layers that hand a mask on. They take (N, T, D) or, where the name says so, (N, T, S, D).</summary>
    static readonly Dictionary<string, Func<Layer>> passing = new()
    {
        ["Dense"] = () => new Dense(3, "tanh"),
        ["Activation"] = () => new Activation("softmax"),
        ["ReLU"] = () => new ReLU(),
        ["LeakyReLU"] = () => new LeakyReLU(),
        ["ELU"] = () => new ELU(),
        ["PReLU"] = () => new PReLU("ones", sharedAxes: [1]),
        ["Softmax"] = () => new Softmax(),
        ["Softmax along time"] = () => new Softmax(1),
        ["Softmax along words 4D"] = () => new Softmax(2),
        ["Dropout"] = () => new Dropout(0.3, seed: 1),
        ["SpatialDropout1D"] = () => new SpatialDropout1D(0.3, seed: 1),
        ["SpatialDropout2D 4D"] = () => new SpatialDropout2D(0.3, seed: 1),
        ["GaussianNoise"] = () => new GaussianNoise(0.3, seed: 1),
        ["GaussianDropout"] = () => new GaussianDropout(0.3, seed: 1),
        ["GlobalAveragePooling1D"] = () => new GlobalAveragePooling1D(),
        ["Input"] = () => new Input([-1, 2]),
        ["Rescaling"] = () => new Rescaling(0.5, 1),
        ["LayerNormalization"] = () => new LayerNormalization(),
        ["BatchNormalization"] = () => new BatchNormalization(),
        ["BatchNormalization along time"] = () => new BatchNormalization(1, momentum: 0.5),
        ["BatchNormalization plain"] = () => new BatchNormalization(center: false, scale: false),
        ["BatchNormalization 4D"] = () => new BatchNormalization(),
        ["BatchNormalization along words 4D"] = () => new BatchNormalization(2),
        ["SimpleRNN"] = () => new SimpleRNN(3, returnSequences: true),
        ["LSTM"] = () => new LSTM(3, returnSequences: true, dropout: 0.2, recurrentDropout: 0.2, seed: 1),
        ["GRU"] = () => new GRU(3, returnSequences: true),
        ["LSTM last"] = () => new LSTM(3),
        ["Bidirectional"] = () => new Bidirectional(new GRU(3, returnSequences: true)),
        ["TimeDistributed"] = () => new TimeDistributed(new Dense(3, "tanh")),
        ["TimeDistributed of BatchNormalization"] = () => new TimeDistributed(new BatchNormalization()),
        ["TimeDistributed of BatchNormalization 4D"] = () => new TimeDistributed(new BatchNormalization()),
        ["TimeDistributed twice 4D"] = () => new TimeDistributed(new TimeDistributed(new BatchNormalization())),
        ["TimeDistributed of Softmax 4D"] = () => new TimeDistributed(new Softmax(1)),
        ["TimeDistributed of LSTM 4D"] = () => new TimeDistributed(new LSTM(3)),
    };

    /// <summary>Layers with which a mask ends, a warning being given, or begins.</summary>
    static readonly string[] others =
        ["Flatten", "Reshape", "Permute", "RepeatVector", "Conv1D", "Conv2D", "MaxPooling2D", "AveragePooling2D",
            "GlobalAveragePooling2D", "ZeroPadding2D", "MaxPooling1D", "AveragePooling1D", "GlobalMaxPooling1D",
            "GlobalMaxPooling2D", "UpSampling1D", "UpSampling2D", "ZeroPadding1D", "Cropping1D", "Cropping2D",
            "Conv2DTranspose", "Conv1DTranspose", "DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D",
            "SeparableConv2D",
            "RandomFlip", "RandomTranslation", "RandomRotation", "RandomZoom", "Embedding", "Masking"];

    public static TheoryData<string> Names => [.. passing.Keys];

    [Fact]
    public void Every_layer_is_listed()
    {
        var layers = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer))
            && !type.IsAbstract && !type.IsSubclassOf(typeof(Merge)) && !type.IsAssignableTo(typeof(Model)))
            .Select(type => type.Name); // merges and models have tests of their own
        Assert.Equal(layers.Order(), passing.Keys.Select(name => name.Split(' ')[0]).Concat(others).Distinct().Order());
    }

    /// <summary>
    /// The output of the steps that count, the gradients of their inputs and of all weights, and what the layer keeps
    /// for itself.
    /// </summary>
    static List<double[]> Results(Func<Layer> make, Tensor x, Tensor mask, int seed)
    {
        var layer = make();
        layer.Build(x.Shape, x.DType, new RandomSource(seed));
        layer.Restart(seed);
        var (call, itsMask) = (layer.NewCall(), mask);
        var y = call.Forward(x, ref itsMask, training: true);
        var dy = Tensor.Normal(y.Shape, seed: seed, dtype: y.DType);
        if (itsMask.HasValue)
            dy = dy.Multiply(StepMask.Stretch(layer, itsMask, y));
        var dx = call.Backward(dy);
        return
        [
            (itsMask.HasValue ? y.Multiply(StepMask.Stretch(layer, itsMask, y)) : y).ToArray<double>(),
            dx.Multiply(StepMask.Stretch(layer, mask, x)).ToArray<double>(),
            .. layer.Parameters.Select(p => p.Gradient.ToArray<double>()),
            .. layer.Parameters.Select(p => p.Value.ToArray<double>()),
        ];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stands_in_masked_steps_changes_nothing(string name)
    {
        var random = new RandomSource(name.Length);
        for (var seed = 0; seed < 25; seed++)
        {
            Shape shape = name.EndsWith("4D", StringComparison.Ordinal) ? [3, 4, 3, 2] : [3, 5, 2];
            var ofSteps = shape[..(shape.Rank == 4 && seed % 2 == 0 ? 3 : 2)];
            var mask = random.Uniform(ofSteps, 0, 1, DType.Float64).Shift(-0.4).Positive();
            if (seed == 1)
                mask.Fill(0);
            var x = random.Normal(shape, 0, 1, DType.Float64);
            var m = StepMask.Stretch(new Dense(1), mask, x);
            var other = x.Multiply(m).Add(random.Normal(shape, 3, 2, DType.Float64).Multiply(m.Affine(-1, 1)));
            var (expected, got) = (Results(passing[name], x, mask, seed), Results(passing[name], other, mask, seed));
            Assert.Equal(expected.Count, got.Count);
            for (var i = 0; i < expected.Count; i++)
                Assert.Equal(expected[i], got[i]);
            Assert.All(got, numbers => Assert.All(numbers, number => Assert.True(double.IsFinite(number))));
        }
    }

    /// <summary>1 where all count: the same numbers as without a mask.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_mask_that_masks_nothing_changes_nothing(string name)
    {
        Shape shape = name.EndsWith("4D", StringComparison.Ordinal) ? [3, 4, 3, 2] : [3, 5, 2];
        var x = Tensor.Normal(shape, seed: 4, dtype: DType.Float64);
        List<double[]> Of(Tensor mask)
        {
            var layer = passing[name]();
            layer.Build(shape, DType.Float64, new RandomSource(2));
            layer.Restart(2);
            var call = layer.NewCall();
            var y = call.Forward(x, ref mask, training: true);
            var dx = call.Backward(Tensor.Normal(y.Shape, seed: 5, dtype: DType.Float64));
            return [y.ToArray<double>(), dx.ToArray<double>(),
                .. layer.Parameters.Select(p => p.Gradient.ToArray<double>()),
                .. layer.Parameters.Select(p => p.Value.ToArray<double>())];
        }
        foreach (var (expected, got) in Of(default).Zip(Of(Tensor.Ones(shape[..2], DType.Float64))))
            Assert.Equal(expected, got, (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a)));
    }

    [Fact]
    public void A_layer_that_mixes_steps_although_it_hands_the_mask_on_is_warned_of()
    {
        IReadOnlyList<string> Warnings(Layer layer, Shape sample)
        {
            var model = new Sequential(seed: 1) { new Input(sample), new Masking(), layer, new LSTM(2), new Dense(1) };
            model.Compile("sgd", "mse");
            model.Fit(Tensor.Normal([4, .. sample], seed: 1), Tensor.Ones([4, 1]), verbose: 0);
            return model.Warnings;
        }
        Assert.Contains("layer 'along' (LayerNormalization) gets masked time steps",
            Assert.Single(Warnings(new LayerNormalization(1, name: "along"), [3, 2])));
        Assert.Contains("'both'", Assert.Single(Warnings(new LayerNormalization([-2, -1], name: "both"), [3, 2])));
        Assert.Empty(Warnings(new LayerNormalization(2), [3, 2]));
        Assert.Empty(Warnings(new BatchNormalization(1), [3, 2]));
        Assert.Empty(Warnings(new Softmax(1), [3, 2]));

        string[] OfWords(Layer inside)
        {
            var model = new Sequential(seed: 1)
            {
                new Input([3, 4]), new Embedding(5, 2, maskZero: true), new TimeDistributed(inside, "inside"),
                new TimeDistributed(new LSTM(2)), new LSTM(2), new Dense(1),
            };
            model.Compile("sgd", "mse");
            var ids = Tensor.From([.. Enumerable.Range(0, 24).Select(i => i % 5)], [2, 3, 4]);
            model.Fit(ids, Tensor.Ones([2, 1]), verbose: 0);
            return [.. model.Warnings];
        }
        Assert.Contains("'inside'", Assert.Single(OfWords(new LayerNormalization([-2, -1]))));
        Assert.Contains("'inside'", Assert.Single(OfWords(new Conv1D(2, 2))));
        Assert.Empty(OfWords(new LayerNormalization()));
        Assert.Empty(OfWords(new BatchNormalization()));
    }

    /// <summary>Masked are steps, not what stands in them: within a step, a layer may mix as it likes.</summary>
    [Fact]
    public void A_mask_of_the_steps_says_nothing_about_the_words_in_them()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([3, 2]), new Masking(), new TimeDistributed(new RepeatVector(4)),
            new TimeDistributed(new LayerNormalization([-2, -1])), new TimeDistributed(new Flatten()),
            new LSTM(2), new Dense(1),
        };
        model.Compile("sgd", "mse");
        model.Fit(Tensor.Normal([4, 3, 2], seed: 1), Tensor.Ones([4, 1]), verbose: 0);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Softmax_along_time_gives_masked_steps_no_share()
    {
        var mask = Tensor.From(new double[,] { { 1, 0, 1, 0 } });
        var x = Tensor.From([Math.Log(1), 50, Math.Log(3), -7], [1, 4, 1]);
        var y = new Softmax(1).Forward(x, mask, training: false, out _);
        Assert.Equal([0.25, 0, 0.75, 0], y.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void A_mask_of_another_shape_is_told()
    {
        var layer = new BatchNormalization(name: "norm");
        layer.Build([2, 3, 4], DType.Float64, new RandomSource(1));
        foreach (var mask in (Tensor[])[Tensor.Ones([2, 4]), Tensor.Ones([3, 3]), Tensor.Ones([2, 3, 4])])
            Refused.Says<ShapeException>(() => layer.Forward(Tensor.Ones([2, 3, 4], DType.Float64), mask,
                training: true, out _), "'norm'", "the mask does not fit", $"{mask.Shape}");
    }
}
