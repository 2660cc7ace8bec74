using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

/// <summary>Shapes, weights, settings, and what is said about wrong ones.</summary>
public sealed class RecurrentShapeTests
{
    public static TheoryData<string> Names => [.. Recurrent.Names];

    static Layer Built(Layer layer, Shape shape)
    {
        layer.Build(shape, DType.Float64, new RandomSource(1));
        return layer;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_last_output_or_all(string name)
    {
        Assert.Equal<Shape>([-1, 5], Recurrent.New(name, 5).ComputeOutputShape([-1, -1, 3]));
        Assert.Equal<Shape>([7, 5], Recurrent.New(name, 5).ComputeOutputShape([7, 4, 3]));
        Assert.Equal<Shape>([7, 4, 5], Recurrent.New(name, 5, sequences: true).ComputeOutputShape([7, 4, 3]));
        Assert.Equal<Shape>([-1, -1, 5], Recurrent.New(name, 5, sequences: true).ComputeOutputShape([-1, -1, 3]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_have_the_shapes_and_names_of_Keras(string name)
    {
        var gates = Recurrent.Gates(name);
        var layer = Built(Recurrent.New(name, 5), [-1, 4, 3]);
        Assert.Equal(["kernel", "recurrent_kernel", "bias"], layer.Parameters.Select(p => p.Name));
        Assert.Equal<Shape>([3, gates * 5], layer.Parameters[0].Value.Shape);
        Assert.Equal<Shape>([5, gates * 5], layer.Parameters[1].Value.Shape);
        Assert.Equal(name == "GRU" ? [2, 15] : [gates * 5], layer.Parameters[2].Value.Shape);
        Assert.Equal(2, Built(Recurrent.New(name, 5, useBias: false), [-1, 4, 3]).Parameters.Count);
    }

    [Theory]
    [InlineData("SimpleRNN", 3 * 5 + 5 * 5 + 5)]
    [InlineData("LSTM", 4 * (3 * 5 + 5 * 5 + 5))]
    [InlineData("GRU", 3 * (3 * 5 + 5 * 5 + 2 * 5))]
    [InlineData(Recurrent.GRUBefore, 3 * (3 * 5 + 5 * 5 + 5))]
    public void Summary_counts_the_weights(string name, int count)
    {
        var writer = new StringWriter();
        new Sequential { new Input([4, 3]), Recurrent.New(name, 5) }.Summary(writer);
        Assert.Contains($"Total params: {count} ", writer.ToString());
    }

    /// <summary>
    /// The part of the IMDB model behind its Embedding of 10,000 words by 100, which has
    /// 1,000,000 of the 1,117,377 weights.
    /// </summary>
    [Fact]
    public void The_IMDB_model()
    {
        var writer = new StringWriter();
        new Sequential { new Input([500, 100]), new LSTM(128), new Dense(1, "sigmoid") }.Summary(writer);
        Assert.Contains("(None, 128)", writer.ToString());
        Assert.Contains("Total params: 117,377 ", writer.ToString());
    }

    [Fact]
    public void The_forget_gate_begins_open()
    {
        double[] Bias(LSTM layer) => Built(layer, [-1, 4, 3]).Parameters[2].Value.ToArray<double>();
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 0], Bias(new LSTM(2)));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0], Bias(new LSTM(2, unitForgetBias: false)));
        Assert.Equal([3, 3, 1, 1, 3, 3, 3, 3],
            Bias(new LSTM(2, biasInitializer: new LearnDL.Initializers.Constant(3))));
        Assert.Equal([3, 3, 3, 3, 3, 3, 3, 3],
            Bias(new LSTM(2, biasInitializer: new LearnDL.Initializers.Constant(3), unitForgetBias: false)));
        Assert.Equal(2, Built(new LSTM(2, useBias: false), [-1, 4, 3]).Parameters.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_recurrent_kernel_begins_orthogonal_as_a_whole(string name)
    {
        // (U, G·U): its rows are orthogonal, each of length 1
        var R = Built(Recurrent.New(name, 5), [-1, 4, 3]).Parameters[1].Value;
        Golden.Near.Same(Tensor.From<double>([.. Enumerable.Range(0, 25).Select(i => i % 6 == 0 ? 1.0 : 0)], [5, 5]),
            R.DotTransposed(R), "R·Rᵀ");
        var W = Built(Recurrent.New(name, 50), [-1, 4, 30]).Parameters[0].Value.ToArray<double>();
        // Glorot, with the gates' columns counted together
        var limit = Math.Sqrt(6.0 / (30 + Recurrent.Gates(name) * 50));
        Assert.InRange(W.Max(), 0.98 * limit, limit);
        Assert.InRange(W.Min(), -limit, -0.98 * limit);
    }

    [Fact]
    public void Every_weight_begins_as_its_initializer_says()
    {
        LearnDL.Initializers.Constant one = new(1), two = new(2), three = new(3);
        foreach (var layer in new Layer[]
        {
            new SimpleRNN(2, kernelInitializer: one, recurrentInitializer: two, biasInitializer: three), new LSTM(2,
                kernelInitializer: one, recurrentInitializer: two, biasInitializer: three, unitForgetBias: false),
            new GRU(2, kernelInitializer: one, recurrentInitializer: two, biasInitializer: three),
            new GRU(2, kernelInitializer: one, recurrentInitializer: two, biasInitializer: three, resetAfter: false),
        })
            for (var i = 0; i < 3; i++)
                Assert.All(Built(layer, [-1, 4, 3]).Parameters[i].Value.ToArray<double>(),
                    value => Assert.Equal(i + 1, value));
        foreach (var layer in new Layer[] { new SimpleRNN(2), new GRU(2) })
            Assert.All(Built(layer, [-1, 4, 3]).Parameters[2].Value.ToArray<double>(), value => Assert.Equal(0, value));
    }

    static Sequential Model(Layer layer)
    {
        layer.Name = "memory";
        var model = new Sequential(seed: 1) { layer, new Dense(1) };
        model.Compile("sgd", "mse");
        return model;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_inputs_are_refused(string name)
    {
        var y = Tensor.Zeros([1000, 1]);
        void Refuses(Shape shape, params string[] words)
        {
            var model = Model(Recurrent.New(name, 4));
            Refused.Says<ShapeException>(() => model.Fit(Tensor.Zeros(shape), y, verbose: 0),
                ["layer 'memory'", "(batch, time, features)", $"{shape}", .. words]);
            Assert.False(model.IsBuilt);
        }
        Refuses([1000, 8], "Windows of 8 numbers? x.ExpandDims() makes (1000, 8, 1)",
            "Windows.Of(series, length: 12)", "Embedding");
        Refuses([1000, 5, 8, 3], "Axis 3", "TimeDistributed");
        Refused.Says<ShapeException>(() => Recurrent.New(name, 4).ComputeOutputShape([-1, 5, -1]),
            "(batch, time, features)",
            "Give the number of features");

        var empty = Model(Recurrent.New(name, 4));
        Refused.Says<ShapeException>(() => empty.Fit(Tensor.Zeros([1000, 0, 8]), y, verbose: 0), "layer 'memory'",
            "0 time steps", "(1000, 0, 8)", "PadSequences");

        var built = Model(Recurrent.New(name, 4));
        built.Fit(Tensor.Zeros([10, 5, 3]), y[..10], verbose: 0);
        Refused.Says<ShapeException>(() => built.Layers[0].ComputeOutputShape([10, 5, 2]), "layer 'memory'",
            "3 features per time step", "(10, 5, 2)");
        Refused.Says<ShapeException>(() => built.Predict(Tensor.Zeros([10, 5, 2])), "(10, 5, 2)");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_axis_is_named(string name)
    {
        var y = Tensor.Zeros([20, 1]);
        void Refuses(Tensor x, string[] words) =>
            Refused.Says<ShapeException>(() => Model(Recurrent.New(name, 4)).Fit(x, y, verbose: 0), words);
        Refuses(Tensor.Zeros([20, 12]), ["Windows of 12 numbers? x.ExpandDims() makes (20, 12, 1)", "length: 5"]);
        Refuses(Tensor.Zeros([20]), ["Windows.Of(x, length: 5)"]);

        var built = Model(Recurrent.New(name, 4));
        built.Fit(Tensor.Zeros([20, 12, 3]), y, verbose: 0);
        Refused.Says<ShapeException>(() => built.Predict(Tensor.Zeros([12, 3])), "(None, 12, 3)",
            "A single sequence? x.ExpandDims(0) makes (1, 12, 3)");
        Refused.Says<ShapeException>(() => built.Predict(Tensor.Zeros([5, 9, 3])), "Input([-1, 3])");
        Refused.Says<ShapeException>(() => built.Predict(Tensor.Zeros([5, 12, 4])), "features of a time step");
    }

    [Fact]
    public void Ids_of_another_length()
    {
        Sequential Ids(params Layer[] first) => [.. first, new Embedding(9, 4), new LSTM(3), new Dense(1)];
        var model = Ids();
        model.Build([-1, 6]);
        Refused.Says<ShapeException>(() => model.Predict(Tensor.Zeros([5, 8], DType.Int32)),
            "built for 6 time steps; x has 8 time steps", "PadSequences(maxLength: 6)", "Input([-1])");
        var any = Ids(new Input([-1]));
        Assert.Equal<Shape>([5, 1], any.Predict(Tensor.Zeros([5, 8], DType.Int32)).Shape);
        Assert.Equal<Shape>([5, 1], any.Predict(Tensor.Zeros([5, 6], DType.Int32)).Shape);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("binary_crossentropy")]
    [InlineData("sparse_categorical_crossentropy")]
    public void One_target_a_sample_but_a_prediction_a_step(string loss)
    {
        var units = loss.StartsWith("sparse") ? 2 : 1;
        var model = new Sequential(seed: 1)
        {
            new LSTM(4, returnSequences: true), new Dense(units, units == 1 ? "sigmoid" : "softmax")
        };
        model.Compile("sgd", loss);
        foreach (var y in new[] { Tensor.Zeros([20]), Tensor.Zeros([20, 1]) })
            Refused.Says<ShapeException>(() => model.Fit(Tensor.Zeros([20, 5, 3]), y, verbose: 0),
                "for every time step", "returnSequences: true, leave it out", "Flatten()");
    }

    [Fact]
    public void A_stateful_layer_among_shuffled_samples_is_warned_of()
    {
        IReadOnlyList<string> Warnings(bool shuffle, bool inside = false)
        {
            var model =
                Model(inside ? new Bidirectional(new LSTM(4, stateful: true), "sum") : new LSTM(4, stateful: true));
            model.Fit(Tensor.Zeros([20, 5, 3]), Tensor.Zeros([20, 1]), batchSize: 10, verbose: 0, shuffle: shuffle);
            return model.Warnings;
        }
        Assert.Contains("shuffle: false", Assert.Single(Warnings(true)));
        Assert.Empty(Warnings(false));
        Assert.Equal(["forward_lstm", "backward_lstm"],
            Warnings(true, inside: true).Select(warning => warning.Split('\'')[1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_Input_of_unknown_length_takes_any_number_of_steps(string name)
    {
        var model = new Sequential(seed: 1) { new Input([Shape.Unknown, 3]), Recurrent.New(name, 4), new Dense(1) };
        Assert.Equal<Shape>([10, 1], model.Predict(Tensor.Zeros([10, 5, 3])).Shape);
        Assert.Equal<Shape>([7, 1], model.Predict(Tensor.Zeros([7, 9, 3])).Shape);
    }

    [Fact]
    public void Two_layers_want_sequences_between_them() =>
        Refused.Says<ShapeException>(() =>
            _ = new Sequential { new Input([7, 2]), new LSTM(4), new LSTM(4, name: "second") },
            "layer 'second'", "(None, 4)", "returnSequences: true");

    [Theory]
    [MemberData(nameof(Names))]
    public void Settings_out_of_range_are_refused(string name)
    {
        var kind = name.Split(' ')[0];
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, 0), $"{kind}: units", "0");
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, -3), $"{kind}: units", "-3");
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, 4, dropout: 1.5), $"{kind}: dropout", "1.5");
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, 4, dropout: -0.1), $"{kind}: dropout", "-0.1");
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, 4, recurrentDropout: 1),
            $"{kind}: recurrentDropout", "1");
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, 4, recurrentDropout: double.NaN),
            $"{kind}: recurrentDropout", "NaN");
        Refused.Says<HyperparameterException>(() => Recurrent.New(name, 4, truncate: 0), $"{kind}: truncate", "0");
        Refused.Says<UnknownNameException>(() => Recurrent.New(name, 4, activation: "tahn"), "'tahn'", "'tanh'");
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        var x = Tensor.Zeros([3, 4, 2], DType.Float64);
        Tensor fits = Tensor.Zeros([3, 5], DType.Float64), other = Tensor.Zeros([1, 5], DType.Float64);
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new LSTM(5), x, initial: new RecurrentState(fits)),
            "h and c, each (3, 5)", "no c");
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new LSTM(5), x, initial: new RecurrentState(fits, other)),
            "(1, 5)", "a row for every sample");
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new LSTM(5), x, initial: new RecurrentState(other, fits)),
            "(1, 5)");
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new GRU(5), x, initial: new RecurrentState(fits, fits)),
            "no c");
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new LSTM(5), x, initial: new RecurrentState(default, fits)),
            "h and c, each (3, 5)", "no h, c Float64 (3, 5)");
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new GRU(5), x, initial: new RecurrentState(default, fits)),
            "no h, c Float64 (3, 5)");
        Refused.Says<ShapeException>(() => RecurrentRun.Of(new SimpleRNN(5), x, initial: new RecurrentState(other)),
            "(1, 5)");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mask_may_be_of_any_type(string name)
    {
        var x = Tensor.Normal([2, 3, 2], dtype: DType.Float64);
        var mask = Tensor.From(new double[,] { { 1, 0, 1 }, { 1, 1, 0 } });
        var expected = RecurrentRun.Of(Recurrent.New(name, 4), x, mask: mask);
        foreach (var type in new[] { DType.Float32, DType.Int32, DType.UInt8 })
        {
            var run = RecurrentRun.Of(Recurrent.New(name, 4), x, mask: mask.Cast(type));
            Assert.Equal(expected.Y.ToArray<double>(), run.Y.ToArray<double>());
            Assert.Equal(expected.Dx.ToArray<double>(), run.Dx.ToArray<double>());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mask_that_does_not_fit_is_refused(string name) =>
        Refused.Says<ShapeException>(() => RecurrentRun.Of(Recurrent.New(name, 5), Tensor.Zeros([3, 4, 2],
            DType.Float64), mask: Tensor.Ones([3, 2], DType.Float64)), "mask", "(3, 4)", "(3, 2)");

    [Fact]
    public void A_Sequential_takes_no_layer_that_returns_its_state()
    {
        foreach (var layer in new Layer[] { new SimpleRNN(3, returnState: true), new LSTM(3, returnState: true),
            new GRU(3, returnState: true) })
            Refused.Says<ModelException>(() => _ = new Sequential { layer }, "gives", "tensors", "returnState");
    }
}
