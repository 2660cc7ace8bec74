using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>
/// What all layers that change images at random have in common. Run alone: some set what all tests
/// share, the data format and the backend.
/// </summary>
[Collection(nameof(SettingsTests))]
public sealed class RandomAffineTests
{
    static readonly Dictionary<string, Func<int?, RandomAffine>> layers = new()
    {
        ["flip"] = seed => new RandomFlip(seed: seed, dataFormat: "channels_last"),
        ["translation"] = seed => new RandomTranslation(0.3, 0.3, seed: seed, dataFormat: "channels_last"),
        ["rotation"] = seed => new RandomRotation(0.3, seed: seed, dataFormat: "channels_last"),
        ["zoom"] = seed => new RandomZoom(0.3, 0.3, seed: seed, dataFormat: "channels_last"),
    };

    public static TheoryData<string> Names => [.. layers.Keys];

    static float[] Learn(Layer layer) => Pictures.Seen(layer, Tensor.Uniform([30, 6, 5, 2], seed: 2));

    [Theory]
    [MemberData(nameof(Names))]
    public void Does_nothing_when_the_network_is_used(string name)
    {
        var x = Tensor.Normal([5, 4, 3, 1]);
        var call = layers[name](null).NewCall();
        Assert.Equal(x.ToArray<float>(), call.Forward(x, training: false).ToArray<float>());
        Assert.Equal(x.ToArray<float>(), call.Backward(x).ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_of_its_own_repeats_it_and_the_next_batch_is_another(string name)
    {
        Assert.Equal(Learn(layers[name](9)), Learn(layers[name](9)));
        Assert.NotEqual(Learn(layers[name](9)), Learn(layers[name](10)));

        var layer = layers[name](9);
        var first = Learn(layer);
        Assert.NotEqual(first, Learn(layer));
        layer.Restart(9);
        Assert.Equal(first, Learn(layer));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wants_a_batch_of_images(string name)
    {
        var error = Assert.Throws<ShapeException>(() =>
            layers[name](1).Build([-1, 28, 28], DType.Float32, new RandomSource(1)));
        Assert.Contains("(batch, height, width, channels)", error.Expected, StringComparison.Ordinal);
        Assert.Contains("ExpandDims", error.Fix, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => layers[name](1).ComputeOutputShape([5, 784]));
        Assert.Equal<Shape>([-1, -1, -1, 3], layers[name](1).ComputeOutputShape([-1, -1, -1, 3]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_that_it_is_not_built(string name) =>
        Assert.Throws<ModelException>(() =>
            layers[name](1).NewCall().Forward(Tensor.Ones([1, 2, 2, 1]), training: true));

    [Fact]
    public void Takes_the_data_format_of_the_settings()
    {
        Settings.ImageDataFormat = "channels_first";
        try
        {
            var x = Tensor.Range(6).Reshape(1, 3, 1, 2); // three channels of one row: half of the width is one pixel
            Pictures.Shows(x, new RandomTranslation(0, (0.5, 0.5), "constant"), [0, 0, 0, 2, 0, 4]);
        }
        finally
        {
            Settings.ImageDataFormat = "channels_last";
        }
    }

    [Fact]
    public void No_image_draws_from_what_lies_beyond_its_own_edge()
    {
        var x = Tensor.Zeros([3, 4, 4, 1]);
        x.AsSpan<float>()[16..32].Fill(float.NaN); // the middle one
        foreach (var make in layers.Values)
        {
            var y = Pictures.Seen(make(4), x);
            Assert.DoesNotContain(float.NaN, y[..16]);
            Assert.DoesNotContain(float.NaN, y[32..]);
        }
    }

    static Sequential Model(int seed) => new(seed: seed)
    {
        new Input([12, 12, 2]), new RandomFlip("horizontal"), new RandomRotation(0.1), new RandomZoom(0.2),
        new RandomTranslation(0.1, 0.1), new Flatten(), new Dense(3, "softmax"),
    };

    static (Tensor X, Tensor Y) Data(int images) => (Tensor.Uniform([images, 12, 12, 2], 0, 255.9, seed: 4)
        .Cast(DType.UInt8), Tensor.From([.. Enumerable.Range(0, images).Select(i => i % 3)]));

    [Fact]
    public void The_seed_of_the_model_gives_the_same_weights_for_any_number_of_threads()
    {
        var before = Backend.Current;
        string Train(int threads, int seed)
        {
            Backend.Current = new CpuBackend { Threads = threads };
            var model = Model(seed);
            model.Compile("adam", "sparse_categorical_crossentropy");
            var (x, y) = Data(96);
            model.Fit(x, y, batchSize: 48, epochs: 2, verbose: 0);
            return model.WeightsHash();
        }

        try
        {
            var one = Train(threads: 1, seed: 5);
            Assert.Equal(one, Train(threads: 2, seed: 5));
            Assert.Equal(one, Train(threads: 5, seed: 5));
            Assert.NotEqual(one, Train(threads: 1, seed: 6));
        }
        finally
        {
            Backend.Current = before;
        }
    }

    [Fact]
    public void Bytes_may_be_moved_before_they_are_scaled()
    {
        var (x, y) = Data(9);
        var model = new Sequential(seed: 1)
        {
            new Input([12, 12, 2]), new RandomRotation(0.1), new Rescaling(1.0 / 255), new Flatten(),
            new Dense(3, "softmax")
        };
        model.Compile("sgd", "sparse_categorical_crossentropy");
        model.Fit(x, y, verbose: 0);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Nothing_is_left_for_the_garbage_collector()
    {
        var model = Model(seed: 1);
        model.Compile("sgd", "sparse_categorical_crossentropy");
        var (x, y) = Data(160);
        var allocated = new List<long>();
        var before = 0L;
        var meter = new LambdaCallback(
            onEpochBegin: _ => before = GC.GetAllocatedBytesForCurrentThread(),
            onEpochEnd: (_, _) => allocated.Add((GC.GetAllocatedBytesForCurrentThread() - before) / 5));

        model.Fit(x, y, batchSize: 32, epochs: 4, verbose: 0, callbacks: [meter]);

        Assert.All(allocated[1..], bytes => Assert.InRange(bytes, 0, 1024));
    }
}
