using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class TimeDistributedTests : LayerContract
{
    protected override Layer NewLayer() => new TimeDistributed(new Dense(3, "tanh"));

    protected override Shape InputShape => [2, 3, 4];

    [Fact]
    public void Every_step_goes_through_the_same_layer()
    {
        var x = Tensor.Normal([2, 3, 4, 2], seed: 3, dtype: DType.Float64);
        var lstm = new LSTM(5);
        var layer = new TimeDistributed(lstm);
        layer.Build(x.Shape, DType.Float64, new RandomSource(1));
        var y = layer.NewCall().Forward(x, training: false);

        Assert.Equal([2, 3, 5], y.Shape);
        Assert.Equal(lstm.Parameters, layer.Parameters);
        for (var t = 0; t < 3; t++)
            Golden.Near.Same(lstm.NewCall().Forward(x[.., t], training: false), y[.., t].Reshape(2, 5), $"step {t}");
    }

    [Fact]
    public void A_mask_passes_by()
    {
        var mask = Tensor.From(new float[,] { { 1, 0 } });
        var layer = new TimeDistributed(new Dropout(0.5));
        layer.Build([1, 2, 3], DType.Float32, new RandomSource(1));
        var after = mask;
        layer.NewCall().Forward(Tensor.Ones([1, 2, 3]), ref after, training: true);
        Assert.Equal(mask.ToArray<float>(), after.ToArray<float>());
    }

    /// <summary>Dense works on every step by itself; TimeDistributed(Dense) is the same, fused loss and all.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learns_as_the_layer_alone_where_that_takes_sequences(bool first)
    {
        Tensor x = Tensor.Normal([6, 4, 3], seed: 1),
            y = Tensor.From([.. Enumerable.Range(0, 24).Select(i => i % 5)], [6, 4]);
        string Trained(Func<Dense, Layer> around)
        {
            var model = new Sequential(seed: 2) { new Input([4, 3]) };
            if (!first)
                model.Add(new LSTM(3, returnSequences: true));
            model.Add(around(new Dense(5, "softmax")));
            model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
            model.Fit(x, y, batchSize: 2, epochs: 2, verbose: 0);
            return model.WeightsHash();
        }
        Assert.Equal(Trained(dense => dense), Trained(dense => new TimeDistributed(dense)));
    }

    [Fact]
    public void The_inner_layer_is_frozen_restarted_and_checked_with_it()
    {
        var inner = new BatchNormalization();
        var layer = new TimeDistributed(inner);
        layer.Build([4, 1, 2], DType.Float32, new RandomSource(1));
        layer.CheckBatch([2, 1, 2]);
        Refused.Says<ShapeException>(() => layer.CheckBatch([1, 1, 2]), "batch_normalization");
        Assert.Equal(2, layer.TrainableParameters.Count()); // the moving averages are none
        layer.Trainable = false;
        Assert.False(inner.Trainable);
        Assert.Empty(layer.TrainableParameters);
        layer.Trainable = true;
        inner.Trainable = false;
        Assert.Empty(layer.TrainableParameters);

        var dropout = new TimeDistributed(new Dropout(0.5));
        dropout.Build([4, 5, 6], DType.Float32, new RandomSource(1));
        var call = dropout.NewCall();
        float[] Draw()
        {
            dropout.Restart(7);
            return call.Forward(Tensor.Ones([4, 5, 6]), training: true).ToArray<float>();
        }
        Assert.Equal(Draw(), Draw());
        Assert.Contains(0, Draw());
    }

    [Fact]
    public void Tells_of_the_layer_inside_what_others_ask()
    {
        Assert.Equal([-1, -1, 3], new TimeDistributed(new Dense(3)).ComputeOutputShape([-1, -1, 4]));
        Assert.Equal([7, -1, 3], new TimeDistributed(new Dense(3)).ComputeOutputShape([7, -1, 4]));
        Assert.Equal([-1, 7, 3], new TimeDistributed(new Dense(3)).ComputeOutputShape([-1, 7, 4]));
        Assert.True(new TimeDistributed(new Dense(3)).HasInputGradient);
        Assert.False(new TimeDistributed(new Embedding(5, 2)).HasInputGradient);
    }

    /// <summary>Texts of sentences of words: padded words and padded sentences change nothing.</summary>
    [Fact]
    public void A_mask_of_the_steps_of_steps_is_for_the_layer_inside()
    {
        Sequential Model() => new(seed: 1, dtype: DType.Float64)
        {
            new Input([-1, -1]), new Embedding(9, 3, maskZero: true), new TimeDistributed(new Dense(3)),
            new TimeDistributed(new GRU(4)), new LSTM(3), new Dense(1),
        };
        var padded = Tensor.From(
            new int[,,] { { { 1, 2, 0 }, { 3, 0, 0 }, { 0, 0, 0 } }, { { 4, 5, 6 }, { 7, 8, 0 }, { 1, 0, 2 } } });
        var p = Model().Predict(padded);
        Golden.Near.Same(Model().Predict(Tensor.From(new int[,,] { { { 1, 2 }, { 3, 0 } } })), p[..1],
            "the first text alone");

        var model = Model();
        model.Compile("sgd", "mse");
        model.Fit(padded, Tensor.Zeros([2, 1]), verbose: 0);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void A_step_counts_where_something_in_it_did()
    {
        var mask = Tensor.From(new float[,,] { { { 1, 0 }, { 0, 0 } }, { { 0, 0 }, { 0, 1 } } });
        var x = Tensor.Ones([2, 2, 2, 3]);
        Tensor After(Layer inner, Tensor mask)
        {
            var layer = new TimeDistributed(inner);
            layer.Build(x.Shape, DType.Float32, new RandomSource(1));
            var after = mask;
            layer.NewCall().Forward(x, ref after, training: false);
            var said = layer.OutputMask(x, mask);
            Assert.Equal(after.HasValue, said.HasValue);
            if (said.HasValue)
                Assert.Equal(after.ToArray<float>(), said.ToArray<float>());
            return after;
        }
        foreach (Layer consumes in new Layer[] { new LSTM(2), new Flatten() })
        {
            Assert.Equal([2, 2], After(consumes, mask).Shape);
            Assert.Equal([1, 0, 0, 1], After(consumes, mask).ToArray<float>());
        }
        Assert.Equal([2, 2, 2], After(new Dense(2), mask).Shape);
        Assert.Equal([2, 2], After(new LSTM(2), mask[.., .., 0]).Shape); // a mask of the steps alone
        Assert.Equal([2, 2, 2], After(new Masking(), default).Shape);
        Assert.False(After(new LSTM(2), default).HasValue);
        Assert.Equal(MaskUse.Makes, new TimeDistributed(new Embedding(3, 2, maskZero: true)).MaskUse);
        Assert.Equal(MaskUse.Passes, new TimeDistributed(new Embedding(3, 2)).MaskUse);
    }

    [Fact]
    public void A_wrong_id_inside_is_told_by_its_sample()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([2, 3]), new TimeDistributed(new Embedding(5, 2)), new Flatten(), new Dense(1)
        };
        model.Compile("sgd", "mse");
        var x = Tensor.Zeros([4, 2, 3], DType.Int32);
        model.Fit(x, Tensor.Zeros([4, 1]), verbose: 0);
        x.AsSpan<int>()[3 * 6 + 5] = 5;
        Refused.Says<DataException>(() => model.Fit(x, Tensor.Zeros([4, 1]), verbose: 0), "holds ids 0..4",
            "5 at sample 3, time step 5 of x");
    }

    [Fact]
    public void Says_what_does_not_fit()
    {
        Refused.Says<ShapeException>(() => new TimeDistributed(new Dense(2), "steps").ComputeOutputShape([2, 3]),
            "'steps' (TimeDistributed)", "(2, 3)");
        Refused.Says<ModelException>(() => _ = new TimeDistributed(new LSTM(2, returnState: true), "steps"),
            "TimeDistributed 'steps'", "returnState");
        Refused.Says<ModelException>(() => _ = new TimeDistributed(new Bidirectional(new LSTM(2, stateful: true)),
            "steps"), "'forward_lstm' (LSTM) is stateful", "TimeDistributed 'steps'", "all time steps at once");
        var shared = new Dense(4);
        var model = new Sequential { new Input([3, 4]), new TimeDistributed(shared) };
        Refused.Says<ModelException>(() => model.Add(shared), "inside another layer");
        var loss = new Sequential { new Input([3, 4]), new TimeDistributed(new Dense(1)) };
        Refused.Says<ModelException>(() => loss.Compile("sgd", "binary_crossentropy"),
            "wants probabilities", "'dense'");
    }
}
