using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>After the first epoch, training leaves next to nothing for the garbage collector.</summary>
public sealed class AllocationTests
{
    const int Samples = 768, BatchSize = 10, Batches = 77;

    [Theory]
    [InlineData("binary_crossentropy", "adam", DType.Float32, 0.0)]
    [InlineData("binary_crossentropy", "adam", DType.Float32, 0.2)]
    [InlineData("binary_crossentropy", "rmsprop", DType.Float64, 0.2)]
    [InlineData("sparse_categorical_crossentropy", "sgd", DType.Float32, 0.2)]
    [InlineData("mse", "adagrad", DType.Float32, 0.0)]
    public void At_most_1_KiB_a_batch(string loss, string optimizer, DType dtype, double rate)
    {
        var classes = loss == "sparse_categorical_crossentropy";
        var model = new Sequential(seed: 1, dtype: dtype) { new Input([8]), new Dense(12, "relu"), new Dropout(rate), new Dense(8, "relu") };
        model.Add(new Dense(classes ? 3 : 1, classes ? "softmax" : "sigmoid"));
        model.Compile(optimizer, loss, ["accuracy"]);
        var (x, y) = (Tensor.Normal([Samples, 8]), Tensor.From([.. Enumerable.Range(0, Samples).Select(i => i % 2)]));
        var allocated = new List<long>();
        var before = 0L;
        var meter = new LambdaCallback(
            onEpochBegin: _ => before = GC.GetAllocatedBytesForCurrentThread(),
            onEpochEnd: (_, _) => allocated.Add((GC.GetAllocatedBytesForCurrentThread() - before) / Batches));

        model.Fit(x, y, BatchSize, epochs: 5, verbose: 0, callbacks: [meter]);

        Assert.All(allocated[1..], bytes => Assert.InRange(bytes, 0, 1024));
    }
}
