using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// Models made of inputs and outputs: what they compute, what they share, how they are cut and nested.
/// </summary>
public sealed class FunctionalModelTests
{
    static readonly Tensor x = Tensor.Normal([30, 6], seed: 1), y = Tensor.Normal([30, 1], seed: 2).Positive();

    static Layer[] Stack() =>
    [
        new Dense(8, "tanh", name: "first"), new Dropout(0.3, name: "drop"), new LayerNormalization(name: "norm"),
        new Dense(1, "sigmoid", name: "last"),
    ];

    static string Trained(Model model)
    {
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        model.Fit(x, y, batchSize: 8, epochs: 3, verbose: 0);
        return model.WeightsHash();
    }

    static string OfSequential()
    {
        var model = new Sequential(seed: 5) { new Input([6]) };
        foreach (var layer in Stack())
            model.Add(layer);
        return Trained(model);
    }

    [Fact]
    public void A_chain_has_the_bits_of_a_Sequential()
    {
        var input = new Input([6]);
        SymbolicTensor output = input;
        foreach (var layer in Stack())
            output = layer.Apply(output);
        Assert.Equal(OfSequential(), Trained(new Model(input, output, seed: 5)));
    }

    [Fact]
    public void So_has_a_list_of_layers()
    {
        Assert.Equal(OfSequential(), Trained(new Sequential([new Input([6]), .. Stack()], seed: 5)));
    }

    /// <summary>A part that is a model of its own changes neither what is computed nor what is drawn.</summary>
    [Fact]
    public void So_has_a_chain_with_a_model_inside()
    {
        var layers = Stack();
        var inside = new Sequential([layers[1], layers[2]], "inside");
        var input = new Input([6]);
        var output = layers[3].Apply(inside.Apply(layers[0].Apply(input)));
        Assert.Equal(OfSequential(), Trained(new Model(input, output, seed: 5)));
        layers = Stack();
        Assert.Equal(OfSequential(), Trained(
            new Sequential([new Input([6]), layers[0], new Sequential([layers[1], layers[2]]), layers[3]], seed: 5)));
    }

    [Fact]
    public void A_layer_used_twice_has_one_set_of_weights_and_the_sum_of_the_gradients()
    {
        var (shared, input) = (new Dense(6, "tanh", name: "shared"), new Input([6]));
        var model = new Model(input, new Dense(1, name: "out").Apply(shared.Apply(shared.Apply(input))), seed: 3,
            dtype: DType.Float64);
        Assert.Equal(["kernel", "bias", "kernel", "bias"], model.Parameters.Select(weight => weight.Name));
        Assert.Equal(2, shared.Nodes.Count);

        var chain = new Sequential(dtype: DType.Float64)
            { new Input([6]), new Dense(6, "tanh"), new Dense(6, "tanh"), new Dense(1) };
        var weights = model.GetWeights();
        chain.SetWeights([weights[0], weights[1], weights[0], weights[1], weights[2], weights[3]]);
        foreach (Model one in new Model[] { model, chain })
        {
            one.Compile("sgd", "mse");
            one.ComputeGradients(x, y);
        }
        for (var i = 0; i < 2; i++)
        {
            var sum = chain.Parameters[i].Gradient.Add(chain.Parameters[2 + i].Gradient);
            Assert.True(sum.Subtract(model.Parameters[i].Gradient).Abs().Max().Item() < 1e-15);
        }
    }

    [Fact]
    public void Two_inputs_meet_in_a_merge()
    {
        Input a = new([4], "a"), b = new([2], "b");
        var model = new Model([a, b], new Concatenate().Apply(a, b), dtype: DType.Float64);
        Tensor left = x[.., ..4], right = x[.., 4..];
        Assert.Equal(x.ToArray<float>(), model.Predict(new[] { left, right }).Cast(DType.Float32).ToArray<float>());
        var byName = new Dictionary<string, Tensor> { ["b"] = right, ["a"] = left };
        Assert.Equal(x.ToArray<float>(), model.Predict(byName).Cast(DType.Float32).ToArray<float>());
        Assert.Equal(["a", "b"], model.InputNames);
        Assert.Equal<Shape>([[-1, 4], [-1, 2]], model.InputShapes);
        Assert.Equal<Shape>([-1, 6], model.OutputShape);
    }

    [Fact]
    public void A_model_can_be_cut_at_a_layer()
    {
        var model = new Sequential([new Input([6]), .. Stack()], seed: 5);
        var hidden = new Model(model.Inputs, model.Layers[0].Outputs);
        var byHand = x.Dot(((Dense)model.Layers[0]).Kernel!).Tanh();
        Assert.Equal(byHand.ToArray<float>(), hidden.Predict(x).ToArray<float>());
        var rest = new Model(model.Layers[0].Output, model.Outputs);
        Assert.Equal(model.Predict(x).ToArray<float>(), rest.Predict(hidden.Predict(x)).ToArray<float>());

        Trained(model); // the weights are shared, not copied
        Assert.Equal(model.Predict(x).ToArray<float>(), rest.Predict(hidden.Predict(x)).ToArray<float>());
    }

    [Fact]
    public void A_Sequential_built_by_its_data_can_be_cut_too()
    {
        var model = new Sequential([new Dense(3), new Dense(1)]);
        Refused.Says<ModelException>(() => _ = model.Layers[0].Output, "layer 'dense'", "not used yet",
            "new Input([8])");
        model.Predict(x);
        Assert.Equal<Shape>([-1, 3], new Model(model.Inputs, model.Layers[0].Output).OutputShape);
        model.Pop();
        Assert.Equal<Shape>([-1, 3], model.OutputShape);
        model.Add(new Dense(2));
        Assert.Equal([30, 2], model.Predict(x).Shape);
    }

    [Fact]
    public void A_model_in_front_of_a_Sequential_says_what_it_takes()
    {
        var trained = new Sequential([new Input([6]), new Dense(4, "tanh")], "base");
        var model = new Sequential([trained, new Dense(1)]);
        Assert.True(model.IsBuilt);
        Assert.Equal<Shape>([-1, 6], model.InputShape);
        Assert.Equal<Shape>([-1, 1], model.OutputShape);
        Refused.Says<ModelException>(() => trained.Add(new Dense(2)), "Model 'base' is part of another model");
        Refused.Says<ModelException>(() => trained.Pop(), "Model 'base' is part of another model");
        Assert.Equal([30, 1], model.Predict(x).Shape);
        model.Pop();
        model.Pop();
        Assert.False(model.IsBuilt);
    }

    /// <summary>An input may be an output as well, and one that nobody reads does no harm.</summary>
    [Fact]
    public void Inputs_that_are_outputs_or_are_not_read()
    {
        Input a = new([6], "a"), b = new([2], "b");
        var model = new Model([a, b], [a, new Dense(2).Apply(a)]);
        var (same, other) = model.PredictAll(new[] { x, x[.., ..2] });
        Assert.Equal(x.ToArray<float>(), same.ToArray<float>());
        Assert.Equal([30, 2], other.Shape);
        var hidden = new Dense(3).Apply(a);
        Refused.Says<ModelException>(() => _ = new Model(hidden, hidden), "would give what it is given");
    }

    [Fact]
    public void A_frozen_part_is_not_trained_and_the_rest_is()
    {
        var inside = new Sequential([new Input([6]), new Dense(4, "tanh"), new Dense(4, "tanh")], "base");
        var input = new Input([6]);
        var model = new Model(input, new Dense(1, "sigmoid").Apply(inside.Apply(input)));
        inside.Trainable = false;
        Assert.Equal((4, 2), (model.NonTrainableParameters.Count(), model.TrainableParameters.Count()));
        var before = inside.WeightsHash();
        var after = Trained(model);
        Assert.Equal(before, inside.WeightsHash());
        inside.Trainable = true;
        Assert.NotEqual(after, Trained(model));
        Assert.NotEqual(before, inside.WeightsHash());
    }

    [Fact]
    public void Names_are_given_so_that_each_is_there_once()
    {
        var input = new Input([6]);
        SymbolicTensor a = new Dense(2).Apply(input), b = new Dense(2, name: "dense").Apply(input);
        var inner = new Sequential([new Dense(2)]);
        var model = new Model(input, new Add().Apply(a, b, inner.Apply(a), new Sequential([new Dense(2)]).Apply(b)));
        Assert.Equal(["input_layer", "dense_1", "dense", "sequential", "sequential_1", "add"],
            model.Layers.Select(layer => layer.Name));
        Assert.Equal("functional", model.Name);
        Assert.Same(inner, model.GetLayer("sequential"));
        Assert.Same(model.Layers[1], model.GetLayer(index: 1));
        Refused.Says<UnknownNameException>(() => model.GetLayer("dens"), "dens", "'dense'");
        Refused.Says<ModelException>(() => model.GetLayer(index: 6), "no layer 6", "6 layers");
        Assert.Equal(14 * 2 + 6 * 2, model.CountParams());
    }

    [Fact]
    public void What_a_graph_lacks_is_said_when_it_is_made()
    {
        Input a = new([4], "a"), b = new([3], "b");
        var sum = new Dense(2, name: "left").Apply(a);
        var both = new Concatenate(name: "both").Apply(sum, b);
        Refused.Says<ModelException>(() => _ = new Model(a, both, "net"), "Model 'net'", "(None, 5)", "'b' (Input)",
            "not among its inputs");
        Refused.Says<ModelException>(() => _ = new Model([a, a], sum), "an input twice");
        Refused.Says<ShapeException>(() => new Add(name: "add").Apply(sum, b), "layer 'add' (Add)",
            "(None, 2) of layer 'left' (Dense)", "(None, 3) of layer 'b' (Input)", "Concatenate()");
        Refused.Says<ShapeException>(() => new Dense(2).Apply(a, b), "takes one tensor", "Concatenate()");
        Refused.Says<ShapeException>(() => new Subtract().Apply(a), "2 tensors");
        Refused.Says<ShapeException>(() => new LSTM(3).Apply(new GRU(2, name: "gru").Apply(new Input([5, 2]))),
            "wants sequences", "'gru'", "returnSequences: true");
        Refused.Says<ModelException>(() => b.Apply(a), "'b' (Input)", "where a model begins");
        Dense x1 = new(1, name: "same"), x2 = new(1, name: "same");
        Refused.Says<ModelException>(() => _ = new Model(a, x1.Apply(a) + x2.Apply(a)), "'same' is used twice");
        var inDouble = new Dense(2, name: "double");
        _ = new Model(a, inDouble.Apply(a), dtype: DType.Float64);
        Refused.Says<ModelException>(() => _ = new Model(a, inDouble.Apply(a), dtype: DType.Float32),
            "layer 'double' (Dense)", "Float64");
        var model = new Sequential { new Dense(1) };
        Refused.Says<ModelException>(() => model.Add(new Sequential([model])), "part of itself");
    }

    [Fact]
    public void Wrong_data_are_named_by_their_input_and_nothing_changes()
    {
        Input a = new([4], "a"), b = new([2], "b");
        var model = new Model([a, b], new Dense(1).Apply(new Concatenate().Apply(a, b)), "net");
        model.Compile("sgd", "mse");
        var before = model.WeightsHash();
        Tensor left = x[.., ..4], right = x[.., 4..];
        Refused.Says<DataException>(() => model.Fit(left, y), "x has 1 tensor", "takes 2", "a, b");
        Refused.Says<DataException>(() => model.Fit([left, right[..29]], y), "x of input 'b' has 29",
            "ends 1 row early");
        Refused.Says<ShapeException>(() => model.Fit([right, left], y), "x of input 'a'", "(30, 2)");
        Refused.Says<DataException>(() => model.Fit([left, right.Scale(double.NaN)], y), "x of input 'b' has NaN");
        Refused.Says<UnknownNameException>(() => model.Predict(new Dictionary<string, Tensor> { ["c"] = left }), "'c'");
        Refused.Says<DataException>(() => model.Predict(new Dictionary<string, Tensor> { ["a"] = left }), "'b'");
        Assert.Equal(before, model.WeightsHash());
    }

    [Fact]
    public void An_output_that_is_read_further_on_gets_both_gradients()
    {
        var input = new Input([6], "in");
        var aux = new Dense(3, "softmax", name: "aux").Apply(input);
        var model = new Model(input, [aux, new Dense(1, "sigmoid", name: "main").Apply(aux)], seed: 4,
            dtype: DType.Float64);
        var classes = Tensor.From([.. Enumerable.Range(0, 30).Select(i => i % 3)]);
        model.Compile("sgd", ["sparse_categorical_crossentropy", "binary_crossentropy"], lossWeights: [0.3, 0.7]);
        model.ComputeGradients(x, new[] { classes, y });
        var kernel = model.Parameters[0];
        var gradient = kernel.Gradient.ToArray<double>();
        for (var i = 0; i < gradient.Length; i++)
        {
            var span = kernel.Value.AsSpan<double>();
            var (value, h) = (span[i], 1e-5);
            double Loss(double shift, Span<double> at)
            {
                at[i] = value + shift;
                return model.ComputeGradients(x, new[] { classes, y });
            }
            var slope = (Loss(h, span) - Loss(-h, span)) / (2 * h);
            span[i] = value;
            Assert.Equal(slope, gradient[i], 1e-8);
        }
    }
}
