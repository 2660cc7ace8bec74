using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class BidirectionalTests : LayerContract
{
    protected override Layer NewLayer() => new Bidirectional(new LSTM(3, returnSequences: true), "mul");

    protected override Shape InputShape => [2, 4, 3];

    static Bidirectional Built(Bidirectional layer, Shape shape)
    {
        layer.Build(shape, DType.Float64, new RandomSource(1));
        return layer;
    }

    /// <summary>With the same weights both ways, a sequence and its mirror image change places.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_mirror_image_gives_the_mirror_image(bool sequences)
    {
        var layer = Built(new Bidirectional(new GRU(2, returnSequences: sequences)), [1, 3, 2]);
        foreach (var (first, second) in layer.ForwardLayer.Parameters.Zip(layer.BackwardLayer.Parameters))
            second.Value.CopyFrom(first.Value);
        Tensor x = Tensor.Normal([1, 3, 2], seed: 2, dtype: DType.Float64),
            mirrored = x[0].Gather([2, 1, 0]).Reshape(1, 3, 2);
        Tensor y = layer.NewCall().Forward(x, false), other = layer.NewCall().Forward(mirrored, false);

        Assert.Equal(sequences ? [1, 3, 4] : [1, 4], y.Shape);
        for (var t = 0; t < (sequences ? 3 : 1); t++)
            for (var u = 0; u < 2; u++)
                Assert.Equal(At(y, t, u), At(other, sequences ? 2 - t : 0, u + 2));

        double At(Tensor of, int t, int u) => sequences ? of.At(0, t, u) : of.At(0, u);
    }

    /// <summary>
    /// The last output of the backward layer is what it made of the whole sequence: that
    /// at the first step, not at the last.
    /// </summary>
    [Fact]
    public void The_last_outputs_stand_at_opposite_ends_of_the_sequences()
    {
        var (all, last) = (Built(new Bidirectional(new LSTM(2, returnSequences: true)), [1, 5, 3]),
            Built(new Bidirectional(new LSTM(2)), [1, 5, 3]));
        var x = Tensor.Normal([1, 5, 3], seed: 2, dtype: DType.Float64);
        Tensor y = all.NewCall().Forward(x, false), ends = last.NewCall().Forward(x, false);
        for (var u = 0; u < 4; u++)
            Assert.Equal(ends.At(0, u), y.At(0, u < 2 ? 4 : 0, u));
        Assert.NotEqual(y.At(0, 0, 0), y.At(0, 4, 0));
    }

    [Fact]
    public void Masked_steps_give_0_and_the_mask_goes_on_as_long_as_there_are_steps()
    {
        Tensor x = Tensor.Normal([2, 3, 2], seed: 2, dtype: DType.Float64),
            mask = Tensor.From(new double[,] { { 1, 1, 0 }, { 0, 1, 1 } }), after = mask;
        var y = Built(new Bidirectional(new LSTM(2, returnSequences: true)), x.Shape).NewCall()
            .Forward(x, ref after, false);
        for (var n = 0; n < 2; n++)
            for (var t = 0; t < 3; t++)
                for (var u = 0; u < 4; u++)
                    Assert.Equal(mask.At(n, t) == 0, y.At(n, t, u) == 0);
        Assert.Equal(mask.ToArray<double>(), after.ToArray<double>());

        y = Built(new Bidirectional(new LSTM(2)), x.Shape).NewCall().Forward(x, ref after, false);
        Assert.DoesNotContain(0, y.ToArray<double>());
        Assert.False(after.HasValue);
    }

    [Fact]
    public void The_layer_is_copied_and_its_copies_have_names_and_weights_of_their_own()
    {
        var lstm = new LSTM(4, recurrentActivation: "hard_sigmoid", dropout: 0.2);
        var layer = Built(new Bidirectional(lstm), [2, 3, 5]);
        Assert.False(lstm.IsBuilt);
        Assert.Equal(("forward_lstm", "backward_lstm"), (layer.ForwardLayer.Name, layer.BackwardLayer.Name));
        Assert.Equal("forward_reader", new Bidirectional(new LSTM(4, name: "reader")).ForwardLayer.Name);
        Assert.Equal([.. layer.ForwardLayer.Parameters, .. layer.BackwardLayer.Parameters], layer.Parameters);
        Assert.Equal(2 * (5 * 16 + 4 * 16 + 16), layer.Parameters.Sum(p => p.Value.Size));
        Assert.NotEqual(layer.ForwardLayer.Parameters[0].Value.ToArray<double>(),
            layer.BackwardLayer.Parameters[0].Value.ToArray<double>());
        Assert.Equal(((IRecurrentLayer)lstm).Settings,
            ((IRecurrentLayer)layer.BackwardLayer).Settings with { GoBackwards = false });
    }

    /// <summary>
    /// What no RecurrentSettings hold is copied too: the activation of the gates, and where a GRU resets.
    /// </summary>
    [Fact]
    public void The_copies_compute_what_the_layer_computes()
    {
        foreach (Layer layer in new Layer[] { new LSTM(3, "relu", "hard_sigmoid"), new GRU(3, "relu", "hard_sigmoid"),
            new GRU(3, resetAfter: false), new SimpleRNN(3, "relu") })
        {
            var x = Tensor.Normal([2, 4, 5], seed: 2, dtype: DType.Float64);
            layer.Build(x.Shape, DType.Float64, new RandomSource(1));
            var both = Built(new Bidirectional(layer), x.Shape);
            foreach (var (original, copy) in layer.Parameters.Zip(both.ForwardLayer.Parameters))
                copy.Value.CopyFrom(original.Value);
            Assert.Equal(layer.NewCall().Forward(x, false).ToArray<double>(),
                both.ForwardLayer.NewCall().Forward(x, false).ToArray<double>());
        }
    }

    [Fact]
    public void Takes_another_layer_for_the_way_back()
    {
        var back = new GRU(3, returnSequences: true, goBackwards: true, name: "other");
        var layer = Built(new Bidirectional(new LSTM(2, returnSequences: true), backwardLayer: back), [2, 4, 5]);
        Assert.Same(back, layer.BackwardLayer);
        Assert.Equal([2, 4, 5], layer.ComputeOutputShape([2, 4, 5]));
        Assert.Equal([2, 4, 5], layer.NewCall().Forward(Tensor.Ones([2, 4, 5], DType.Float64), false).Shape);
    }

    [Fact]
    public void Stateful_layers_go_on_and_forget_together()
    {
        var layer = Built(new Bidirectional(new SimpleRNN(2, stateful: true)), [1, 3, 2]);
        var (call, x) = (layer.NewCall(), Tensor.Ones([1, 3, 2], DType.Float64));
        double[] first = call.Forward(x, false).ToArray<double>(), second = call.Forward(x, false).ToArray<double>();
        for (var u = 0; u < 4; u++)
            Assert.NotEqual(first[u], second[u]);
        layer.ResetState();
        Assert.Equal(first, call.Forward(x, false).ToArray<double>());
        Refused.Says<ShapeException>(() => layer.CheckStates(3, 2), "stateful");
        layer.ForwardLayer.ResetState();
        Refused.Says<ShapeException>(() => layer.CheckStates(3, 3), "backward_simple_rnn",
            "keeps the states of 1 samples");
    }

    [Fact]
    public void Frozen_at_the_front_both_layers_carry_their_states()
    {
        var layer = Built(new Bidirectional(new SimpleRNN(2, stateful: true)), [1, 3, 2]);
        var (call, x) = (layer.NewCall(), Tensor.Ones([1, 3, 2], DType.Float64));
        var first = call.Forward(x, training: true).ToArray<double>();
        call.Skip();
        var second = call.Forward(x, training: true).ToArray<double>();
        for (var u = 0; u < 4; u++)
            Assert.NotEqual(first[u], second[u]);
    }

    /// <summary>One step is the same in both directions; what is dropped is not.</summary>
    [Fact]
    public void Each_layer_drops_by_draws_of_its_own()
    {
        var layer = Built(new Bidirectional(new SimpleRNN(4, dropout: 0.5)), [3, 1, 20]);
        foreach (var (first, second) in layer.ForwardLayer.Parameters.Zip(layer.BackwardLayer.Parameters))
            second.Value.CopyFrom(first.Value);
        double[] Half(bool training, Range columns)
        {
            layer.Restart(7);
            return layer.NewCall().Forward(Tensor.Ones([3, 1, 20], DType.Float64), training)[.., columns]
                .ToArray<double>();
        }
        Assert.Equal(Half(false, ..4), Half(false, 4..));
        Assert.NotEqual(Half(true, ..4), Half(true, 4..));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_layers_inside_are_asked_for_a_gradient_of_x_only_where_it_is_of_use(bool first)
    {
        foreach (Wrapper wrapper in new Wrapper[] { new Bidirectional(new LSTM(2, returnSequences: true)),
            new TimeDistributed(new Dense(2)) })
        {
            var model = new Sequential(seed: 1);
            if (!first)
                model.Add(new Dense(3));
            model.Add(wrapper);
            model.Compile("sgd", "mse");
            model.TrainOnBatch(Tensor.Ones([2, 4, 3]), Tensor.Ones([2, 4, wrapper is Bidirectional ? 4 : 2]));
            Assert.All(wrapper.Inner, inner => Assert.Equal(!first, inner.NeedsInputGradient));
        }
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Refused.Says<HyperparameterException>(() => _ = new Bidirectional(new Dense(3), name: "both"),
            "Bidirectional 'both'", "a recurrent layer", "Dense");
        Refused.Says<UnknownNameException>(() => _ = new Bidirectional(new LSTM(3), "summ"),
            "No merge mode is named 'summ'", "'sum'");
        Refused.Says<ModelException>(() => _ = new Sequential { new Bidirectional(new LSTM(3), null) }, "2 tensors");
        Refused.Says<HyperparameterException>(() => _ = new Bidirectional(new LSTM(3, goBackwards: true)),
            "opposite directions");
        Refused.Says<HyperparameterException>(() => _ = new Bidirectional(new LSTM(3), backwardLayer: new LSTM(3)),
            "opposite directions");
        Refused.Says<HyperparameterException>(() => _ = new Bidirectional(new LSTM(3),
            backwardLayer: new LSTM(3, goBackwards: true, returnSequences: true)), "returnSequences");
        Refused.Says<HyperparameterException>(() => _ = new Bidirectional(new LSTM(3, stateful: true),
            backwardLayer: new LSTM(3, goBackwards: true)), "stateful True and False");
        Refused.Says<HyperparameterException>(() =>
            _ = new Bidirectional(new LSTM(3), "sum", new LSTM(4, goBackwards: true)), "number by number", "3 and 4");
        Refused.Says<ModelException>(
            () => _ = new Sequential { new Bidirectional(new LSTM(3, returnState: true)) }, "5 tensors", "returnState");
        Refused.Says<ModelException>(
            () => new Bidirectional(new LSTM(3)).NewCall().BackwardFromLogits(Tensor.Ones([1, 6])), "no activation");
    }
}
