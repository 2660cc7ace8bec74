using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>
/// The groups of a batch may be shared among threads. The weights have the same bits for any number of them.
/// </summary>
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
            new Input([9, 5]), Recurrent.New(name, 17, dropout: 0.1, recurrentDropout: 0.2, sequences: true),
            Recurrent.New(name, 11, sequences: true, backwards: true, truncate: 4),
            Recurrent.New(name, 7, stateful: true), new Dense(1),
        };
        model.Compile("adam", "mse");
        foreach (var layer in model.Layers)
            RecurrentRun.GiveGroups(layer, 4);
        // 19 samples: no number of threads divides them
        model.Fit(Tensor.Normal([38, 9, 5], seed: 1), Tensor.Normal([38, 1], seed: 2), batchSize: 19,
            epochs: 2, verbose: 0);
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
            Assert.Equal(one, Train(name, new CpuBackend { Threads = threads }, dtype));
    }

    [Theory]
    [InlineData(32, 1, 1)]
    [InlineData(32, 1 << 22, 2)]
    [InlineData(31, 1 << 22, 1)]
    [InlineData(1, 1L << 40, 1)]
    [InlineData(100, 1 << 22, 6)]
    [InlineData(1000, 1 << 22, 8)]
    public void Groups_follow_from_the_sizes(int samples, long operations, int groups)
    {
        Assert.Equal(groups, SampleGroups.Count(samples, operations));
        var next = 0;
        for (var group = 0; group < groups; group++)
        {
            var of = SampleGroups.Of(samples, groups, group);
            Assert.Equal(next, of.Start.Value);
            next = of.End.Value;
        }
        Assert.Equal(samples, next); // every sample is in one group
    }

    /// <summary>Groups by size, not by a test's wish: 70 samples, dropped inputs and states, masks and all.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_groups_of_a_large_batch_give_what_it_gives_undivided(string name, DType dtype)
    {
        var layer = Recurrent.New(name, 40, dropout: 0.2, recurrentDropout: 0.3, seed: 3, sequences: true,
            backwards: true);
        Tensor x = Tensor.Normal([70, 25, 9], seed: 1, dtype: dtype),
            mask = Tensor.Normal([70, 25], seed: 2, dtype: dtype).Positive(),
            dy = Tensor.Normal([70, 25, 40], seed: 4, dtype: dtype);
        layer.Build(x.Shape, dtype, new RandomSource(1));
        layer.Restart(5);
        var run = RecurrentRun.Of(layer, x, mask, dy: dy);
        var gradients = layer.Parameters.Select(parameter => parameter.Gradient.Keep()).ToList();
        layer.Restart(5);
        RecurrentRun.GiveGroups(layer, 1);
        foreach (var parameter in layer.Parameters)
            parameter.Gradient.Fill(0);
        var whole = RecurrentRun.Of(layer, x, mask, dy: dy);

        Assert.Equal(Doubles(whole.Y), Doubles(run.Y));
        Assert.Equal(Doubles(whole.Dx), Doubles(run.Dx));
        Assert.Equal(Doubles(whole.Final.H), Doubles(run.Final.H));
        for (var i = 0; i < gradients.Count; i++)
            Near.Same(Doubles(layer.Parameters[i].Gradient), Doubles(gradients[i]), layer.Parameters[i].Name,
                dtype == DType.Float64 ? 1e-12 : 1e-4);
    }

    static double[] Doubles(Tensor x) => x.Cast(DType.Float64).ToArray<double>();
}
