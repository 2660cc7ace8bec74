using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// A graph with everything in it: the same bits for any number of threads, and nothing allocated after warm-up.
/// </summary>
[Collection(nameof(AllocationTests))]
public sealed class GraphBitsTests : IDisposable
{
    readonly IBackend before = Backend.Current;

    public void Dispose() => Backend.Current = before;

    internal static Model Network()
    {
        Input words = new([8], "words"), habits = new([5], "habits");
        var shared = new Embedding(30, 6, maskZero: true);
        var text = shared.Apply(words);
        var (sequence, h, c) = new LSTM(6, returnSequences: true, returnState: true).Apply(text);
        var (there, back) = new Bidirectional(new GRU(6, returnSequences: true), mergeMode: null).Apply(sequence);
        var highest = new Maximum().Apply(there, back) + text;
        var last = new LSTM(6).Apply(highest, initialState: [h, c]);
        var branch = new Sequential([new Dense(6, "relu"), new Dropout(0.2), new Dense(6, "tanh")], "branch");
        var joined = new Concatenate().Apply(last, branch.Apply(habits), new Dot(-1).Apply(last, h),
            new Average().Apply(last, branch.Apply(new Dense(5).Apply(last))), new Multiply().Apply(h, c) - last);
        return new Model([words, habits], [new Dense(1, "sigmoid", name: "main").Apply(joined),
            new Dense(1, "sigmoid", name: "text", activityRegularizer: "l2").Apply(last)],
            seed: 3, dtype: DType.Float32);
    }

    static readonly Tensor words = Tensor.From([.. Enumerable.Range(0, 120 * 8).Select(i => i * 7 % 29)], [120, 8]),
        habits = Tensor.Normal([120, 5], seed: 2), y = Tensor.Normal([120, 1], seed: 3).Positive();

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var hashes = new HashSet<string>();
        foreach (var threads in new[] { 1, 2, 4, 7 })
        {
            Backend.Current = new CpuBackend { Threads = threads };
            var model = Network();
            model.Compile("adam", "binary_crossentropy", lossWeights: [1, 0.2]);
            model.Fit([words, habits], new[] { y, y }, batchSize: 40, epochs: 2, verbose: 0);
            hashes.Add(model.WeightsHash());
        }
        Assert.Single(hashes);
    }

    [Fact]
    public void At_most_1_KiB_a_batch()
    {
        Backend.Current = new CpuBackend { Threads = 4 };
        var model = Network();
        model.Compile("adam", "binary_crossentropy", [["accuracy"], ["auc"]], lossWeights: [1, 0.2]);
        List<long> allocated = [];
        var start = 0L;
        var meter = new LambdaCallback(
            onEpochBegin: _ => start = GC.GetTotalAllocatedBytes(precise: true),
            onEpochEnd: (_, _) => allocated.Add((GC.GetTotalAllocatedBytes(precise: true) - start) / 12));
        model.Fit([words, habits], new[] { y, y }, batchSize: 10, epochs: 5, verbose: 0, callbacks: [meter]);
        Assert.InRange(allocated.Min(), 0, 1024);
    }
}
