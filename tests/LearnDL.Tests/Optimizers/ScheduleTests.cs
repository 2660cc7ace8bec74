using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Optimizers;

/// <summary>A learning rate that follows a schedule, in every optimizer; the schedules' own edges.</summary>
public sealed class ScheduleTests
{
    sealed class Own(Func<long, double> rate) : LearningRateSchedule
    {
        public List<long> Asked { get; } = [];

        public override double At(long step)
        {
            Asked.Add(step);
            return rate(step);
        }
    }

    static readonly Func<LearningRate, Optimizer>[] all =
    [
        lr => new SGD(lr, 0.5), lr => new Adagrad(lr), lr => new Adadelta(lr), lr => new RMSprop(lr),
        lr => new Adam(lr), lr => new Adamax(lr), lr => new Nadam(lr), lr => new AdamW(lr, 0.1), lr => new Lion(lr),
        lr => new Ftrl(lr),
    ];

    static Parameter Weight() => new("kernel", Tensor.Normal([7], seed: 3, dtype: DType.Float64));

    static void Step(Optimizer optimizer, Parameter weight, int seed)
    {
        weight.Gradient.CopyFrom(Tensor.Normal([7], seed: seed, dtype: DType.Float64));
        optimizer.Step();
    }

    /// <summary>To the bit what the same rates do that are set by hand before every step.</summary>
    [Fact]
    public void Every_optimizer_takes_a_schedule()
    {
        Assert.Equal(Optimizer.Names.Count, all.Length);
        var schedule = new CosineDecay(0.01, 8, 0.1, 0.2, 3);
        foreach (var make in all)
        {
            var (by, hand) = (make(schedule), make(0.5));
            var (one, other) = (Weight(), Weight());
            by.Build([one]);
            hand.Build([other]);
            for (var step = 0; step < 15; step++)
            {
                Assert.Equal(schedule.At(step), by.LearningRate);
                hand.LearningRate = schedule.At(step);
                Step(by, one, step);
                Step(hand, other, step);
                Assert.Equal(other.Value.ToArray<double>(), one.Value.ToArray<double>());
            }
            Assert.Equal(15, by.Iterations);
        }
    }

    [Fact]
    public void A_rate_that_a_schedule_gives_cannot_be_set_but_the_schedule_can()
    {
        var sgd = new SGD(new ExponentialDecay(0.1, 1, 0.5));
        var weight = Weight();
        sgd.Build([weight]);
        Step(sgd, weight, 1);
        Assert.Equal(0.05, sgd.LearningRate);
        Refused.Says<ModelException>(() => sgd.LearningRate = 0.3, "SGD.LearningRate follows a ExponentialDecay",
            "0.3", "Schedule = null");
        sgd.Schedule = new InverseTimeDecay(1, 1, 1);
        Assert.Equal(0.5, sgd.LearningRate);
        sgd.Schedule = null;
        Assert.Equal(0.5, sgd.LearningRate);
        sgd.LearningRate = 0.3;
        Assert.Equal(0.3, sgd.LearningRate);
    }

    [Fact]
    public void A_callback_that_sets_the_rate_is_told_of_the_schedule()
    {
        var scene = Scene.YesNo;
        var model = scene.Model(optimizer: new Adam(new CosineDecay(0.1, 100)));
        var before = model.WeightsHash();
        Refused.Says<ModelException>(() => model.Fit(scene.X, scene.Y, verbose: 0,
            callbacks: [new LearningRateScheduler((_, _) => 0.1)]), "follows a CosineDecay", "leave out the callback");
        Assert.Equal(before, model.WeightsHash());
    }

    /// <summary>An array of rates, for instance, ends with the last step; nobody asks beyond it.</summary>
    [Fact]
    public void A_schedule_is_asked_once_a_step_and_by_the_batch_where_gradients_are_accumulated()
    {
        double[] rates = [0.1, 0.2, 0.3, 0.4];
        var own = new Own(step => rates[step]);
        var weight = Weight();
        var sgd = new SGD(own) { GradientAccumulationSteps = 2, WeightDecay = 0.1 };
        sgd.Build([weight]);
        for (var step = 0; step < 4; step++)
            Step(sgd, weight, step);
        Assert.Equal([0, 1, 2, 3], own.Asked);
        Assert.Equal(2, sgd.Iterations);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void A_schedule_that_gives_no_rate_is_told_before_anything_changes(double bad)
    {
        var sgd = new SGD(new Own(step => step == 2 ? bad : 0.1));
        var weight = Weight();
        sgd.Build([weight]);
        Step(sgd, weight, 1);
        Step(sgd, weight, 2);
        var before = weight.Value.ToArray<double>();
        Refused.Says<HyperparameterException>(() => Step(sgd, weight, 3), "Own gives no learning rate for step 2",
            $"{bad} from At(2)");
        Assert.Equal(before, weight.Value.ToArray<double>());
        Assert.Equal(2, sgd.Iterations);
    }

    /// <summary>Keras: 1.0 for the first 100,001 steps, 0.5 for the next 10,000, and 0.1 from then on.</summary>
    [Fact]
    public void A_boundary_belongs_to_the_rate_before_it()
    {
        var schedule = new PiecewiseConstantDecay([100000, 110000], [1.0, 0.5, 0.1]);
        Assert.Equal([1, 1, 0.5, 0.5, 0.1],
            new long[] { 0, 100000, 100001, 110000, 110001 }.Select(schedule.At));
    }

    /// <summary>Lengths 10, 100, 1000: the logarithm of 1000 to the base 10 rounds to less than 3.</summary>
    [Fact]
    public void A_restart_comes_at_the_very_step()
    {
        var schedule = new CosineDecayRestarts(1, 10, tMul: 10);
        foreach (var begin in (long[])[0, 10, 110, 1110, 11110])
        {
            Assert.Equal(1, schedule.At(begin));
            Assert.True(begin == 0 || schedule.At(begin - 1) < 0.03);
        }
    }

    [Fact]
    public void InverseTimeDecay_is_the_decay_of_Keras_2()
    {
        var schedule = new InverseTimeDecay(0.1, decaySteps: 1, decayRate: 0.02);
        for (var iterations = 0; iterations < 50; iterations++)
            Assert.Equal(0.1 / (1 + 0.02 * iterations), schedule.At(iterations));
    }

    [Fact]
    public void Settings_out_of_range()
    {
        Says(() => new ExponentialDecay(0.1, 0, 0.9), "ExponentialDecay: decaySteps");
        Says(() => new ExponentialDecay(-0.1, 1, 0.9), "ExponentialDecay: initialLearningRate");
        Says(() => new ExponentialDecay(0.1, 1, -1), "ExponentialDecay: decayRate");
        Says(() => new InverseTimeDecay(0.1, -1, 0.9), "InverseTimeDecay: decaySteps");
        Says(() => new InverseTimeDecay(0.1, 1, double.NaN), "InverseTimeDecay: decayRate");
        Says(() => new PolynomialDecay(0.1, 0), "PolynomialDecay: decaySteps");
        Says(() => new PolynomialDecay(0.1, 1, -1), "PolynomialDecay: endLearningRate");
        Says(() => new PolynomialDecay(0.1, 1, power: 0), "PolynomialDecay: power");
        Says(() => new CosineDecay(0.1, 0), "CosineDecay: decaySteps");
        Says(() => new CosineDecay(0.1, 1, alpha: -1), "CosineDecay: alpha");
        Says(() => new CosineDecay(0.1, 1, warmupTarget: double.NaN), "CosineDecay: warmupTarget");
        Says(() => new CosineDecay(0.1, 1, warmupTarget: 1, warmupSteps: -1), "CosineDecay: warmupSteps");
        Says(() => new CosineDecay(0.1, 1, warmupSteps: 10), "a warm-up needs to know where it leads");
        Says(() => new CosineDecayRestarts(0.1, 0), "CosineDecayRestarts: firstDecaySteps");
        Says(() => new CosineDecayRestarts(0.1, 1, tMul: 0.5), "CosineDecayRestarts: tMul");
        Says(() => new CosineDecayRestarts(0.1, 1, mMul: -1), "CosineDecayRestarts: mMul");
        Says(() => new PiecewiseConstantDecay([1, 2], [0.1, 0.2]), "2 boundaries, 2 values");
        Says(() => new PiecewiseConstantDecay([], [0.1]), "at least one boundary");
        Says(() => new PiecewiseConstantDecay([2, 2], [0.1, 0.2, 0.3]), "2 before 2");
        Says(() => new PiecewiseConstantDecay([1], [0.1, -0.2]), "values[1]");
        Says(() => new LearningRateHolder((LearningRateSchedule)null!), "The learning rate is missing");

        static void Says(Func<object> make, string word) =>
            Refused.Says<HyperparameterException>(() => make(), word);
    }

    sealed record LearningRateHolder(LearningRate Rate);
}
