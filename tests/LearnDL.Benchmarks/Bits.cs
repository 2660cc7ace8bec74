using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>
/// Trains a tiny network with every function the engine has of its own, one large enough for threads, one whose samples
/// are divided among threads, one of images and one of words, and prints how wide the vectors are, and the SHA-256 of
/// random numbers and of the weights: one hash for any number of threads, vector width and culture.
/// </summary>
static class Bits
{
    public static void Run(int threads, bool comma, TextWriter output)
    {
        if (comma)
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = culture;
        }
        Backend.Current = new CpuBackend { Threads = threads };
        output.WriteLine($"lanes {Vector<float>.Count}");
        output.WriteLine($"draws {Drawn()}");
        output.WriteLine($"weights {Small()} {Large()} {Recurrent()} {Images()} {Words()}");
    }

    /// <summary>
    /// What a step draws: products of whole numbers, so these are the same without fused multiply-add, too.
    /// </summary>
    static string Drawn()
    {
        var draws = new Draws(Seed: 7, Call: 3, Step: 5_000_000_000, FirstSample: 11);
        Tensor[] drawn = [draws.DropoutMask([9, 12_345], 0.3, DType.Float32), draws.Uniform([9, 12_345], -0.1, 0.3),
            draws.Uniform([5, 12_345], dtype: DType.Float64)];
        var bytes = drawn.SelectMany(x => MemoryMarshal.AsBytes(x.Cast(DType.Float64).AsSpan<double>()).ToArray());
        return Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
    }

    static string Small()
    {
        var x = Tensor.Normal([203, 7], seed: 1);
        var y = x[.., ..3].ArgMax();
        var model = new Sequential(seed: 7)
        {
            new Dense(13, "tanh", kernelInitializer: "orthogonal"), new Dropout(0.1),
            new Dense(11, "elu", kernelInitializer: "he_normal"), new Dense(9, "softplus"), new Dense(5, "sigmoid"),
            new Dense(3, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: 10, epochs: 8, verbose: 0);
        return model.WeightsHash();
    }

    static string Large()
    {
        var x = Tensor.Uniform([200, 784], seed: 1);
        var y = x[.., ..10].ArgMax();
        var model = new Sequential(seed: 7) { new Dense(131, "relu"), new Dense(67, "relu"), new Dense(10, "softmax") };
        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: 100, epochs: 2, verbose: 0);
        return model.WeightsHash();
    }

    /// <summary>70 sequences in batches of 33: no number of threads divides them.</summary>
    static string Recurrent()
    {
        var x = Tensor.Normal([70, 20, 7], seed: 1);
        var y = x[.., ^1].Reshape(70, 7)[.., ..3].ArgMax();
        var model = new Sequential(seed: 7)
        {
            new LSTM(33, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true),
            new GRU(41, returnSequences: true, goBackwards: true),
            new GRU(40, resetAfter: false, returnSequences: true), new SimpleRNN(65), new Dense(3, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: 33, epochs: 2, verbose: 0);
        return model.WeightsHash();
    }

    /// <summary>Convolutions, statistics of a batch, means and largest under windows that fill no vector.</summary>
    static string Images()
    {
        var x = Tensor.Uniform([90, 17, 15, 3], seed: 1);
        var y = x.Reshape(90, -1)[.., ..4].ArgMax();
        var model = new Sequential(seed: 7)
        {
            new Conv2D(13, 3, padding: "same"), new BatchNormalization(), new Activation("relu"),
            new AveragePooling2D(2), new Conv2D(37, 2, activation: "selu"),
            new MaxPooling2D(2), new Dropout(0.2), new GlobalAveragePooling2D(), new Dense(4, "softmax"),
        };
        model.Compile("adagrad", "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: 40, epochs: 3, verbose: 0);
        return model.WeightsHash();
    }

    /// <summary>Words that occur many times in a batch, and means along rows.</summary>
    static string Words()
    {
        var ids = Tensor.Uniform([300, 25], 0, 40, seed: 1).Cast(DType.Int32);
        var y = ids[.., ..1].Cast(DType.Float32).Scale(1.0 / 40);
        var model = new Sequential(seed: 7)
        {
            new Embedding(40, 19), new LayerNormalization(), new GRU(21), new Dense(1)
        };
        model.Compile(new SGD(0.01, momentum: 0.9, nesterov: true), "mae");
        model.Fit(ids, y, batchSize: 128, epochs: 3, verbose: 0);
        return model.WeightsHash();
    }
}
