using System.Diagnostics;
using System.Globalization;
using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>
/// Whole workloads on made-up data of the lessons' shapes, so that another library can be timed on the very
/// same work: making the data is part of it. Prints a line each: name, median seconds, shortest seconds; for
/// gemm the GFLOP/s of the shortest as well.
/// </summary>
sealed class Workloads
{
    /// <summary>Those that the other library is timed on as well.</summary>
    public static IReadOnlyList<string> Compared { get; } = ["pima", "mlp", "cnn", "airline", "lstm", "gemm"];

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Compared, "gru", "norm", "embedding"];

    readonly int runs;
    readonly TextWriter output;

    public Workloads(int threads, int runs, TextWriter output)
    {
        Backend.Current = new CpuBackend { Threads = threads };
        (this.runs, this.output) = (runs, output);
    }

    public void Run(IEnumerable<string> names)
    {
        foreach (var name in names)
            switch (name)
            {
                case "pima": Pima(); break;
                case "mlp": Mlp(); break;
                case "cnn": Cnn(); break;
                case "airline": Airline(); break;
                case "lstm": Lstm(); break;
                case "gemm": Gemm(); break;
                case "gru": Gru(); break;
                case "norm": Norm(); break;
                case "embedding": Embedded(); break;
                default:
                    throw new ArgumentException($"No workload is named '{name}'. Known: {string.Join(", ", Names)}.");
            }
    }

    /// <summary>768 rows, 8-12-8-1, binary cross-entropy, batch 10, 150 epochs.</summary>
    void Pima() => Time("pima", () => Train(
        new Sequential(seed: 7) { new Dense(12, "relu"), new Dense(8, "relu"), new Dense(1, "sigmoid") },
        new BinaryCrossentropy(), Tensor.Normal([768, 8], seed: 1),
        Labels(768, 2).Cast(DType.Float32).Reshape(768, 1), 10, 150));

    /// <summary>60,000 images, 784-128-128-10, batch 32, one epoch.</summary>
    void Mlp() => Time("mlp", () => Train(
        new Sequential(seed: 7) { new Dense(128, "relu"), new Dense(128, "relu"), new Dense(10) },
        new SparseCategoricalCrossentropy(fromLogits: true), Tensor.Uniform([60000, 784], seed: 1),
        Labels(60000, 10), 32, 1));

    /// <summary>
    /// 6,400 images 28×28×1: convolution 32, convolution 64, pooling, dropout, dense
    /// 128, dropout, 10; batch 128, one epoch.
    /// </summary>
    void Cnn() => Time("cnn", () => Train(
        new Sequential(seed: 7)
        {
            new Conv2D(32, 3, activation: "relu"), new Conv2D(64, 3, activation: "relu"), new MaxPooling2D(2),
            new Dropout(0.25), new Flatten(),
            new Dense(128, "relu"), new Dropout(0.5), new Dense(10),
        },
        new SparseCategoricalCrossentropy(fromLogits: true), Tensor.Uniform([6400, 28, 28, 1], seed: 1),
        Labels(6400, 10), 128, 1));

    /// <summary>92 windows of 3 steps, LSTM(4), mean squared error, batch 1, 100 epochs.</summary>
    void Airline() => Time("airline", () => Train(
        new Sequential(seed: 7) { new LSTM(4), new Dense(1) },
        new MeanSquaredError(), Tensor.Normal([92, 3, 1], seed: 1), Tensor.Normal([92, 1], seed: 2), 1, 100));

    /// <summary>640 sequences of 80 steps, 100 features, LSTM(128), mean squared error, batch 32, one epoch.</summary>
    void Lstm() => Time("lstm", () => Train(
        new Sequential(seed: 7) { new LSTM(128), new Dense(1) },
        new MeanSquaredError(), Tensor.Normal([640, 80, 100], seed: 1), Tensor.Normal([640, 1], seed: 2), 32, 1));

    /// <summary>
    /// 640 sequences of 40 steps, 32 features, GRU(64), layer normalisation, mean squared error, batch 32, one epoch.
    /// </summary>
    void Gru() => Time("gru", () => Train(
        new Sequential(seed: 7) { new GRU(64, returnSequences: true), new LayerNormalization(), new GRU(32),
            new Dense(1) },
        new MeanSquaredError(), Tensor.Normal([640, 40, 32], seed: 1), Tensor.Normal([640, 1], seed: 2), 32, 1));

    /// <summary>
    /// 3,200 images 28×28×1: convolution 16, batch normalisation, relu, average pooling, dense 64, batch
    /// normalisation, 10; batch 64, one epoch.
    /// </summary>
    void Norm() => Time("norm", () => Train(
        new Sequential(seed: 7)
        {
            new Conv2D(16, 3), new BatchNormalization(), new Activation("relu"), new AveragePooling2D(2), new Flatten(),
            new Dense(64), new BatchNormalization(), new Activation("relu"), new Dense(10),
        },
        new SparseCategoricalCrossentropy(fromLogits: true), Tensor.Uniform([3200, 28, 28, 1], seed: 1),
        Labels(3200, 10), 64, 1));

    /// <summary>
    /// 6,400 texts of 60 word numbers below 5,000, embedding 32, dense 16, yes or no; batch 32, one epoch.
    /// </summary>
    void Embedded() => Time("embedding", () => Train(
        new Sequential(seed: 7) { new Embedding(5000, 32), new Flatten(), new Dense(16, "relu"),
            new Dense(1, "sigmoid") },
        new BinaryCrossentropy(), Labels(6400 * 60, 5000).Reshape(6400, 60),
        Labels(6400, 2).Cast(DType.Float32).Reshape(6400, 1), 32, 1));

    /// <summary>Square products, each repeated up to about 2 GFLOP.</summary>
    void Gemm()
    {
        foreach (var n in new[] { 32, 64, 128, 256, 512, 1024 })
        {
            Tensor a = Tensor.Normal([n, n], seed: 1), b = Tensor.Normal([n, n], seed: 2),
                product = Tensor.Zeros([n, n]);
            var times = (int)Math.Max(1, 2e9 / (2.0 * n * n * n));
            var size = new ProductSize(n, n, n, TransposeX: false, TransposeY: false);
            var best = Time($"gemm{n}", () =>
            {
                for (var i = 0; i < times; i++)
                    Backend.Current.Dot(a, b, size, product, accumulate: false);
            });
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"gemm{n}-gflops\t{2.0 * n * n * n * times / best / 1e9:F1}"));
        }
    }

    static void Train(Sequential model, Loss loss, Tensor x, Tensor y, int batchSize, int epochs)
    {
        model.Compile(new Adam(), loss);
        model.Fit(x, y, batchSize, epochs, verbose: 0);
    }

    static Tensor Labels(int count, int classes)
    {
        var random = new RandomSource(3);
        var labels = new int[count];
        for (var i = 0; i < count; i++)
            labels[i] = random.NextInt(classes);
        return Tensor.From(labels);
    }

    double Time(string name, Action work)
    {
        work(); // the first run compiles
        var seconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        Array.Sort(seconds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}\t{seconds[runs / 2]:F4}\t{seconds[0]:F4}"));
        return seconds[0];
    }
}
