using System.Globalization;
using System.Numerics;
using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>
/// Trains a tiny network with every function the engine has of its own, one large enough for threads, and one whose samples are divided among threads,
/// and prints how wide the vectors are, and the SHA-256 of the weights: one hash for any number of threads, vector width and culture.
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
        output.WriteLine($"weights {Small()} {Large()} {Recurrent()}");
    }

    static string Small()
    {
        var x = Tensor.Normal([203, 7], seed: 1);
        var y = x[.., ..3].ArgMax();
        var model = new Sequential(seed: 7)
        {
            new Dense(13, "tanh", kernelInitializer: "orthogonal"), new Dropout(0.1), new Dense(11, "elu", kernelInitializer: "he_normal"), new Dense(9, "softplus"), new Dense(5, "sigmoid"), new Dense(3, "softmax"),
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
            new LSTM(33, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true), new GRU(41, returnSequences: true, goBackwards: true),
            new GRU(40, resetAfter: false, returnSequences: true), new SimpleRNN(65), new Dense(3, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: 33, epochs: 2, verbose: 0);
        return model.WeightsHash();
    }
}
