using FsCheck;
using FsCheck.Fluent;
using LearnDL.Activations;
using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Checks;

/// <summary>
/// The check itself: it passes what is right, and catches every fault that is planted, one at a time.
/// </summary>
public sealed class GradientCheckTests
{
    /// <summary>3 rows of 4 features, 5 units: no two sizes alike, so that nothing fits by accident.</summary>
    static GradientReport CheckDense(Fault fault, int seed) =>
        GradientCheck.Layer(new FaultyDense(5, fault), [3, 4], seed);

    [Fact]
    public void TheLayerWithoutAFaultPasses() => Assert.All(Enumerable.Range(0, 20),
        seed => Assert.True(CheckDense(Fault.None, seed).Passed, CheckDense(Fault.None, seed).ToString()));

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.None)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void EveryPlantedFaultIsCaught(Fault fault) =>
        Assert.All(Enumerable.Range(0, 20),
            seed => Assert.False(CheckDense(fault, seed).Passed, $"{fault} went unnoticed: {CheckDense(fault, seed)}"));

    [Fact]
    public void AtLeastTwentyFaultsArePlanted() => Assert.True(Enum.GetValues<Fault>().Length - 1 >= 20);

    [Fact]
    public void ASoftmaxWithoutItsSumIsCaught()
    {
        // With a cotangent of ones this would pass: dy − Σ dy∘y is 0 then, and so is the true gradient.
        var report = GradientCheck.Layer(new SoftmaxWithoutSum(), [3, 4], seed: 1);
        Assert.False(report.Passed, report.ToString());
    }

    sealed class SoftmaxWithoutSum : Layer<SoftmaxWithoutSum.Saved>
    {
        public readonly record struct Saved(Tensor Y);

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Saved saved) =>
            (saved = new Saved(ActivationFunction.Get("softmax").Forward(x))).Y;

        public override Tensor Backward(Tensor dy, in Saved saved) => dy.Multiply(saved.Y);
    }

    [Fact]
    public void AFloat32RoundingIsCaught()
    {
        var report = GradientCheck.Layer(new RoundedToFloat32(), [3, 4], seed: 1);
        Assert.False(report.Passed, report.ToString());
    }

    sealed class RoundedToFloat32 : Layer<RoundedToFloat32.Saved>
    {
        public readonly record struct Saved(Tensor Y);

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Saved saved) => (saved = new Saved(x.Tanh())).Y;

        public override Tensor Backward(Tensor dy, in Saved saved) => dy.Multiply(saved.Y.TanhSlope()).Scale(1 + 3e-7);
    }

    [Fact]
    public void ALossDividedTwiceIsCaught()
    {
        var p = Tensor.Normal([3, 4], seed: 2, dtype: DType.Float64);
        var y = Tensor.Normal([3, 4], seed: 3, dtype: DType.Float64);
        Assert.True(GradientCheck.Loss(new MeanSquaredError(), y, p, seed: 1).Passed);
        Assert.False(GradientCheck.Loss(new HalvedError(), y, p, seed: 1).Passed);
    }

    sealed class HalvedError() : Loss("halved")
    {
        protected internal override Tensor RowLoss(Tensor y, Tensor p) => p.Subtract(y).Square().Mean(-1);

        // the 2 is missing
        protected internal override Tensor RowGradient(Tensor y, Tensor p) => p.Subtract(y).Scale(1.0 / p.Shape[-1]);
    }

    [Fact]
    public void TheReportNamesWhatReplaysIt()
    {
        var report = CheckDense(Fault.BiasForgotten, seed: 42);
        Assert.Equal(42, report.Seed);
        Assert.Equal("bias", report.Variable);
        Assert.Matches(@"^\[\d\]$", report.Element);
        Assert.Equal(0, report.Backward);
        Assert.NotEqual(0, report.Difference);
        Assert.Equal(3 * 4 + 4 * 5 + 5, report.Derivatives);
        Assert.Equal(report, CheckDense(Fault.BiasForgotten, seed: 42));
        foreach (var part in new[] { "faultydense", "bias", "FAILED", "42" })
            Assert.Contains(part, report.ToString());
    }

    [Fact]
    public void EveryLayerAndActivationAndLossAndRegularizerIsASubject()
    {
        var subjects = GradientSubject.All.Select(subject => subject.Name).ToHashSet();
        var layers = typeof(Layer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract).Select(type => type.Name);
        Assert.Empty(layers.Except(subjects));
        Assert.Empty(ActivationFunction.Names.Except(subjects));
        Assert.Empty(Loss.Names.Select(name => Loss.Get(name).Name).Except(subjects));
        Assert.Empty(Regularizer.Names.Except(subjects));
    }

    /// <summary>Random configurations of every subject; the site's own check, part of the gate, takes 1,000.</summary>
    public const int Configurations = 100;

    public static TheoryData<string> Subjects => [.. GradientSubject.All.Select(subject => subject.Name)];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void EveryGradientOfTheEngineIsRight(string name)
    {
        var subject = GradientSubject.All.Single(one => one.Name == name);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(seed => seed % 2 == 0 ? seed : -seed).ToArbitrary(),
            seed => Passes(subject, seed))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Configurations));
    }

    static void Passes(GradientSubject subject, int seed)
    {
        var report = subject.Check(seed);
        Assert.True(report.Passed, report.ToString());
        Assert.True(report.Derivatives > 0);
    }

    [Fact]
    public void TheSweepReportsEverySubject()
    {
        var told = new List<GradientSummary>();
        var summaries = GradientSweep.Run(configurations: 3, seed: 5, told.Add);
        Assert.Equal(GradientSubject.All.Select(subject => subject.Name), summaries.Select(summary => summary.Subject));
        Assert.Equal(summaries, told);
        Assert.All(summaries, summary =>
            Assert.True(summary is { Passed: true, Configurations: 3, Derivatives: > 0 }, summary.ToString()));
        var dense = summaries[0];
        // the seed replays the worst case
        Assert.Equal(dense.WorstError, GradientSubject.All[0].Check(dense.WorstSeed).Error);
    }
}
