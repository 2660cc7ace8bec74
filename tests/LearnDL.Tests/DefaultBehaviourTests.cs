using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Backends;
using LearnDL.Tests.Layers;
using LearnDL.Tests.Models;

namespace LearnDL.Tests;

/// <summary>
/// What a default that stands behind null means: the same bits as Keras 3's default, written out. Run
/// alone: the data format is one for all.
/// </summary>
[Collection(nameof(SettingsTests))]
public sealed class DefaultBehaviourTests
{
    sealed record Case(Shape Input, Layer Default, Layer WrittenOut);

    static readonly Dictionary<string, Func<Case>> cases = new()
    {
        ["Dense"] = () => new([3, 4], new Dense(5), new Dense(5, "linear", true, "glorot_uniform", "zeros")),
        ["Conv1D"] = () => new([2, 9, 3], new Conv1D(4, 3),
            new Conv1D(4, 3, 1, "valid", "channels_last", 1, 1, "linear", true, "glorot_uniform", "zeros")),
        ["Conv2D"] = () => new([2, 6, 7, 3], new Conv2D(4, 3), new Conv2D(4, (3, 3), (1, 1), "valid", "channels_last",
            (1, 1), 1, "linear", true, "glorot_uniform", "zeros")),
        ["MaxPooling2D"] = () =>
            new([2, 7, 7, 3], new MaxPooling2D(), new MaxPooling2D((2, 2), (2, 2), "valid", "channels_last")),
        ["MaxPooling2D, strides"] = () => new([2, 7, 9, 3], new MaxPooling2D((3, 2)), new MaxPooling2D((3, 2), (3, 2))),
        ["AveragePooling2D"] = () =>
            new([2, 7, 7, 3], new AveragePooling2D(), new AveragePooling2D((2, 2), (2, 2), "valid", "channels_last")),
        ["AveragePooling2D, strides"] = () =>
            new([2, 7, 9, 3], new AveragePooling2D((3, 2)), new AveragePooling2D((3, 2), (3, 2))),
        ["GlobalAveragePooling2D"] = () =>
            new([2, 5, 4, 3], new GlobalAveragePooling2D(), new GlobalAveragePooling2D("channels_last", false)),
        ["ZeroPadding2D"] = () =>
            new([2, 3, 4, 2], new ZeroPadding2D(), new ZeroPadding2D(((1, 1), (1, 1)), "channels_last")),
        ["BatchNormalization"] = () => new([6, 4], new BatchNormalization(),
            new BatchNormalization(-1, 0.99, 1e-3, true, true, "zeros", "ones", "zeros", "ones")),
        ["LayerNormalization"] = () =>
            new([6, 4], new LayerNormalization(), new LayerNormalization(-1, 1e-3, true, true, "zeros", "ones")),
        ["LayerNormalization, axes"] = () => new([6, 4, 3], new LayerNormalization([1, 2]),
            new LayerNormalization([1, 2], 1e-3, true, true, "zeros", "ones")),
        ["SimpleRNN"] = () =>
            new([2, 5, 3], new SimpleRNN(4), new SimpleRNN(4, "tanh", true, "glorot_uniform", "orthogonal", "zeros")),
        ["LSTM"] = () => new([2, 5, 3], new LSTM(4),
            new LSTM(4, "tanh", "sigmoid", true, "glorot_uniform", "orthogonal", "zeros", unitForgetBias: true)),
        ["GRU"] = () => new([2, 5, 3], new GRU(4),
            new GRU(4, "tanh", "sigmoid", true, "glorot_uniform", "orthogonal", "zeros", resetAfter: true)),
        ["Bidirectional"] = () => new([2, 5, 3], new Bidirectional(new LSTM(4)),
            new Bidirectional(new LSTM(4), "concat", new LSTM(4, goBackwards: true))),
        ["Dropout"] = () => new([40, 9], new Dropout(0.5), new Dropout(0.5, [-1, -1])),
        ["MaxPooling1D"] = () =>
            new([2, 7, 3], new MaxPooling1D(), new MaxPooling1D(2, 2, "valid", "channels_last")),
        ["AveragePooling1D, strides"] = () =>
            new([2, 9, 3], new AveragePooling1D(3), new AveragePooling1D(3, 3, "valid", "channels_last")),
        ["GlobalMaxPooling1D"] = () =>
            new([2, 5, 3], new GlobalMaxPooling1D(), new GlobalMaxPooling1D("channels_last", false)),
        ["GlobalMaxPooling2D"] = () =>
            new([2, 5, 4, 3], new GlobalMaxPooling2D(), new GlobalMaxPooling2D("channels_last", false)),
        ["GlobalAveragePooling1D"] = () =>
            new([2, 5, 3], new GlobalAveragePooling1D(), new GlobalAveragePooling1D("channels_last", false)),
        ["UpSampling2D"] = () =>
            new([2, 3, 4, 2], new UpSampling2D(), new UpSampling2D((2, 2), "channels_last", "nearest")),
        ["ZeroPadding1D"] = () => new([2, 3, 2], new ZeroPadding1D(), new ZeroPadding1D((1, 1), "channels_last")),
        ["Cropping1D"] = () => new([2, 5, 2], new Cropping1D(), new Cropping1D((1, 1))),
        ["Cropping2D"] = () =>
            new([2, 3, 4, 2], new Cropping2D(), new Cropping2D(((0, 0), (0, 0)), "channels_last")),
        ["Conv2DTranspose"] = () => new([2, 4, 5, 3], new Conv2DTranspose(4, 3), new Conv2DTranspose(4, (3, 3), (1, 1),
            "valid", null, "channels_last", (1, 1), "linear", true, "glorot_uniform", "zeros")),
        ["Conv1DTranspose"] = () => new([2, 4, 3], new Conv1DTranspose(4, 3), new Conv1DTranspose(4, 3, 1, "valid",
            null, "channels_last", 1, "linear", true, "glorot_uniform", "zeros")),
        ["DepthwiseConv2D"] = () => new([2, 4, 5, 3], new DepthwiseConv2D(3), new DepthwiseConv2D((3, 3), (1, 1),
            "valid", 1, "channels_last", (1, 1), "linear", true, "glorot_uniform", "zeros")),
        ["SeparableConv2D"] = () => new([2, 4, 5, 3], new SeparableConv2D(4, 3), new SeparableConv2D(4, (3, 3), (1, 1),
            "valid", "channels_last", (1, 1), 1, "linear", true, "glorot_uniform", "glorot_uniform", "zeros")),
        ["SeparableConv1D"] = () => new([2, 5, 3], new SeparableConv1D(4, 3), new SeparableConv1D(4, 3, 1, "valid",
            "channels_last", 1, 1, "linear", true, "glorot_uniform", "glorot_uniform", "zeros")),
        ["DepthwiseConv1D"] = () => new([2, 5, 3], new DepthwiseConv1D(3), new DepthwiseConv1D(3, 1, "valid", 1,
            "channels_last", 1, "linear", true, "glorot_uniform", "zeros")),
        ["SpatialDropout1D"] = () => new([4, 3, 9], new SpatialDropout1D(0.5), new Dropout(0.5, [-1, 1, -1])),
        ["SpatialDropout2D"] = () =>
            new([4, 3, 2, 9], new SpatialDropout2D(0.5), new Dropout(0.5, [-1, 1, 1, -1])),
        ["LeakyReLU"] = () => new([3, 4], new LeakyReLU(), new LeakyReLU(0.3)),
        ["ELU"] = () => new([3, 4], new ELU(), new Activation("elu")),
        ["PReLU"] = () => new([3, 4], new PReLU(), new PReLU("zeros", null, null, [])),
        ["ReLU"] = () => new([3, 4], new ReLU(), new ReLU(null, 0, 0)),
        ["Softmax"] = () => new([3, 4, 5], new Softmax(), new Softmax(2)),
        ["RandomFlip"] = () =>
            new([9, 3, 4, 2], new RandomFlip(seed: 4), new RandomFlip("horizontal_and_vertical", 4, "channels_last")),
        ["RandomRotation"] = () => new([9, 5, 4, 2], new RandomRotation(0.3, seed: 4),
            new RandomRotation(0.3, "reflect", "bilinear", 4, 0, "channels_last")),
        ["RandomTranslation"] = () => new([9, 5, 4, 2], new RandomTranslation(0.4, 0.3, seed: 4),
            new RandomTranslation(0.4, 0.3, "reflect", "bilinear", 4, 0, "channels_last")),
        ["RandomZoom"] = () => new([9, 5, 4, 2], new RandomZoom(0.4, 0.3, seed: 4),
            new RandomZoom(0.4, 0.3, "reflect", "bilinear", 4, 0, "channels_last")),
    };

    public static TheoryData<string> Names => [.. cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_is_as_with_the_defaults_of_Keras_written_out(string name)
    {
        var (input, plain, full) = cases[name]();
        var x = Tensor.Normal(input, seed: 3);
        foreach (var training in (bool[])[true, false])
        {
            Tensor y = Output(plain, x, training), expected = Output(full, x, training);
            Assert.Equal(expected.Shape, y.Shape);
            Naive.SameBits(expected, y);
        }
        Assert.Equal(full.Parameters.Count, plain.Parameters.Count);
        foreach (var (expected, weight) in full.Parameters.Zip(plain.Parameters))
            Naive.SameBits(expected.Value, weight.Value);
    }

    static Tensor Output(Layer layer, Tensor x, bool training)
    {
        layer.Build(x.Shape, x.DType, new RandomSource(8));
        layer.Restart(2);
        return layer.NewCall().Forward(x, training);
    }

    /// <summary>
    /// Not by the name of the initializer, but by what it is: Glorot's limit √(6/(in
    /// + out)), and 0.05 for an embedding.
    /// </summary>
    [Fact]
    public void Weights_begin_as_in_Keras()
    {
        Range(Built(new Dense(60), [-1, 90]).Parameters[0], Math.Sqrt(6.0 / 150));
        Range(Built(new Conv2D(20, 3), [-1, 9, 9, 10]).Parameters[0], Math.Sqrt(6.0 / (90 + 180)));
        Range(Built(new Conv1D(30, 5), [-1, 9, 10]).Parameters[0], Math.Sqrt(6.0 / (50 + 150)));
        Range(Built(new Embedding(100, 40), [-1, 5]).Parameters[0], 0.05);
        Range(Built(new LSTM(30), [-1, 5, 20]).Parameters[0], Math.Sqrt(6.0 / (20 + 120)));
        Range(Built(new GRU(30), [-1, 5, 20]).Parameters[0], Math.Sqrt(6.0 / (20 + 90)));
        Range(Built(new SimpleRNN(30), [-1, 5, 40]).Parameters[0], Math.Sqrt(6.0 / (40 + 30)));
        foreach (var layer in (Layer[])[new LSTM(6), new GRU(6), new SimpleRNN(6)])
        {
            var R = Built(layer, [-1, 5, 3]).Parameters[1].Value; // its rows are orthonormal
            Near.Equal(Naive.Values(Scene.Eye(6)), R.DotTransposed(R), ulps: 64);
        }
        float[] zeros = new float[6], ones = [1, 1, 1, 1, 1, 1];
        // i, f, g, o
        Assert.Equal([.. zeros, .. ones, .. zeros, .. zeros],
            Built(new LSTM(6), [-1, 5, 3]).Parameters[2].Value.ToArray<float>());
        // a bias for each product: reset after
        Assert.Equal<Shape>([2, 18], Built(new GRU(6), [-1, 5, 3]).Parameters[2].Value.Shape);
        foreach (var layer in (Layer[])[new Dense(6), new Conv2D(6, 3), new Conv1D(6, 3), new GRU(6), new SimpleRNN(6)])
            Assert.All(Built(layer, layer is Dense ? [-1, 3] : layer is Conv2D ? [-1, 5, 5, 3]
                : [-1, 5, 3]).Parameters[^1].Value.ToArray<float>(), b => Assert.Equal(0, b));
    }

    static Layer Built(Layer layer, Shape input)
    {
        layer.Build(input, DType.Float32, new RandomSource(6));
        return layer;
    }

    /// <summary>Even in ±limit: the largest lies just below it, and the variance is a third of its square.</summary>
    static void Range(Parameter weight, double limit)
    {
        Assert.InRange(weight.Value.Abs().Max().Item(), 0.98 * limit, limit * (1 + 1e-6));
        Assert.InRange(weight.Value.Square().Mean().Item() / (limit * limit), 1 / 3.0 - 0.03, 1 / 3.0 + 0.03);
    }

    /// <summary>"reflect": the picture in a mirror at its edge.</summary>
    [Fact]
    public void Beyond_the_edge_is_the_mirrored_picture()
    {
        Tensor row = Pictures.Of(new float[,] { { 1, 2, 3, 4 } }), column = row.Reshape(1, 4, 1, 1);
        Pictures.Shows(row, new RandomTranslation(0, (0.75, 0.75)), [3, 2, 1, 1]);
        Pictures.Shows(column, new RandomTranslation((-0.75, -0.75), 0), [4, 4, 3, 2]);
        Pictures.Shows(row, new RandomZoom(0, (1, 1)), [1.5f, 1.5f, 3.5f, 3.5f]);    // read at -1.5, 0.5, 2.5, 4.5
        Pictures.Shows(column, new RandomZoom((1, 1), 0), [1.5f, 1.5f, 3.5f, 3.5f]);
        // without a width factor the width as the height
        Pictures.Shows(row, new RandomZoom((1, 1)), [1.5f, 1.5f, 3.5f, 3.5f]);
        Pictures.Shows(Pictures.Of(new float[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } }), new RandomRotation((0.25, 0.25)),
            [3, 3, 7, 7, 2, 2, 6, 6]); // a quarter turn of a low picture: its sides are mirrored
    }

    static readonly Scene scene = Scene.YesNo;

    static string Trained(Action<Sequential> compile, Action<Sequential> fit)
    {
        var model = scene.Model();
        compile(model);
        fit(model);
        return model.WeightsHash();
    }

    [Fact]
    public void Fit_shuffles_in_batches_of_32_for_one_epoch_and_Compile_takes_rmsprop()
    {
        void Compile(Sequential model) => model.Compile(loss: "binary_crossentropy");
        var plain = Trained(Compile, model => model.Fit(scene.X, scene.Y, verbose: 0));
        Assert.Equal(plain, Trained(Compile, model =>
            model.Fit(scene.X, scene.Y, batchSize: 32, epochs: 1, verbose: 0, shuffle: true, initialEpoch: 0)));
        Assert.Equal(plain, Trained(model => model.Compile(new RMSprop(0.001, 0.9, 0, 1e-7, false),
            new BinaryCrossentropy(false)), model => model.Fit(scene.X, scene.Y, verbose: 0)));
        Assert.NotEqual(plain, Trained(Compile, model => model.Fit(scene.X, scene.Y, verbose: 0, shuffle: false)));
    }

    [Fact]
    public void EarlyStopping_watches_the_validation_loss_stops_at_once_and_puts_nothing_back()
    {
        var model = scene.Model();
        var stop = new EarlyStopping();
        var worse = new LambdaCallback(onEpochEnd: (epoch, logs) => logs["val_loss"] = 1 + epoch);
        IReadOnlyList<Tensor> last = [];
        var watch = new LambdaCallback(onEpochEnd: (_, _) => last = model.GetWeights());
        model.Fit(scene.X, scene.Y, epochs: 9, verbose: 0, validationSplit: 0.2, callbacks: [worse, stop, watch]);

        Assert.Equal((1, 0), (stop.StoppedEpoch, stop.BestEpoch));
        foreach (var (expected, weight) in last.Zip(model.GetWeights()))
            Naive.SameBits(expected, weight);
    }

    [Fact]
    public void A_model_computes_in_the_type_of_the_settings_and_a_backend_of_its_own_is_cpu()
    {
        Assert.Equal(Settings.FloatX, new Sequential().DType);
        Assert.Equal((DType.Float32, 1e-7, DataFormat.ChannelsLast),
            (Settings.FloatX, Settings.Epsilon, Settings.ImageDataFormat));
    }
}
