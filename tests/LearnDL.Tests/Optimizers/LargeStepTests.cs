using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Optimizers;

/// <summary>
/// Steps that would leave numbers that are not finite: in a weight, or in what the optimizer keeps for it.
/// </summary>
public sealed class LargeStepTests
{
    static readonly Func<double, Optimizer>[] all =
    [
        rate => new SGD(rate), rate => new SGD(rate, 0.9), rate => new SGD(rate, 0.9, true), rate => new Adagrad(rate),
            rate => new RMSprop(rate), rate => new RMSprop(rate, momentum: 0.5),
        rate => new RMSprop(rate, centered: true), rate => new Adam(rate), rate => new Adam(rate, amsgrad: true),
            rate => new Plain(rate),
        rate => new Adadelta(rate), rate => new Adamax(rate), rate => new Nadam(rate), rate => new Lion(rate),
            rate => new Ftrl(rate), rate => new AdamW(rate, 3), rate => new SGD(rate, 0.5, weightDecay: 1),
        rate => new Nadam(rate) { GradientAccumulationSteps = 2, UseEma = true },
            rate => new Adam(rate) { UseEma = true, EmaMomentum = 0.5, EmaOverwriteFrequency = 2 },
    ];

    /// <summary>An optimizer of somebody's own, of which no bound is known.</summary>
    sealed class Plain(double rate) : Optimizer(rate)
    {
        Tensor[] sum = [];

        protected override void CreateSlots() => sum = NewSlot();

        protected override void Update(int i, Tensor w, Tensor g)
        {
            sum[i].Add(g.Square(), into: sum[i]);
            w.Combine(1, g, -LearningRate, into: w);
        }
    }

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, all.Length)];

    static Parameter[] Weights(int seed, DType dtype) =>
        [new("kernel", Tensor.Normal([3, 5], seed: seed, dtype: dtype)),
            new("bias", Tensor.Normal([3], seed: seed + 1, dtype: dtype))];

    static void Give(Parameter[] weights, int seed, double size)
    {
        foreach (var w in weights)
            w.Gradient.CopyFrom(Tensor.Normal(w.Value.Shape, seed: seed++, dtype: DType.Float64).Clip(-3, 3).Scale(size)
                .Cast(w.Value.DType));
    }

    static double[] Numbers(Parameter[] weights) =>
        [.. weights.SelectMany(w => w.Value.Cast(DType.Float64).ToArray<double>())];

    /// <summary>
    /// Whatever the sizes of gradient and rate: a step either leaves finite weights, or says so and leaves everything
    /// as it was, slots and all.
    /// </summary>
    [Theory]
    [MemberData(nameof(Indices))]
    public void A_step_is_finite_or_leaves_no_trace(int index)
    {
        var random = new RandomSource(index);
        var told = 0;
        for (var round = 0; round < 120; round++)
        {
            var dtype = round % 3 == 0 ? DType.Float64 : DType.Float32;
            var most = dtype == DType.Float32 ? 37.4 : 307;
            var rate = Math.Pow(10, -6 + (round % 2 == 0 ? 4 : most) * random.NextUniform());
            var (one, twin) = (Weights(round, dtype), Weights(round, dtype));
            var (optimizer, other) = (all[index](rate), all[index](rate));
            optimizer.Build(one);
            other.Build(twin);
            for (var step = 0; step < 6; step++)
            {
                var size = Math.Pow(10, -40 + (most + 40) * random.NextUniform());
                Give(one, step, size);
                Give(twin, step, size);
                var before = Numbers(one);
                if (Record.Exception(optimizer.Step) is { } error)
                {
                    told++;
                    Assert.IsType<DataException>(error);
                    Assert.Equal(before, Numbers(one));
                    Give(one, step, 1e-8); // what comes after it is as if it had not been tried
                    Give(twin, step, 1e-8);
                    Assert.Equal(Record.Exception(other.Step)?.Message, Record.Exception(optimizer.Step)?.Message);
                }
                else
                    other.Step();
                Assert.All(Numbers(one), number => Assert.True(double.IsFinite(number)));
                Assert.Equal(Numbers(twin), Numbers(one)); // a twin that never saw what was refused
                Assert.Equal(other.Iterations, optimizer.Iterations);
            }
        }
        var (least, limit) = all[index](1) is Adamax or Lion ? (0, 0) : (5, 700); // these take no square
        Assert.InRange(told, least, limit);
    }

    [Fact]
    public void A_square_that_is_infinite_is_told_with_the_name_of_the_weight()
    {
        foreach (Func<Optimizer> make in (Func<Optimizer>[])[() => new Adam(0.01), () => new Adam(0.01, amsgrad: true),
            () => new RMSprop(0.01), () => new Adagrad(0.01)])
        {
            var model = new Sequential(seed: 1) { new Input([1]),
                new Dense(1, useBias: false, kernelInitializer: "zeros", name: "line") };
            model.Compile(make(), "mse");
            var error = Refused.Says<DataException>(() => model.TrainOnBatch(Tensor.From(new float[,] { { 1e15f } }),
                Tensor.Of(1e5f)),
                "The gradient of 'line/kernel' is -2e+20 in epoch 1, batch 1",
                    $"what {make().GetType().Name} keeps of it, such as its square, does not fit into Float32",
                    "x reaches 1e+15", "ClipNorm = 1", "DType.Float64");
            Assert.DoesNotContain("learning rate", error.Fix);
            Assert.Equal(0, model.Optimizer.Iterations);
            model.Fit(Tensor.Ones([8, 1]), Tensor.Ones([8]), batchSize: 1, epochs: 200, verbose: 0);
            Assert.NotEqual(0, model.GetWeights()[0].Item());
        }
    }

    [Fact]
    public void A_weight_that_would_be_infinite_is_told_before_it_is()
    {
        var model = new Sequential(seed: 1) { new Input([1]), new Dense(1, useBias: false, kernelInitializer: "zeros",
            name: "line") };
        model.Compile(new SGD(1e30), "mse");
        var error = Refused.Says<DataException>(() => model.Fit(Tensor.From(new float[,] { { 1e10f } }), Tensor.Of(1),
            verbose: 0), "The step in epoch 1, batch 1", "would make the weight 'line/kernel' Infinity",
            "The learning rate is 1E+30", "The weights are as they were before this batch.");
        Assert.DoesNotContain("Scale the data", error.Fix);
        Assert.Equal(0, model.GetWeights()[0].Item());
        Assert.Equal(0, model.Optimizer.Iterations);
    }

    /// <summary>
    /// The gradient's square vanishes, and ε alone divides: Adam moves by lr·g/ε (times 1 for the first step), RMSprop
    /// and Adagrad by lr·g/√(ε + …).
    /// </summary>
    [Theory]
    [InlineData(1e-30)]
    [InlineData(1e-25)]
    [InlineData(-1e-21)]
    public void A_gradient_whose_square_vanishes_moves_a_weight_as_it_would_in_Float64(double g)
    {
        foreach (var make in all)
        {
            var steps = new double[2];
            foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            {
                var weight = new Parameter("w", Tensor.Zeros([1], dtype));
                var optimizer = make(0.5);
                optimizer.Build([weight]);
                for (var step = 0; step < 3; step++)
                {
                    weight.Gradient.Fill(g);
                    optimizer.Step();
                }
                steps[dtype == DType.Float32 ? 0 : 1] = weight.Value.Item();
            }
            Assert.NotEqual(0, steps[0]);
            Assert.Equal(1, steps[0] / steps[1], 1e-4);
        }
    }

    [Fact]
    public void An_epsilon_that_vanishes_in_the_weights_type_is_told_before_anything_is_made()
    {
        Optimizer[] tooSmall = [new Adam(epsilon: 1e-20), new Adagrad(epsilon: 1e-39), new RMSprop(epsilon: 1e-46),
            new AdamW(epsilon: 1e-20), new Nadam(epsilon: 1e-20), new Adadelta(epsilon: 1e-39),
            new Adamax(epsilon: 1e-39)];
        foreach (var optimizer in tooSmall)
        {
            Refused.Says<HyperparameterException>(() => optimizer.Build(Weights(1, DType.Float32)),
                $"{optimizer.GetType().Name}: epsilon is too small for weights of type Float32", "1e-7 is usual");
            Assert.Equal(0, optimizer.Size);
            optimizer.Build(Weights(1, DType.Float64));
        }
    }

    /// <summary>By hand: rate 0.1, g = 1; then rate 0.001, g = 0. What was gathered goes on at the old rate.</summary>
    [Fact]
    public void With_momentum_a_new_rate_does_not_count_for_old_gradients()
    {
        double[] After(Optimizer optimizer)
        {
            var weight = new Parameter("w", Tensor.Zeros([1], DType.Float64));
            optimizer.Build([weight]);
            var seen = new List<double>();
            foreach (var (rate, g) in ((double, double)[])[(0.1, 1), (0.001, 0), (0.001, 0)])
            {
                optimizer.LearningRate = rate;
                weight.Gradient.Fill(g);
                optimizer.Step();
                seen.Add(weight.Value.Item());
            }
            return [.. seen];
        }
        static bool Near(double x, double y) => Math.Abs(x - y) < 1e-12;
        Assert.Equal([-0.1, -0.15, -0.175], After(new SGD(1, 0.5)), Near);                     // v: −0.1, −0.05, −0.025
        // w += ½·v − lr·g: −0.05 − 0.1, −0.025, −0.0125
        Assert.Equal([-0.15, -0.175, -0.1875], After(new SGD(1, 0.5, nesterov: true)), Near);
        // v = 0.1·1², u = lr·g/√(v + ε)
        var u = 0.1 / Math.Sqrt(0.1 + 1e-7);
        Assert.Equal([-u, -1.5 * u, -1.75 * u], After(new RMSprop(1, momentum: 0.5)), Near);
    }
}
