using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Models;
using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>The samples of a batch may be divided among threads. The weights have the same bits for any number of them.</summary>
[Collection(nameof(RecurrentParityTests))]
public sealed class RecurrentBitsTests : IDisposable
{
    readonly IBackend before = Backend.Current;

    public void Dispose() => Backend.Current = before;

    static string Train(string name, IBackend backend, DType dtype)
    {
        Backend.Current = backend;
        var model = new Sequential(seed: 3, dtype: dtype)
        {
            new Input([9, 5]), Recurrent.New(name, 17, dropout: 0.1, recurrentDropout: 0.2, sequences: true), Recurrent.New(name, 11, sequences: true, backwards: true, truncate: 4),
            Recurrent.New(name, 7, stateful: true), new Dense(1),
        };
        model.Compile("adam", "mse");
        model.Fit(Tensor.Normal([38, 9, 5], seed: 1), Tensor.Normal([38, 1], seed: 2), batchSize: 19, epochs: 2, verbose: 0); // 19 samples: no number of threads divides them
        return model.WeightsHash();
    }

    public static TheoryData<string, DType> Cases()
    {
        var data = new TheoryData<string, DType>();
        foreach (var name in Recurrent.Names)
        {
            data.Add(name, DType.Float32);
            data.Add(name, DType.Float64);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Any_number_of_threads(string name, DType dtype)
    {
        var one = Train(name, new CpuBackend { Threads = 1 }, dtype);
        foreach (var threads in (int[])[2, 3, 5, 16, 40])
            Assert.Equal(one, Train(name, new CpuBackend { Threads = threads, WorthParts = 0 }, dtype));
    }

    /// <summary>What the test before rests on: that such work really falls into parts.</summary>
    [Fact]
    public void Enough_work_is_divided() => Assert.Equal(3, new CpuBackend { Threads = 3 }.PartsOf(32, 32L * 80 * 128 * 512));
}
