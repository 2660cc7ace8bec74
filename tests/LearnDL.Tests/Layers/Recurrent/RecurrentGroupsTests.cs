using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>
/// A batch so large that its samples go through time in several groups, each with its part of the dropout.
/// </summary>
public sealed class RecurrentGroupsTests
{
    public static TheoryData<string, Func<Layer>> Layers => new()
    {
        { "LSTM", () => new LSTM(24, dropout: 0.2, recurrentDropout: 0.3) },
        { "GRU", () => new GRU(24, dropout: 0.2, recurrentDropout: 0.3) },
        { "SimpleRNN", () => new SimpleRNN(96, dropout: 0.2, recurrentDropout: 0.3) },
    };

    [Theory]
    [MemberData(nameof(Layers), DisableDiscoveryEnumeration = true)]
    public void With_dropout_every_group_has_the_gradients_of_its_own_samples(string name, Func<Layer> make)
    {
        Assert.NotEmpty(name);
        var layer = make();
        var random = new RandomSource(5);
        layer.Build([Shape.Unknown, 24, 16], DType.Float64, random);
        var x = random.Normal([64, 24, 16], 0, 1, DType.Float64);

        Tensor Forward(out LayerCall call)
        {
            layer.Restart(9);
            call = layer.NewCall();
            return call.Forward(x, training: true);
        }

        var y = Forward(out var call);
        var dy = random.Normal(y.Shape, 0, 1, DType.Float64);
        var dx = call.Backward(dy);
        Assert.All([(x, dx), .. layer.Parameters.Select(weight => (weight.Value, weight.Gradient))], pair =>
        {
            var (value, gradient) = pair;
            var direction = random.Normal(value.Shape, 0, 1, DType.Float64);
            const double Step = 1e-5;
            double Loss(double step)
            {
                var before = value.Keep();
                value.CopyFrom(value.Add(direction.Scale(step)));
                var loss = Forward(out _).Multiply(dy).Sum().Item();
                value.CopyFrom(before);
                return loss;
            }

            var byDifferences = (Loss(Step) - Loss(-Step)) / (2 * Step);
            Assert.Equal(byDifferences, gradient.Multiply(direction).Sum().Item(),
                1e-7 * Math.Max(1, Math.Abs(byDifferences)));
        });
    }

    /// <summary>
    /// A training step takes its tensors from those of the step before: what a group adds its gradients to must begin
    /// with 0, whatever was there.
    /// </summary>
    [Theory]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    [InlineData("SimpleRNN")]
    public void Step_after_step_groups_learn_what_one_group_learns(string name)
    {
        Sequential Trained(int groups)
        {
            Layer layer = name switch
            {
                "LSTM" => new LSTM(3) { GivenGroups = groups },
                "GRU" => new GRU(3) { GivenGroups = groups },
                _ => new SimpleRNN(3) { GivenGroups = groups },
            };
            var model = new Sequential(seed: 4, dtype: DType.Float64) { layer, new Dense(1) };
            model.Compile("sgd", "mse");
            for (var step = 0; step < 4; step++)
                model.TrainOnBatch(Tensor.Normal([9, 5, 2], seed: step, dtype: DType.Float64),
                    Tensor.Normal([9, 1], seed: 50 + step, dtype: DType.Float64));
            return model;
        }

        foreach (var (one, four) in Trained(1).GetWeights().Zip(Trained(4).GetWeights()))
            for (var i = 0; i < one.Size; i++)
                Assert.Equal(one.ValueAt(i), four.ValueAt(i), 1e-13);
    }
}
