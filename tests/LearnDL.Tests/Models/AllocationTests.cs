using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Callbacks;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Layers;

namespace LearnDL.Tests.Models;

/// <summary>Allocation is counted over all threads, so no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTestsAlone;

/// <summary>
/// After the first epoch, training leaves next to nothing for the garbage collector, on whatever thread. The epoch with
/// the least counts: a step that allocates does so in every epoch, while the runtime, the test runner, or a helper that
/// comes late and makes its buffers, do so once in a while.
/// </summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests : IDisposable
{
    readonly IBackend before = Backend.Current;

    public AllocationTests() => Backend.Current = new CpuBackend { Threads = 4 };

    public void Dispose() => Backend.Current = before;

    const int Samples = 768, BatchSize = 10;

    [Theory]
    [InlineData("binary_crossentropy", "adam", DType.Float32, 0.0)]
    [InlineData("binary_crossentropy", "adam", DType.Float32, 0.2)]
    [InlineData("binary_crossentropy", "rmsprop", DType.Float64, 0.2)]
    [InlineData("sparse_categorical_crossentropy", "sgd", DType.Float32, 0.2)]
    [InlineData("mse", "adagrad", DType.Float32, 0.0)]
    [InlineData("mse", "nadam", DType.Float32, 0.2)]
    [InlineData("mse", "lion", DType.Float64, 0.0)]
    [InlineData("mse", "ftrl", DType.Float32, 0.0)]
    public void At_most_1_KiB_a_batch(string loss, string optimizer, DType dtype, double rate)
    {
        var classes = loss == "sparse_categorical_crossentropy";
        var model = new Sequential(seed: 1, dtype: dtype)
        {
            new Input([8]), new Dense(12, "relu"), new Dropout(rate), new Dense(8, "relu")
        };
        model.Add(new Dense(classes ? 3 : 1, classes ? "softmax" : "sigmoid"));
        model.Compile(optimizer, loss, ["accuracy"]);
        var (x, y) = (Tensor.Normal([Samples, 8]), Tensor.From([.. Enumerable.Range(0, Samples).Select(i => i % 2)]));

        Assert.InRange(AllocatedABatch(model, x, y, BatchSize, epochs: 5), 0, 1024);
    }

    [Fact]
    public void At_most_1_KiB_a_batch_with_all_that_an_optimizer_can_do()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([8]), new Dense(12, "relu", kernelConstraint: "max_norm", kernelRegularizer: "l1_l2",
                activityRegularizer: "l2"), new Dense(1),
        };
        model.Compile(new AdamW(new CosineDecayRestarts(0.01, 20))
        {
            ClipNorm = 1,
            UseEma = true,
            EmaOverwriteFrequency = 7,
            GradientAccumulationSteps = 3
        }, "mse");
        Assert.InRange(AllocatedABatch(model, Tensor.Normal([Samples, 8]), Tensor.Normal([Samples, 1]), BatchSize,
            epochs: 5), 0, 1024);
    }

    /// <summary>The batches of the validation are not counted as batches, so it may allocate little.</summary>
    [Fact]
    public void At_most_1_KiB_a_batch_with_a_validation_and_callbacks_that_want_no_batches()
    {
        var model = new Sequential(seed: 1) { new Input([8]), new Dense(12, "relu"), new Dense(1) };
        model.Compile("sgd", "mse", ["mae"]);
        var (x, y) = (Tensor.Normal([Samples, 8]), Tensor.Normal([Samples, 1]));
        Assert.InRange(AllocatedABatch(model, x, y, BatchSize, epochs: 5, validationData: (x, y), others:
        [
            new EarlyStopping(patience: 9), new ReduceLROnPlateau(), new LearningRateScheduler(_ => 0.01),
            new LambdaCallback(onTestBegin: () => { }, onTestEnd: _ => { }, onTrainEnd: _ => { }),
        ]), 0, 1024);
    }

    /// <summary>The layers of images and normalization, in both formats.</summary>
    [Theory]
    [InlineData("channels_last")]
    [InlineData("channels_first")]
    public void At_most_1_KiB_a_batch_of_pooled_and_normalized_images(string format)
    {
        const int images = 300, batch = 50;
        var model = new Sequential(seed: 1, dtype: DType.Float32)
        {
            new Input([256]), new Dense(256), new Reshape([16, 16, -1]), new Permute([2, 1, 3]),
            new ZeroPadding2D(dataFormat: format), new BatchNormalization(format == "channels_last" ? -1 : 1),
            new MaxPooling2D((2, 1), padding: "same", dataFormat: format), new AveragePooling2D(2, 1, "same", format),
            new LayerNormalization([-2, -1]), new GlobalAveragePooling2D(format), new Dense(1),
        };
        model.Compile("adam", "mse");
        var (x, y) = (Tensor.Normal([images, 256]), Tensor.Normal([images, 1]));

        Assert.InRange(AllocatedABatch(model, x, y, batch, epochs: 4), 0, 1024);
    }

    /// <summary>The layers that make images larger and smaller, and what they drop and bend on the way.</summary>
    [Theory]
    [InlineData("channels_last")]
    [InlineData("channels_first")]
    public void At_most_1_KiB_a_batch_of_grown_and_cut_images(string format)
    {
        const int images = 192, batch = 48;
        var model = new Sequential(seed: 1, dtype: DType.Float32)
        {
            new Input([48]), new Dense(48), new Reshape([4, 4, 3]),
            new Conv2DTranspose(4, 3, 2, "same", dataFormat: format), new PReLU(sharedAxes: [1, 2]),
            new SpatialDropout2D(0.2, format), new UpSampling2D(2, format, "bilinear"),
            new UpSampling2D((1, 2), format), new Cropping2D(1, format), new DepthwiseConv2D(2, dataFormat: format),
            new SeparableConv2D(4, 2, dataFormat: format), new LeakyReLU(), new GlobalMaxPooling2D(format),
            new Reshape([2, 2]), new ZeroPadding1D(1), new MaxPooling1D(), new UpSampling1D(), new Cropping1D(1),
            new AveragePooling1D(2, 1, "same"), new SpatialDropout1D(0.2), new GaussianNoise(0.1),
            new GaussianDropout(0.1), new ELU(), new Conv1DTranspose(3, 2), new GlobalAveragePooling1D(), new Dense(1),
        };
        model.Compile("adam", "mse");
        Assert.InRange(AllocatedABatch(model, Tensor.Normal([images, 48]), Tensor.Normal([images, 1]), batch,
            epochs: 5), 0, 1024);
    }

    /// <summary>Convolutions whose gradients are mostly zeros and such that are not, padded and not.</summary>
    [Fact]
    public void At_most_1_KiB_a_batch_of_convolved_images()
    {
        const int images = 192, batch = 48;
        var model = new Sequential(seed: 1, dtype: DType.Float32)
        {
            new Input([12, 12, 1]), new Conv2D(16, 3, padding: "same", activation: "relu"),
            new Conv2D(16, 3, activation: "relu"), new MaxPooling2D(), new Dropout(0.25),
            new Conv2D(8, 3, 2, "same", groups: 2), new Reshape([9, 8]), new Conv1D(4, 3, padding: "causal"),
            new Flatten(), new Dense(1),
        };
        model.Compile("adam", "mse");
        Assert.InRange(AllocatedABatch(model, Tensor.Normal([images, 12, 12, 1]), Tensor.Normal([images, 1]), batch,
            epochs: 5), 0, 1024);
    }

    /// <summary>Layers made of layers, ids, and a mask all the way to the loss and the metrics.</summary>
    [Theory]
    [InlineData("concat")]
    [InlineData("mul")]
    public void At_most_1_KiB_a_batch_of_masked_sequences(string mergeMode)
    {
        const int texts = 120, batch = 20;
        var model = new Sequential(seed: 1, dtype: DType.Float32)
        {
            new Input([6]), new Embedding(9, 4, maskZero: true), new TimeDistributed(new Dense(4, "tanh")),
            new Bidirectional(new LSTM(3, returnSequences: true), mergeMode),
            new Masking(7), new GRU(4), new RepeatVector(6), new Masking(), new SimpleRNN(3, returnSequences: true),
            new TimeDistributed(new Dense(2, "softmax")),
        };
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy", "sparse_categorical_crossentropy"]);
        Tensor x = Tensor.From([.. Enumerable.Range(0, texts * 6).Select(i => i * 7 % 9)], [texts, 6]),
            y = Tensor.From([.. Enumerable.Range(0, texts * 6).Select(i => i % 2)], [texts, 6]);

        Assert.InRange(AllocatedABatch(model, x, y, batch, epochs: 5), 0, 1024);
    }

    /// <summary>Every metric that counts more than a mean, and weights of samples.</summary>
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void At_most_1_KiB_a_batch_of_all_metrics(DType dtype)
    {
        var model = new Sequential(seed: 1, dtype: dtype) { new Input([8]), new Dense(6, "softmax") };
        model.Compile("adam", "kl_divergence",
        [
            new AUC(), new AUC(curve: "PR", thresholds: [0.1, 0.3], multiLabel: true, name: "pr"),
            new Precision([0.2, 0.5]), new Recall(topK: 2), new F1Score(), new F1Score("micro", 0.3, "micro"),
            new R2Score(), new TopKCategoricalAccuracy(2), new RootMeanSquaredError(), "cosine_similarity", "mape",
        ], ["auc", "f1_score", "mse"]);
        var y = Tensor.From([.. Enumerable.Range(0, Samples).Select(i => i % 6)]).OneHot(6);

        Assert.InRange(AllocatedABatch(model, Tensor.Normal([Samples, 8]), y, BatchSize, epochs: 4,
            Tensor.Uniform([Samples], seed: 3)), 0, 1024);
    }

    /// <summary>Every loss but those above.</summary>
    [Theory]
    [InlineData("mape")]
    [InlineData("msle")]
    [InlineData("huber")]
    [InlineData("log_cosh")]
    [InlineData("cosine_similarity")]
    [InlineData("poisson")]
    [InlineData("hinge")]
    [InlineData("squared_hinge")]
    [InlineData("categorical_hinge")]
    public void At_most_1_KiB_a_batch_for_a_loss(string loss)
    {
        var model = new Sequential(seed: 1, dtype: DType.Float32) { new Input([8]), new Dense(6, "sigmoid") };
        model.Compile("sgd", loss);
        var y = Tensor.From([.. Enumerable.Range(0, Samples).Select(i => i % 6)]).OneHot(6);

        Assert.InRange(AllocatedABatch(model, Tensor.Normal([Samples, 8]), y, BatchSize, epochs: 4), 0, 1024);
    }

    /// <summary>
    /// Large enough for threads: batches of bytes, scaled on the way in, and a kernel that Adam shares out.
    /// </summary>
    [Fact]
    public void At_most_1_KiB_a_batch_of_images_on_several_threads()
    {
        const int images = 3000, batch = 100;
        var model = new Sequential(seed: 1, dtype: DType.Float32)
        {
            new Input([28, 28]), new Rescaling(1.0 / 255), new Flatten(), new Dense(700, "relu"),
            new Dense(10, "softmax")
        };
        model.Compile("adam", "sparse_categorical_crossentropy");
        var (x, y) = (Tensor.Ones([images, 28, 28], DType.UInt8),
            Tensor.From([.. Enumerable.Range(0, images).Select(i => i % 10)]));

        Assert.InRange(AllocatedABatch(model, x, y, batch, epochs: 5), 0, 1024);
    }

    /// <summary>Sequences, with all kinds of dropout, on one thread and with the samples in groups for four.</summary>
    [Theory]
    [InlineData("SimpleRNN", false)]
    [InlineData("LSTM", false)]
    [InlineData("GRU", false)]
    [InlineData(Recurrent.GRUBefore, false)]
    [InlineData("SimpleRNN", true)]
    [InlineData("LSTM", true)]
    [InlineData("GRU", true)]
    [InlineData(Recurrent.GRUBefore, true)]
    public void At_most_1_KiB_a_batch_of_sequences(string name, bool inGroups)
    {
        var model = new Sequential(seed: 1, dtype: DType.Float32)
        {
            new Input([12, 3]), Recurrent.New(name, 8, dropout: 0.1, recurrentDropout: 0.2, sequences: true,
                truncate: 5), Recurrent.New(name, 6, sequences: true, backwards: true),
            Recurrent.New(name, 5, dropout: 0.1, stateful: true), new Dense(1),
        };
        model.Compile("adam", "mse");
        foreach (var layer in model.Layers)
            RecurrentRun.GiveGroups(layer, inGroups ? 4 : null);

        Assert.InRange(AllocatedABatch(model, Tensor.Normal([200, 12, 3]), Tensor.Normal([200, 1]), BatchSize,
            epochs: 5), 0, 1024);
    }

    /// <summary>Bytes a batch, in the epoch with the least.</summary>
    static long AllocatedABatch(Sequential model, Tensor x, Tensor y, int batchSize, int epochs,
        Tensor sampleWeight = default, ValidationData? validationData = null, Callback[]? others = null)
    {
        List<long> allocated = [];
        var (start, batches) = (0L, (x.Shape[0] + batchSize - 1) / batchSize);
        var meter = new LambdaCallback(
            onEpochBegin: _ => start = GC.GetTotalAllocatedBytes(precise: true),
            onEpochEnd: (_, _) => allocated.Add((GC.GetTotalAllocatedBytes(precise: true) - start) / batches));
        model.Fit(x, y, batchSize, epochs, verbose: 0, callbacks: [meter, .. others ?? []],
            validationData: validationData, sampleWeight: sampleWeight);
        return allocated.Min();
    }
}
