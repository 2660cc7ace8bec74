using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// Corners of models made of inputs and outputs: costs without a loss, states, uses that nobody reads, names, and what
/// is refused.
/// </summary>
public sealed class GraphCornerTests
{
    static readonly Tensor x = Tensor.Normal([30, 6], seed: 1), y = Tensor.Normal([30, 1], seed: 2).Positive();

    /// <summary>What a merge can give decides which losses suit it.</summary>
    [Fact]
    public void A_merge_says_what_can_come_out()
    {
        static Model Of(Merge merge, string activation, int units = 1)
        {
            var input = new Input([6]);
            return new Model(input, merge.Apply(new Dense(units, activation).Apply(input),
                new Dense(units, activation).Apply(input)));
        }
        foreach (var merge in new Merge[] { new Multiply(), new Average(), new Maximum(), new Minimum(), new Concatenate() })
            Of(merge, "sigmoid").Compile("sgd", "binary_crossentropy"); // all of them between 0 and 1
        Of(new Average(), "softmax", units: 3).Compile("sgd", "categorical_crossentropy"); // shares again
        Assert.Empty(Of(new Add(), "relu").Warnings);
        Refused.Says<ModelException>(() => Of(new Add(), "sigmoid").Compile("sgd", "binary_crossentropy"),
            "'add' (Add)", "numbers from 0 to 2");
        Refused.Says<ModelException>(() => Of(new Subtract(), "sigmoid").Compile("sgd", "binary_crossentropy"),
            "numbers from -1 to 1");
        Refused.Says<ModelException>(() => Of(new Multiply(), "tanh").Compile("sgd", "binary_crossentropy"),
            "numbers from -1 to 1");
    }

    [Fact]
    public void What_the_output_of_a_merge_costs_has_a_gradient()
    {
        static Model Network(bool onMerge)
        {
            var input = new Input([6]);
            var sum = new Add { ActivityRegularizer = onMerge ? new L2() : null }
                .Apply(new Dense(3).Apply(input), new Dense(3).Apply(input));
            var model = new Model(input, new Dense(1).Apply(
                new Activation("linear") { ActivityRegularizer = onMerge ? null : new L2() }.Apply(sum)), seed: 2);
            model.Compile("sgd", "mse");
            return model;
        }
        Model one = Network(true), other = Network(false);
        Assert.Equal(one.ComputeGradients(x, y), other.ComputeGradients(x, y));
        foreach (var (a, b) in one.Parameters.Zip(other.Parameters))
            Assert.Equal(a.Gradient.ToArray<float>(), b.Gradient.ToArray<float>());
    }

    /// <summary>The states of the forward layer come first, those of the backward layer then; so they come out.</summary>
    [Fact]
    public void Both_directions_begin_and_end_in_states_of_their_own()
    {
        Input sequences = new([5, 2]), h1 = new([3]), c1 = new([3]), h2 = new([3]), c2 = new([3]);
        var both = new Bidirectional(new LSTM(3, returnSequences: true, returnState: true), mergeMode: null);
        SymbolicTensors all = both.Apply(sequences, initialState: [h1, c1, h2, c2]).Node.Outputs;
        var model = new Model([sequences, h1, c1, h2, c2], all, seed: 1);
        Tensor x = Tensor.Normal([4, 5, 2], seed: 5);
        Tensor[] states = [.. Enumerable.Range(0, 4).Select(i => Tensor.Normal([4, 3], seed: 10 + i))];
        var results = model.PredictAll([x, .. states]);
        Assert.Equal(6, results.Count);
        LSTM forward = (LSTM)both.ForwardLayer, backward = (LSTM)both.BackwardLayer;
        var there = forward.Forward(x, default, new RecurrentState(states[0], states[1]), false, out var end);
        var back = backward.Forward(x, default, new RecurrentState(states[2], states[3]), false, out var begin);
        Tensor[] expected = [there, back.Reverse(1), end.Final.H, end.Final.C, begin.Final.H, begin.Final.C];
        foreach (var (wanted, got) in expected.Zip(results))
            Assert.Equal(wanted.ToArray<float>(), got.ToArray<float>());
        Refused.Says<ShapeException>(() => both.Apply(sequences, initialState: [h1, c1]), "[h, c, h, c]");
    }

    [Fact]
    public void A_model_for_every_time_step_is_trained_as_its_layers_are()
    {
        static string Hash(Layer perStep)
        {
            var model = new Sequential(seed: 3) { new Input([4, 5]), new TimeDistributed(perStep) };
            model.Compile("adam", "sparse_categorical_crossentropy");
            model.Fit(Tensor.Normal([20, 4, 5], seed: 1),
                Tensor.From([.. Enumerable.Range(0, 80).Select(i => i % 3)], [20, 4]), epochs: 3, verbose: 0);
            return model.WeightsHash();
        }
        Assert.Equal(Hash(new Dense(3, "softmax")), Hash(new Sequential([new Dense(3, "softmax")])));
    }

    /// <summary>
    /// A tensor that a nested model does not use for a trained output, and that is read further on, gets the gradient
    /// of its other reader.
    /// </summary>
    [Fact]
    public void An_input_that_a_nested_model_does_not_use_has_no_gradient_from_it()
    {
        Input a = new([6]), b = new([6]);
        var half = new Model([a, b], new Dense(2, "tanh").Apply(a));
        var input = new Input([6]);
        var hidden = new Dense(6, "tanh").Apply(input);
        var part = half.Apply(new Dense(6).Apply(input), hidden);
        var model = new Model(input, new Dense(1).Apply(new Concatenate().Apply(part, new Dense(3).Apply(hidden))));
        model.Compile("sgd", "mse");
        model.TrainOnBatch(x, y);
        var same = new Model(input, half.Apply(input, input)); // one tensor for both inputs
        same.Compile("sgd", "mse");
        same.TrainOnBatch(x, Tensor.Zeros([30, 2]));
    }

    /// <summary>What an output without a loss costs by itself is trained all the same, as in Keras.</summary>
    [Theory]
    [InlineData("output")]
    [InlineData("time steps")]
    [InlineData("both directions")]
    [InlineData("states")]
    [InlineData("model")]
    public void A_cost_without_a_loss_has_a_gradient(string where)
    {
        var input = new Input([4, 3]);
        var main = new Dense(1, "sigmoid", name: "main").Apply(new Flatten().Apply(input));
        SymbolicTensors costly = where switch
        {
            "output" => new Dense(2, activityRegularizer: new L2(0.1)).Apply(input),
            "time steps" => new TimeDistributed(new Dense(2, activityRegularizer: new L2(0.1))).Apply(input),
            "both directions" => new Bidirectional(new GRU(2, activityRegularizer: new L2(0.1))).Apply(input),
            "states" => new GRU(2, returnState: true, activityRegularizer: new L2(0.1)).Apply(input).Node.Outputs[1],
            _ => new Dense(2).Apply(input),
        };
        var model = new Model(input, where == "model" ? main : [main, costly[0]], seed: 6, dtype: DType.Float64);
        if (where == "model")
            model.ActivityRegularizer = new L2(0.1);
        LossList losses = ["mse", null];
        model.Compile("sgd", where == "model" ? "mse" : losses);
        var (sequences, targets) = (Tensor.Normal([5, 4, 3], seed: 8), Tensor.Of(0f, 1, 1, 0, 1).Reshape(5, 1));
        double Loss() => model.ComputeGradients(sequences, targets);
        foreach (var weight in model.Parameters)
        {
            Loss();
            var (gradient, values) = (weight.Gradient.ToArray<double>(), weight.Value);
            for (var i = 0; i < gradient.Length; i++)
            {
                const double h = 1e-5;
                var value = values.AsSpan<double>()[i];
                values.AsSpan<double>()[i] = value + h;
                var above = Loss();
                values.AsSpan<double>()[i] = value - h;
                var below = Loss();
                values.AsSpan<double>()[i] = value;
                Assert.Equal((above - below) / (2 * h), gradient[i], 1e-8);
            }
        }
    }

    [Fact]
    public void What_was_refused_leaves_no_trace()
    {
        var input = new Input([6]);
        var shared = new Dense(6, name: "shared");
        _ = new Model(input, shared.Apply(input), dtype: DType.Float64);
        var fresh = new Dense(6, name: "fresh");
        var output = shared.Apply(fresh.Apply(input));
        Refused.Says<ModelException>(() => _ = new Model(input, output, dtype: DType.Float32), "'shared'", "Float64");
        Assert.False(fresh.IsBuilt);
        _ = new Model(input, output, dtype: DType.Float64); // as the error advises

        var inDouble = new Sequential([new Input([6]), new Dense(2)], dtype: DType.Float64);
        var model = new Sequential();
        Refused.Says<ModelException>(() => model.Add(inDouble), "computes in Float64");
        Assert.False(model.IsBuilt);
        Refused.Says<ModelException>(() => model.Add(new Model([new Input([2]).Output, input],
            new Dense(1).Apply(input))), "2 tensors");
    }

    [Fact]
    public void Names_of_inputs_outputs_and_figures_are_each_there_once()
    {
        var (y1, h, c) = new LSTM(3, returnState: true, name: "lstm").Apply(new Input([4, 2]));
        var other = new Dense(3, name: "lstm_1").Apply(h);
        Assert.Equal(["lstm", "lstm_1"], new Model([h, c], h + c).InputNames);
        Assert.Equal(["lstm", "lstm_1", "lstm_1_1"], new Model(y1.Node.Inputs, [h, c, other]).OutputNames);
        var input = new Input([6]);
        var clash = new Model(input, [new Dense(1, name: "a").Apply(input), new Dense(1, name: "val_a").Apply(input)]);
        Refused.Says<ModelException>(() => clash.Compile("sgd", "mse"), "'val_a_loss'");
    }

    [Fact]
    public void A_layer_keeps_the_name_that_an_earlier_model_gave_it()
    {
        var input = new Input([6]);
        Dense first = new(2), second = new(2);
        var earlier = new Model(input, second.Apply(first.Apply(input)));
        var later = new Model(input, first.Apply(new Dense(6).Apply(input)));
        Assert.Equal("dense", first.Name);
        Assert.Same(first, earlier.GetLayer("dense"));
        Assert.Same(first, later.GetLayer("dense"));
    }

    [Fact]
    public void A_stateful_layer_has_one_use_and_a_layer_taken_away_may_come_again()
    {
        var input = new Input([4, 2]);
        var stateful = new GRU(2, returnSequences: true, stateful: true);
        var twice = stateful.Apply(stateful.Apply(input));
        Refused.Says<ModelException>(() => _ = new Model(input, twice), "stateful and is used 2 times");
        var model = new Sequential([new Input([6]), new Dense(3)]);
        var layer = model.Pop();
        model.Add(layer);
        Assert.Equal<Shape>([-1, 3], layer.Output.Shape);
        var inside = new Sequential([new Dense(2)]);
        _ = new TimeDistributed(inside);
        Refused.Says<ModelException>(() => inside.Add(new Dense(1)), "part of another model");
    }

    [Fact]
    public void Which_use_is_meant_is_asked_where_there_are_several()
    {
        var input = new Input([4, 2]);
        var twice = new Dense(2, name: "twice");
        twice.Apply(twice.Apply(input));
        Refused.Says<ModelException>(() => _ = twice.Output, "'twice' (Dense) is used 2 times", "Nodes[0]");
        Refused.Says<ModelException>(() =>
        {
            var (y, h) = new LSTM(3, returnState: true, name: "lstm").Apply(input);
        }, "'lstm' (LSTM) does not give 2 tensors", "3");
        Refused.Says<ModelException>(() =>
        {
            var (y, h, c) = new LSTM(3, name: "plain").Apply(input);
        }, "returnState: true");
        Refused.Says<ModelException>(() => _ = new LSTM(3, returnState: true).Apply(input).Node.Layer.Output, "3 outputs");
    }

    /// <summary>A merge of one's own that uses its first input alone, and says nothing of the gradient of the second.
    /// </summary>
    sealed class First : Merge
    {
        public override Shape ComputeOutputShape(ReadOnlySpan<Shape> inputShapes) => inputShapes[0];

        protected internal override Tensor Forward(ReadOnlySpan<MaskedTensor> x) => x[0].X;

        protected internal override void Backward(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx) => dx[0] = dy;

        protected internal override Tensor OutputMask(ReadOnlySpan<MaskedTensor> x, Shape outputShape) => default;
    }

    [Fact]
    public void A_gradient_that_a_merge_leaves_out_is_none()
    {
        static Model Network(bool reads)
        {
            var input = new Input([6]);
            SymbolicTensor a = new Dense(3, name: "a").Apply(input), b = new Dense(3, name: "b").Apply(input);
            var first = reads ? new First().Apply(a, b) : a;
            var model = new Model(input, new Dense(1).Apply(new Multiply().Apply(first, b)), seed: 2);
            model.Compile("sgd", "mse");
            return model;
        }
        Model one = Network(reads: true), other = Network(reads: false);
        foreach (var model in new[] { one, other })
            model.Fit(x, y, epochs: 2, verbose: 0);
        Assert.Equal(other.WeightsHash(), one.WeightsHash());
    }
}
