using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Tests.Saving;

/// <summary>Classes of one's own of every kind, registered as the documentation says, are written and read again.</summary>
public sealed class RegisteredClassTests
{
    /// <summary>A student's own dropout, which has the name of the engine's.</summary>
    sealed class Dropout(double share) : Layer<Dropout.Nothing>
    {
        public readonly record struct Nothing;

        public override Config GetConfig() => new(base.GetConfig()) { { "share", share } };

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Nothing saved)
        {
            saved = default;
            return x;
        }

        public override Tensor Backward(Tensor dy, in Nothing saved) => dy;
    }

    [Fact]
    public void A_layer_may_be_called_as_one_of_the_engines()
    {
        Layer.Register(nameof(Dropout), config => new Dropout(config.Number("share")));
        Assert.IsType<Dropout>(Layer.Deserialize(new Dropout(0.3).Serialize()));
        Assert.IsType<LearnDL.Layers.Dropout>(Layer.Deserialize(new LearnDL.Layers.Dropout(0.3).Serialize()));
    }

    sealed class Plain(double rate) : Optimizer(rate)
    {
        protected override void CreateSlots()
        {
        }

        protected override void Update(int i, Tensor w, Tensor g) => w.Combine(1, g, -LearningRate, into: w);
    }

    [Fact]
    public void An_optimizer_gets_what_all_have()
    {
        Optimizer.Register(nameof(Plain), config => new Plain(rate: 1));
        var copy = Optimizer.Deserialize(new Plain(0.25) { ClipNorm = 2, WeightDecay = 0.5, UseEma = true }.Serialize());
        Assert.IsType<Plain>(copy);
        Assert.Equal((0.25, 2, 0.5, true), (copy.LearningRate, copy.ClipNorm, copy.WeightDecay, copy.UseEma));
        var scheduled = Optimizer.Deserialize(new Plain(1) { Schedule = new ExponentialDecay(0.5, 10, 0.9) }.Serialize());
        Assert.IsType<ExponentialDecay>(scheduled.Schedule);
    }

    sealed class Soft(double rate, string name = "soft") : MeanMetric(name)
    {
        public override bool LargerIsBetter => true;

        public override Config GetConfig() => new(base.GetConfig()) { { "rate", rate } };

        protected override Tensor RowValues(Tensor y, Tensor p) => p.Scale(rate).Reshape(-1);
    }

    [Fact]
    public void A_metric_keeps_its_name()
    {
        Metric.Register(nameof(Soft), config => new Soft(config.Number("rate")));
        Assert.Equal("softer", Metric.Deserialize(new Soft(0.5, "softer").Serialize()).Name);
    }

    sealed class Quartic(double rate) : Loss("quartic")
    {
        public override Config GetConfig() => new(base.GetConfig()) { { "rate", rate } };

        protected internal override Tensor RowLoss(Tensor y, Tensor p) => p.Subtract(y).Square().Square().Mean(-1);

        protected internal override Tensor RowGradient(Tensor y, Tensor p) => p.Subtract(y);
    }

    sealed class Steps(double rate) : LearningRateSchedule
    {
        public override Config GetConfig() => new() { { "rate", rate } };

        public override double At(long step) => rate;
    }

    sealed class Halves(double rate) : Initializer
    {
        public override Config GetConfig() => new() { { "rate", rate } };

        protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) => Tensor.Full(shape, rate, dtype);
    }

    sealed class Nothing(double rate) : Regularizer
    {
        public override Config GetConfig() => new() { { "rate", rate } };

        public override double Of(Tensor w) => rate;

        public override void AddGradient(Tensor w, Tensor gradient, double share)
        {
        }
    }

    sealed class Free(double rate) : Constraint
    {
        public override Config GetConfig() => new() { { "rate", rate } };

        public override void Apply(Tensor w)
        {
        }
    }

    [Fact]
    public void Every_other_kind_is_read_again()
    {
        Loss.Register(nameof(Quartic), config => new Quartic(config.Number("rate")));
        LearningRateSchedule.Register(nameof(Steps), config => new Steps(config.Number("rate")));
        Initializer.Register(nameof(Halves), config => new Halves(config.Number("rate")));
        Regularizer.Register(nameof(Nothing), config => new Nothing(config.Number("rate")));
        Constraint.Register(nameof(Free), config => new Free(config.Number("rate")));
        Check(new Quartic(0.3), Loss.Deserialize);
        Check(new Steps(0.3), LearningRateSchedule.Deserialize);
        Check(new Halves(0.3), Initializer.Deserialize);
        Check(new Nothing(0.3), Regularizer.Deserialize);
        Check(new Free(0.3), Constraint.Deserialize);
    }

    static void Check(IConfigurable part, Func<Config, IConfigurable> read)
    {
        var copy = read(part.Serialize());
        Assert.Equal(part.GetType(), copy.GetType());
        Assert.Equal(part.GetConfig().ToJson(), copy.GetConfig().ToJson());
    }
}
