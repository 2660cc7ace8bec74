using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Optimizers;

/// <summary>A step is one text on every backend, whole vectors or not, and the same bits on any number of threads.</summary>
[Collection(nameof(SettingsTests))]
public sealed class SameOnBothBackendsTests
{
    static readonly Func<Optimizer>[] all =
    [
        () => new SGD(0.1, 0.9, true, 0.1), () => new Adagrad(0.1), () => new Adadelta(1), () => new RMSprop(0.1),
        () => new Adam(0.1, amsgrad: true), () => new Adamax(0.1), () => new Nadam(0.1), () => new AdamW(0.1, 0.1),
        () => new Lion(0.01), () => new Ftrl(0.1, l1RegularizationStrength: 0.2), () => new Ftrl(0.1, -0.3, beta: 1),
        () => new Ftrl(0.1, 0), () => new Adam(0.1) { UseEma = true, EmaOverwriteFrequency = 2 },
        () => new Nadam(0.1) { GradientAccumulationSteps = 2 },
    ];

    static double[] Trained(IBackend backend, Func<Optimizer> make, int length)
    {
        var before = Backend.Current;
        Backend.Current = backend;
        try
        {
            var w = new Parameter("w", Tensor.Normal([length], seed: 1, dtype: DType.Float64));
            var optimizer = make();
            optimizer.Build([w]);
            for (var step = 0; step < 6; step++)
            {
                w.Gradient.CopyFrom(Tensor.Normal([length], seed: step, dtype: DType.Float64));
                if (step == 3)
                    w.Gradient.Fill(0);
                optimizer.Step();
            }
            return w.Value.ToArray<double>();
        }
        finally
        {
            Backend.Current = before;
        }
    }

    [Fact]
    public void Of_every_optimizer()
    {
        foreach (var make in all)
            foreach (var length in (int[])[1, 2, 3, 7, 8, 9, 33])
                Near.Same(Trained(new ReferenceBackend(), make, length), Trained(new CpuBackend(), make, length),
                    $"{make().GetType().Name} of {length}", 1e-13);
    }

    [Fact]
    public void On_one_thread_and_on_five()
    {
        foreach (var make in all)
            Assert.Equal(Trained(new CpuBackend { Threads = 1 }, make, 40_000),
                Trained(new CpuBackend { Threads = 5 }, make, 40_000));
    }
}
