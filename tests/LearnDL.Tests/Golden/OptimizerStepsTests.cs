using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>Optimizers and schedules against Keras 3's formulas over 1,000 steps with gradients from 1e-6 to 10.</summary>
public class OptimizerStepsTests
{
    static readonly GoldenFile golden = new("optimizer-steps.json");

    public static TheoryData<int, string> Cases => golden.Theory(c =>
        $"{c.Text("optimizer")} {c["settings"]} {c["options"]} {(c.Has("schedule") ? c["schedule"].ToString() : "")}");

    public static TheoryData<int, string> Schedules
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (i, schedule) in golden.Root.Parts("schedules").Index())
                data.Add(i, $"{schedule.Text("name")} {schedule["arguments"]}");
            return data;
        }
    }

    /// <summary>The settings that a case leaves out are the constructor's own defaults.</summary>
    static Optimizer Make(string name, LearningRate lr, GoldenCase s, GoldenCase o)
    {
        double? decay = o.Has("weightDecay") ? o.Number("weightDecay") : null;
        Optimizer optimizer = name switch
        {
            "SGD" => new SGD(lr, N("momentum", 0), F("nesterov"), decay) { UseEma = o.Has("useEma") },
            "Adagrad" => new Adagrad(lr, weightDecay: decay),
            "Adadelta" when s.Has("rho") => new Adadelta(lr, N("rho", 0), N("epsilon", 0), decay),
            "Adadelta" => new Adadelta(lr, weightDecay: decay),
            "RMSprop" => new RMSprop(lr, 0.9, N("momentum", 0), N("epsilon", 1e-7), F("centered"), decay)
            {
                UseEma = o.Has("useEma"),
                EmaMomentum = O("emaMomentum", 0.99),
                EmaOverwriteFrequency = Count("emaOverwriteFrequency"),
            },
            "Adam" => new Adam(lr, amsgrad: F("amsgrad"), weightDecay: decay)
            {
                UseEma = o.Has("useEma"),
                EmaMomentum = O("emaMomentum", 0.99),
                EmaOverwriteFrequency = Count("emaOverwriteFrequency"),
                GradientAccumulationSteps = Count("gradientAccumulationSteps"),
                ClipNorm = o.Has("clipNorm") ? o.Number("clipNorm") : null,
            },
            "AdamW" when s.Has("beta1") =>
                new AdamW(lr, decay!.Value, N("beta1", 0), N("beta2", 0), N("epsilon", 0), F("amsgrad")),
            "AdamW" => new AdamW(lr),
            "Adamax" when s.Has("beta1") => new Adamax(lr, N("beta1", 0), N("beta2", 0), N("epsilon", 1e-7), decay),
            "Adamax" => new Adamax(lr, weightDecay: decay),
            "Nadam" when s.Has("beta1") => new Nadam(lr, N("beta1", 0), N("beta2", 0), N("epsilon", 1e-7), decay),
            "Nadam" => new Nadam(lr, weightDecay: decay)
            {
                GradientAccumulationSteps = Count("gradientAccumulationSteps"),
                ClipValue = o.Has("clipValue") ? o.Number("clipValue") : null,
            },
            "Lion" when s.Has("beta1") => new Lion(lr, N("beta1", 0), N("beta2", 0), decay),
            "Lion" => new Lion(lr, weightDecay: decay),
            _ => new Ftrl(lr, N("learningRatePower", -0.5), N("initialAccumulatorValue", 0.1),
                N("l1RegularizationStrength", 0), N("l2RegularizationStrength", 0),
                N("l2ShrinkageRegularizationStrength", 0), N("beta", 0), decay),
        };
        if (name == "SGD" && Count("gradientAccumulationSteps") is { } n)
            optimizer = new SGD(lr, N("momentum", 0)) { GradientAccumulationSteps = n };
        return optimizer;

        double N(string setting, double without) => s.Has(setting) ? s.Number(setting) : without;
        double O(string option, double without) => o.Has(option) ? o.Number(option) : without;
        bool F(string setting) => s.Has(setting) && s.Flag(setting);
        int? Count(string option) => o.Has(option) ? (int)o.Number(option) : null;
    }

    static LearningRateSchedule Schedule(GoldenCase c)
    {
        var a = c.Part("arguments");
        var start = a.Has("initialLearningRate") ? a.Number("initialLearningRate") : 0;
        return c.Text("name") switch
        {
            "ExponentialDecay" => new ExponentialDecay(start, N("decaySteps"), N("decayRate"), a.Has("staircase")),
            "InverseTimeDecay" => new InverseTimeDecay(start, N("decaySteps"), N("decayRate"), a.Has("staircase")),
            "PolynomialDecay" when a.Has("endLearningRate") =>
                new PolynomialDecay(start, N("decaySteps"), N("endLearningRate"), N("power")),
            "PolynomialDecay" when a.Has("cycle") => new PolynomialDecay(start, N("decaySteps"), power: N("power"),
                cycle: true),
            "PolynomialDecay" => new PolynomialDecay(start, N("decaySteps")),
            "CosineDecay" when a.Has("warmupTarget") => new CosineDecay(start, N("decaySteps"),
                a.Has("alpha") ? N("alpha") : 0, N("warmupTarget"), N("warmupSteps")),
            "CosineDecay" when a.Has("alpha") => new CosineDecay(start, N("decaySteps"), N("alpha")),
            "CosineDecay" => new CosineDecay(start, N("decaySteps")),
            "CosineDecayRestarts" when a.Has("alpha") =>
                new CosineDecayRestarts(start, N("firstDecaySteps"), N("tMul"), N("mMul"), N("alpha")),
            "CosineDecayRestarts" when a.Has("tMul") =>
                new CosineDecayRestarts(start, N("firstDecaySteps"), N("tMul"), N("mMul")),
            "CosineDecayRestarts" => new CosineDecayRestarts(start, N("firstDecaySteps")),
            _ => new PiecewiseConstantDecay([.. a.Integers("boundaries").Select(step => (long)step)],
                GoldenCase.Doubles(a["values"])),
        };

        double N(string name) => a.Number(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_at_the_checkpoints(int index, string name)
    {
        var c = golden.Cases[index];
        var gradients = golden.Root.Tensor("gradients"); // (steps, elements)
        var checkpoints = golden.Root.Integers("checkpoints");
        var w = new Parameter("w", golden.Root.Tensor("start"));
        LearningRate rate = c.Has("schedule") ? Schedule(c.Part("schedule")) : c.Number("learningRate");
        var optimizer = Make(c.Text("optimizer"), rate, c.Part("settings"), c.Part("options"));
        optimizer.Build([w]);

        for (var t = 1; t <= gradients.Shape[0]; t++)
        {
            w.Gradient.CopyFrom(gradients[t - 1]);
            optimizer.Step();
            var checkpoint = Array.IndexOf(checkpoints, t);
            if (checkpoint >= 0)
                Near.Same(GoldenCase.Doubles(c["weights"][checkpoint]), w.Value.ToArray<double>(), $"{name}: step {t}");
        }
        Assert.Equal(gradients.Shape[0] / (optimizer.GradientAccumulationSteps ?? 1), optimizer.Iterations);
        optimizer.TakeAverages();
        Near.Same(GoldenCase.Doubles(c.Has("average") ? c["average"] : c["weights"][checkpoints.Length - 1]),
            w.Value.ToArray<double>(), $"{name}: at the end");
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Rates_of_steps(int index, string name)
    {
        var c = golden.Root.Parts("schedules")[index];
        var schedule = Schedule(c);
        var rates = golden.Root.Integers("steps").Select(step => schedule.At(step)).ToArray();
        Near.Same(GoldenCase.Doubles(c["rates"]), rates, name, 1e-15);
    }
}
