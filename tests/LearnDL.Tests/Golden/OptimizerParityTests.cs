using LearnDL.Layers;
using LearnDL.Optimizers;

namespace LearnDL.Tests.Golden;

/// <summary>Optimizers against PyTorch over 240 steps with gradients from 1e-6 to 10.</summary>
public class OptimizerParityTests
{
    static readonly GoldenFile golden = new("optimizers.json");

    public static TheoryData<int, string> Cases =>
        golden.Theory(c => $"{c.Text("optimizer")} {c["settings"]} by {c.Text("oracle")}");

    static Optimizer Make(string name, GoldenCase s) => name switch
    {
        "SGD" => new SGD(s.Number("learningRate"), s.Number("momentum"), s.Flag("nesterov")),
        "Adagrad" => new Adagrad(s.Number("learningRate"), s.Number("initialAccumulatorValue"), s.Number("epsilon")),
        "RMSprop" => new RMSprop(s.Number("learningRate"), s.Number("rho"), s.Number("momentum"), s.Number("epsilon"),
            s.Flag("centered")),
        _ => new Adam(s.Number("learningRate"), s.Number("beta1"), s.Number("beta2"), s.Number("epsilon"),
            s.Flag("amsgrad")),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_at_the_checkpoints(int index, string name)
    {
        var c = golden.Cases[index];
        var gradients = golden.Root.Tensor("gradients"); // (steps, elements)
        var checkpoints = golden.Root.Integers("checkpoints");
        var w = new Parameter("w", golden.Root.Tensor("start"));
        var optimizer = Make(c.Text("optimizer"), c.Part("settings"));
        optimizer.Build([w]);

        for (var t = 1; t <= gradients.Shape[0]; t++)
        {
            w.Gradient.CopyFrom(gradients[t - 1]);
            optimizer.Step();
            var checkpoint = Array.IndexOf(checkpoints, t);
            if (checkpoint >= 0)
                Near.Same(GoldenCase.Doubles(c["weights"][checkpoint]), w.Value.ToArray<double>(), $"{name}: step {t}");
        }
        Assert.Equal(gradients.Shape[0], optimizer.Iterations);
    }
}
