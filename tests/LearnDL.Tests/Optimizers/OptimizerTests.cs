using FsCheck.Xunit;
using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;
using Naive = LearnDL.Tests.Backends.Naive;

namespace LearnDL.Tests.Optimizers;

public sealed class OptimizerTests
{
    static readonly Func<Optimizer>[] all =
        [() => new SGD(0.1), () => new SGD(0.1, 0.9), () => new SGD(0.1, 0.9, true), () => new Adagrad(0.5),
            () => new RMSprop(0.1), () => new RMSprop(0.1, momentum: 0.5, centered: true), () => new Adam(0.1),
            () => new Adam(0.1, amsgrad: true), () => new AdamW(0.1), () => new Adadelta(20), () => new Adamax(0.1),
            () => new Nadam(0.1), () => new Lion(0.02), () => new Ftrl(0.5), () => new SGD(0.1, weightDecay: 0.1),
            () => new Adam(0.1) { UseEma = true, EmaMomentum = 0.9, EmaOverwriteFrequency = 5 },
            () => new Nadam(0.1) { GradientAccumulationSteps = 2 }];

    static Parameter[] Weights(int seed, DType dtype = DType.Float64)
    {
        var random = new RandomSource(seed);
        return [new Parameter("kernel", random.Normal([3, 2], 0, 1, dtype)),
            new Parameter("bias", random.Normal([2], 0, 1, dtype))];
    }

    static void Give(Parameter[] weights, int seed, double size = 1)
    {
        var random = new RandomSource(seed);
        foreach (var w in weights)
            w.Gradient.CopyFrom(random.Normal(w.Value.Shape, 0, size, DType.Float64).Cast(w.Value.DType));
    }

    static double Norm(Tensor x) => Math.Sqrt(x.Square().Sum().Item());

    /// <summary>With rate 1 and no momentum, a step is the gradient that clipping leaves: w − w' = g.</summary>
    static (Tensor[] Gradients, Tensor[] Steps) OneStep(SGD sgd, int seed)
    {
        var weights = Weights(seed);
        Give(weights, seed);
        Tensor[] gradients = [.. weights.Select(w => w.Gradient.Keep())],
            before = [.. weights.Select(w => w.Value.Keep())];
        sgd.Build(weights);
        sgd.Step();
        return (gradients, [.. before.Zip(weights, (b, w) => b.Subtract(w.Value))]);
    }

    [Property(MaxTest = 40)]
    public void ClipNorm_shortens_every_gradient_for_itself(int seed)
    {
        const double limit = 1.5;
        var (gradients, steps) = OneStep(new SGD(1) { ClipNorm = limit }, seed);
        foreach (var (g, step) in gradients.Zip(steps))
            Near.Same(g.Scale(Math.Min(1, limit / Norm(g))), step, "step");
    }

    [Property(MaxTest = 40)]
    public void GlobalClipNorm_shortens_all_by_one_factor(int seed)
    {
        const double limit = 2;
        var (gradients, steps) = OneStep(new SGD(1) { GlobalClipNorm = limit }, seed);
        var together = Math.Sqrt(gradients.Sum(g => Math.Pow(Norm(g), 2)));
        foreach (var (g, step) in gradients.Zip(steps))
            Near.Same(g.Scale(Math.Min(1, limit / together)), step, "step");
    }

    [Property(MaxTest = 40)]
    public void ClipValue_cuts_every_element(int seed)
    {
        var (gradients, steps) = OneStep(new SGD(1) { ClipValue = 0.5 }, seed);
        foreach (var (g, step) in gradients.Zip(steps))
            Near.Same([.. g.ToArray<double>().Select(v => Math.Clamp(v, -0.5, 0.5))], step.ToArray<double>(), "step");
    }

    [Fact]
    public void Gradients_are_clipped_in_one_way_only()
    {
        var sgd = new SGD { ClipNorm = 1, ClipValue = 2 };
        Refused.Says<HyperparameterException>(() => sgd.Build(Weights(1)), "more than one kind", "1, none, 2");
    }

    [Fact]
    public void Every_optimizer_finds_the_bottom_of_a_bowl()
    {
        foreach (var make in all)
        {
            var weights = Weights(1);
            var optimizer = make();
            optimizer.Build(weights);
            for (var step = 0; step < 400; step++)
            {
                foreach (var w in weights)
                    w.Gradient.CopyFrom(w.Value); // of ½w²
                optimizer.Step();
            }
            Assert.Equal(400 / (optimizer.GradientAccumulationSteps ?? 1), optimizer.Iterations);
            Assert.All(weights, w => Assert.True(Norm(w.Value) < 0.2, $"{optimizer.GetType().Name}: {w.Value}"));
        }
    }

    [Fact]
    public void Float32_does_what_Float64_does()
    {
        foreach (var make in all)
        {
            Tensor Trained(DType dtype)
            {
                var weights = Weights(2, dtype);
                var optimizer = make();
                optimizer.Build(weights);
                for (var step = 0; step < 10; step++)
                {
                    Give(weights, step);
                    optimizer.Step();
                }
                Assert.All(weights, w => Assert.Equal(dtype, w.Value.DType));
                return weights[0].Value.Cast(DType.Float64);
            }
            Near.Same(Trained(DType.Float64), Trained(DType.Float32), make().GetType().Name, 2e-5);
        }
    }

    [Fact]
    public void A_new_rate_counts_from_the_next_step()
    {
        var weights = Weights(1);
        var before = weights[0].Value.Keep();
        var sgd = new SGD(0.1);
        sgd.Build(weights);
        Give(weights, 1);
        sgd.LearningRate = 0.7;
        sgd.Step();

        Near.Same(before.Subtract(weights[0].Gradient.Scale(0.7)), weights[0].Value, "weights");
    }

    [Fact]
    public void Momentum_0_makes_nesterov_plain()
    {
        Tensor After(SGD sgd)
        {
            var weights = Weights(1);
            sgd.Build(weights);
            Give(weights, 1);
            sgd.Step();
            return weights[0].Value;
        }
        Near.Same(After(new SGD(0.1)), After(new SGD(0.1, nesterov: true)), "weights", 0);
    }

    [Fact]
    public void Defaults_are_those_of_Keras_3()
    {
        string[] names = ["SGD", "Adagrad", "Adadelta", "RMSprop", "Adam", "Adamax", "Nadam", "AdamW", "Lion", "Ftrl"];
        Assert.Equal(names, Optimizer.Names.Select(name => Optimizer.Get(name).GetType().Name));
        Assert.Equal(names, names.Select(name => Optimizer.Get(name).GetType().Name));
        Assert.All(names, name => Assert.Equal(name == "SGD" ? 0.01 : 0.001, Optimizer.Get(name).LearningRate));
        Assert.All(names, name => Assert.Equal(name == "AdamW" ? 0.004 : null, Optimizer.Get(name).WeightDecay));
        Assert.All(Optimizer.Names, name => Assert.Null(Optimizer.Get(name).ClipNorm));
        Refused.Says<UnknownNameException>(() => Optimizer.Get("Adan"), "Nearest: 'adam'");
    }

    [Fact]
    public void An_optimizer_belongs_to_the_weights_it_was_built_for()
    {
        var weights = Weights(1);
        var adam = new Adam();
        Assert.Equal(0, adam.Size);
        adam.Build(weights);
        adam.Build(weights); // the same ones: nothing happens

        Assert.Equal(2 * 8 + 2, adam.Size);
        Refused.Says<ModelException>(() => adam.Build(Weights(1)), "already belongs to a model", "new Adam()");
    }

    [Fact]
    public void Each_keeps_as_many_numbers_as_Keras_says()
    {
        long Size(Optimizer optimizer)
        {
            optimizer.Build(Weights(1));
            return optimizer.Size;
        }
        Assert.Equal([2, 10, 10, 10, 26, 18, 26], new Optimizer[] { new SGD(), new SGD(momentum: 0.9), new Adagrad(),
            new RMSprop(), new RMSprop(momentum: 0.9, centered: true), new Adam(), new Adam(amsgrad: true) }
            .Select(Size));
        Assert.Equal([18, 18, 19, 10, 18, 1, 18], new Optimizer[] { new Adadelta(), new Adamax(), new Nadam(),
            new Lion(), new Ftrl(), new SGD(new ExponentialDecay(1, 1, 1)),
            new SGD { UseEma = true, GradientAccumulationSteps = 2 } }.Select(Size));
    }

    /// <summary>
    /// The CPU backend has Adam's step as one kernel; the reference backend takes the ops one after the other.
    /// </summary>
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Adam_in_one_pass_has_the_bits_of_the_ops(DType dtype)
    {
        for (var length = 1; length < 40; length++)
        {
            var random = new RandomSource(length);
            Tensor start = random.Normal([length], 0, 1, dtype);
            Parameter[] fused = [new("kernel", start.Keep())], ops = [new("kernel", start.Keep())];
            // of growing gradients, the largest v so far is v itself
            Adam one = new(0.1), other = new(0.1, amsgrad: true);
            one.Build(fused);
            other.Build(ops);
            for (var step = 1; step <= 5; step++)
            {
                Give(fused, length, step * step);
                Give(ops, length, step * step);
                one.Step();
                other.Step();
            }
            Naive.SameBits(ops[0].Value, fused[0].Value);
        }
    }

    /// <summary>
    /// Where gradients turn 0, the kernel lets m and v end at 0 and the ops do not; no weight can see the difference.
    /// </summary>
    [Theory]
    [InlineData(DType.Float32, 1500)]
    [InlineData(DType.Float64, 8000)]
    public void Adam_in_one_pass_keeps_the_weights_bits_when_gradients_turn_0(DType dtype, int steps)
    {
        var random = new RandomSource(5);
        Tensor g = random.Normal([37], 0, 1, dtype), w = random.Normal([37], 0, 1, dtype), m = g.Scale(0.1).Keep(),
            v = g.Square().Scale(0.001).Keep();
        Tensor opsW = w.Keep(), opsM = m.Keep(), opsV = v.Keep(), zero = g.Scale(0).Keep();
        for (var step = 0; step < steps; step++)
        {
            Backends.ElementwiseKernels.Adam(new CpuBackend(), w, zero, m, v, 0.1);
            opsM.Combine(0.9, zero, 1 - 0.9, into: opsM);
            opsV.Combine(0.999, zero.Square(), 1 - 0.999, into: opsV);
            opsW.Combine(1, opsM.Divide(opsV.Sqrt().Shift(1e-7)), -0.1, into: opsW);
        }
        Naive.SameBits(opsW, w);
        Naive.SameBits(opsV, v); // fades more slowly and is still there
        Assert.Equal(0, m.Abs().Max().Item());
        Assert.NotEqual(0, opsM.Abs().Max().Item());
    }

    [Fact]
    public void Adam_lets_a_mean_that_fades_away_become_0_before_it_slows_the_processor_down()
    {
        var m = Tensor.Full([19], 1e-37);
        Tensor w = Tensor.Ones([19]), g = Tensor.Zeros([19]), v = Tensor.Full([19], float.NaN);
        for (var step = 0; step < 40; step++)
            Backends.ElementwiseKernels.Adam(new CpuBackend(), w, g, m, v, 0.1);
        Assert.All(m.ToArray<float>(), value => Assert.Equal(0, value));
        Assert.All(v.ToArray<float>(), value => Assert.True(float.IsNaN(value)));
    }
}
