using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using Naive = LearnDL.Tests.Backends.Naive;

namespace LearnDL.Tests.Optimizers;

/// <summary>
/// Twenty steps at twenty rates, against Keras 3's formulas for a single number in double, written down once more.
/// </summary>
public sealed class ChangingRateTests
{
    /// <summary>
    /// What becomes of w by the gradient g, at rate lr, in step t from 1; the rest of the state is the rule's own.
    /// </summary>
    delegate double Rule(double w, double g, double lr, int t);

    // Large ε, so that its place in the formula can be seen.
    static readonly Dictionary<string, (Func<Optimizer> Make, Func<Rule> Rule)> all = new()
    {
        ["SGD"] = (() => new SGD(1), () => (w, g, lr, _) => w - lr * g),
        ["SGD nesterov without momentum"] = (() => new SGD(1, nesterov: true), () => (w, g, lr, _) => w - lr * g),
        ["SGD momentum"] = (() => new SGD(1, 0.8), () => Momentum(0.8, nesterov: false)),
        ["SGD nesterov"] = (() => new SGD(1, 0.8, true), () => Momentum(0.8, nesterov: true)),
        ["Adagrad"] = (() => new Adagrad(1, 0.3, 0.02), () => Adagrad(0.3, 0.02)),
        ["Adagrad from 0"] = (() => new Adagrad(1, 0, 0.02), () => Adagrad(0, 0.02)),
        ["RMSprop"] = (() => new RMSprop(1, 0.7, epsilon: 0.02), () => RMSprop(0.7, 0, 0.02, false)),
        ["RMSprop momentum"] = (() => new RMSprop(1, 0.7, 0.6, 0.02), () => RMSprop(0.7, 0.6, 0.02, false)),
        ["RMSprop centered"] = (() => new RMSprop(1, 0.7, 0, 0.02, true), () => RMSprop(0.7, 0, 0.02, true)),
        ["RMSprop centered momentum"] = (() => new RMSprop(1, 0.7, 0.6, 0.02, true),
            () => RMSprop(0.7, 0.6, 0.02, true)),
        ["Adam"] = (() => new Adam(1, 0.8, 0.95, 0.02), () => Adam(0.8, 0.95, 0.02, false)),
        ["Adam amsgrad"] = (() => new Adam(1, 0.8, 0.95, 0.02, true), () => Adam(0.8, 0.95, 0.02, true)),
        ["Adam without memory"] = (() => new Adam(1, 0, 0, 0.02), () => Adam(0, 0, 0.02, false)),
        ["AdamW"] = (() => new AdamW(1, 0.3, 0.8, 0.95, 0.02), () => Decay(0.3, Adam(0.8, 0.95, 0.02, false))),
        ["SGD that decays"] = (() => new SGD(1, 0.8, weightDecay: 0.3), () => Decay(0.3, Momentum(0.8, false))),
        ["Adadelta"] = (() => new Adadelta(1, 0.7, 0.02), () => Adadelta(0.7, 0.02)),
        ["Adamax"] = (() => new Adamax(1, 0.8, 0.9, 0.02), () => Adamax(0.8, 0.9, 0.02)),
        ["Nadam"] = (() => new Nadam(1, 0.8, 0.95, 0.02), () => Nadam(0.8, 0.95, 0.02)),
        ["Lion"] = (() => new Lion(1, 0.7, 0.9), () => Lion(0.7, 0.9)),
        ["Ftrl"] = (() => new Ftrl(1, -0.5, 0.2, 0.1, 0.05, 0.01, 0.3), () => Ftrl(0.5, 0.2, 0.1, 0.05, 0.01, 0.3)),
        ["Ftrl with another power"] = (() => new Ftrl(1, -0.6, 2), () => Ftrl(0.6, 2, 0, 0, 0, 0)),
    };

    static Rule Momentum(double m, bool nesterov)
    {
        var v = 0.0;
        return (w, g, lr, _) =>
        {
            v = m * v - lr * g;
            return nesterov ? w + m * v - lr * g : w + v;
        };
    }

    static Rule Adagrad(double a, double epsilon) => (w, g, lr, _) => w - lr * g / Math.Sqrt((a += g * g) + epsilon);

    static Rule RMSprop(double rho, double m, double epsilon, bool centered)
    {
        double v = 0, mean = 0, u = 0;
        return (w, g, lr, _) =>
        {
            v = rho * v + (1 - rho) * g * g;
            mean = rho * mean + (1 - rho) * g;
            var step = lr * g / Math.Sqrt(v - (centered ? mean * mean : 0) + epsilon);
            u = m * u + step;
            return w - (m > 0 ? u : step);
        };
    }

    static Rule Adam(double beta1, double beta2, double epsilon, bool amsgrad)
    {
        double m = 0, v = 0, most = 0;
        return (w, g, lr, t) =>
        {
            m += (g - m) * (1 - beta1);
            v += (g * g - v) * (1 - beta2);
            most = Math.Max(most, v);
            var alpha = lr * Math.Sqrt(1 - Math.Pow(beta2, t)) / (1 - Math.Pow(beta1, t));
            return w - alpha * m / (Math.Sqrt(amsgrad ? most : v) + epsilon);
        };
    }

    static Rule Decay(double decay, Rule rule) => (w, g, lr, t) => rule(w - w * decay * lr, g, lr, t);

    static Rule Adadelta(double rho, double epsilon)
    {
        double a = 0, d = 0;
        return (w, g, lr, _) =>
        {
            a = rho * a + (1 - rho) * g * g;
            var step = Math.Sqrt((d + epsilon) / (a + epsilon)) * g;
            d = rho * d + (1 - rho) * step * step;
            return w - lr * step;
        };
    }

    static Rule Adamax(double beta1, double beta2, double epsilon)
    {
        double m = 0, u = 0;
        return (w, g, lr, t) =>
        {
            m += (g - m) * (1 - beta1);
            u = Math.Max(beta2 * u, Math.Abs(g));
            return w - lr / (1 - Math.Pow(beta1, t)) * m / (u + epsilon);
        };
    }

    static Rule Nadam(double beta1, double beta2, double epsilon)
    {
        double m = 0, v = 0, product = 1;
        return (w, g, lr, t) =>
        {
            double now = beta1 * (1 - 0.5 * Math.Pow(0.96, t)), next = beta1 * (1 - 0.5 * Math.Pow(0.96, t + 1));
            product *= now;
            m += (g - m) * (1 - beta1);
            v += (g * g - v) * (1 - beta2);
            var ahead = next * m / (1 - product * next) + (1 - now) * g / (1 - product);
            return w - lr * ahead / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon);
        };
    }

    static Rule Lion(double beta1, double beta2)
    {
        var m = 0.0;
        return (w, g, lr, _) =>
        {
            var direction = Math.Sign(beta1 * m + (1 - beta1) * g);
            m = beta2 * m + (1 - beta2) * g;
            return w - lr * direction;
        };
    }

    static Rule Ftrl(double power, double n, double l1, double l2, double shrinkage, double beta)
    {
        var z = 0.0;
        return (w, g, lr, _) =>
        {
            var before = Math.Pow(n, power);
            n += g * g;
            z += g + 2 * shrinkage * w - (Math.Pow(n, power) - before) / lr * w;
            return Math.Abs(z) <= l1 ? 0
                : (Math.Sign(z) * l1 - z) / ((beta + Math.Pow(n, power)) / lr + 2 * l2);
        };
    }

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in all.Keys)
                for (var seed = 1; seed <= 3; seed++)
                    data.Add(name, seed);
            return data;
        }
    }

    /// <summary>
    /// Ftrl divides by the rate what it gathers, and multiplies by that of a later step: from 0.001 to 1, a thousand
    /// times the rounding is left.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_step_counts_at_the_rate_of_its_time(string name, int seed)
    {
        var random = new RandomSource(seed);
        foreach (var dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Parameter[] weights = [new("kernel", random.Normal([3, 2], 0, 1, dtype)),
                new("bias", random.Normal([2], 0, 1, dtype))];
            double[][] expected = [.. weights.Select(w => Naive.Values(w.Value))];
            Rule[][] rules = [.. expected.Select(values => values.Select(_ => all[name].Rule()).ToArray())];
            var optimizer = all[name].Make();
            optimizer.Build(weights);
            for (var t = 1; t <= 20; t++)
            {
                optimizer.LearningRate = Math.Pow(10, -3 * random.NextUniform()); // from 0.001 to 1
                for (var i = 0; i < weights.Length; i++)
                {
                    // Large ones at first, so that the largest v so far is not the last; none in some steps, so that
                    // only what was gathered moves the weight.
                    weights[i].Gradient.CopyFrom(random.Normal(weights[i].Value.Shape, 0,
                        t % 4 == 0 ? 0 : 3.0 / t, dtype));
                    var g = Naive.Values(weights[i].Gradient);
                    for (var k = 0; k < g.Length; k++)
                        expected[i][k] = rules[i][k](expected[i][k], g[k], optimizer.LearningRate, t);
                }
                optimizer.Step();
            }
            for (var i = 0; i < weights.Length; i++)
                Near.Same(expected[i], Naive.Values(weights[i].Value), $"{name}, {weights[i].Name}",
                    dtype == DType.Float64 ? 1e-11 : name.StartsWith("Ftrl", StringComparison.Ordinal) ? 1e-3 : 1e-4);
        }
    }

    /// <summary>A new optimizer needs a formula above.</summary>
    [Fact]
    public void Every_optimizer_is_tried() => Assert.Equal(
        typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)))
            .Select(type => type.Name).Order(),
        all.Values.Select(pair => pair.Make().GetType().Name).Distinct().Order());
}
