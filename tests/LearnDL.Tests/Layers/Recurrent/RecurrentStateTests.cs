using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

/// <summary>
/// Stateful layers: the state goes from batch to batch, in training and in use, sample by sample, and nowhere else.
/// </summary>
public sealed class RecurrentStateTests
{
    const int N = 3, T = 4, D = 2;

    public static TheoryData<string> Names => [.. Recurrent.Names];

    static Tensor X(int seed, int batches = 1) => Tensor.Normal([batches * N, T, D], seed: seed, dtype: DType.Float64);

    static Tensor Y(int batches = 1) => Tensor.Ones([batches * N, 1], DType.Float64);

    /// <summary>A rate that changes no weight, unless another is given.</summary>
    static Sequential Model(string name, bool stateful = true, double rate = 1e-300)
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            Recurrent.New(name, 5, stateful: stateful, sequences: true),
            Recurrent.New(name, 3, stateful: stateful), new Dense(1)
        };
        model.Compile(new SGD(rate), "mse");
        return model;
    }

    /// <summary>The batches as one long sequence, through a model that keeps nothing.</summary>
    static Tensor Whole(string name, params Tensor[] batches) =>
        Model(name, stateful: false)
            .Predict(MoveOps.Concatenate([.. batches.Select(x => x.Transpose(1, 0, 2))]).Transpose(1, 0, 2));

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_goes_on_where_it_ended(string name)
    {
        var model = Model(name);
        Near.Same(Whole(name, X(1)), model.Predict(X(1)), "first");
        Near.Same(Whole(name, X(1), X(2)), model.Predict(X(2)), "second");
        model.ResetStates();
        Near.Same(Whole(name, X(2)), model.Predict(X(2)), "after ResetStates");
        Assert.NotEqual(model.Predict(X(1)).ToArray<double>(), Whole(name, X(1)).ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_batches_of_Predict_follow_each_other(string name)
    {
        var (model, x) = (Model(name), X(1, batches: 2));
        var p = model.Predict(x, batchSize: N);
        Near.Same(Whole(name, x[..N]), p[..N], "first batch");
        Near.Same(Whole(name, x[..N], x[N..]), p[N..], "second batch");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_carries_the_state_from_batch_to_batch(string name)
    {
        var (model, x) = (Model(name), X(1, batches: 2));
        model.Fit(x, Y(2), batchSize: N, verbose: 0, shuffle: false);
        Near.Same(Whole(name, x[..N], x[N..], X(3)), model.Predict(X(3)), "after Fit");
        model.ResetStates();
        model.TrainOnBatch(X(1), Y());
        model.TrainOnBatch(X(2), Y());
        Near.Same(Whole(name, X(1), X(2), X(3)), model.Predict(X(3)), "after TrainOnBatch");
        model.ResetStates();
        model.Evaluate(X(1), Y());
        Near.Same(Whole(name, X(1), X(3)), model.Predict(X(3)), "after Evaluate");
    }

    /// <summary>The loss of the second batch comes from a state of the first.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_learns_from_the_state_it_begins_in(string name)
    {
        var model = Model(name);
        model.TrainOnBatch(X(1), Y());
        var loss = model.TrainOnBatch(X(2), Y())["loss"];
        Assert.Equal(Whole(name, X(1), X(2)).Subtract(Y()).Square().Mean(0).Item(), loss, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_layer_carries_its_state_too(string name)
    {
        var model = Model(name);
        model.Build([-1, T, D]);
        model.Layers[0].Trainable = model.Layers[1].Trainable = false;
        model.Compile(new SGD(1e-300), "mse");
        model.TrainOnBatch(X(1), Y());
        model.TrainOnBatch(X(2), Y());
        Near.Same(Whole(name, X(1), X(2), X(3)), model.Predict(X(3)), "after two batches");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_refused_batch_leaves_no_trace(string name)
    {
        Sequential model = Model(name, rate: 0.1), twin = Model(name, rate: 0.1);
        foreach (var one in new[] { model, twin })
            one.TrainOnBatch(X(1), Y());
        Refused.Says<DataException>(() => model.TrainOnBatch(X(2), Y().Scale(1e200)), "loss became");
        foreach (var one in new[] { model, twin })
            one.TrainOnBatch(X(3), Y());
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(twin.Predict(X(4)).ToArray<double>(), model.Predict(X(4)).ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Batches_of_another_size_are_refused_before_anything_changes(string name)
    {
        Sequential model = Model(name, rate: 0.1), twin = Model(name, rate: 0.1);
        foreach (var one in new[] { model, twin })
            one.TrainOnBatch(X(1), Y());
        Tensor x = X(2, batches: 3)[..(2 * N + 1)], y = Y(3)[..(2 * N + 1)];
        Refused.Says<ShapeException>(() => model.Fit(x, y, batchSize: N, verbose: 0), "stateful", "a batch of 1",
            "leave 1 samples out");
        Refused.Says<ShapeException>(() => model.Predict(x, batchSize: N), "stateful", "a batch of 1");
        Refused.Says<ShapeException>(() => model.Evaluate(x, y, batchSize: N), "stateful", "a batch of 1");
        Refused.Says<ShapeException>(() => model.Fit(X(2, 2), Y(2), batchSize: 2 * N, verbose: 0), "stateful",
            $"{N} samples", $"{2 * N}", "ResetStates()");
        Refused.Says<ShapeException>(() => model.Predict(X(2, 2)), "stateful", $"{N} samples", "ResetStates()");
        Refused.Says<ShapeException>(() => model.Fit(X(2), Y(), batchSize: N, verbose: 0, validationData: (x, y)),
            "stateful", "a batch of 1");
        Refused.Says<ShapeException>(
            () => model.Fit(X(2), Y(), batchSize: N, verbose: 0, validationData: (x[..1], y[..1])), "stateful");
        foreach (var one in new[] { model, twin })
            one.TrainOnBatch(X(3), Y());
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(twin.Predict(X(4)).ToArray<double>(), model.Predict(X(4)).ToArray<double>());

        model.ResetStates(); // now any size will do
        model.Predict(X(2, 2));
    }

    /// <summary>The same layer can be given its state by hand, which then is not the kept one.</summary>
    [Fact]
    public void A_given_state_comes_before_the_kept_one()
    {
        LSTM stateful = new(5, stateful: true), plain = new(5);
        var given = new RecurrentState(Tensor.Normal([N, 5], seed: 8, dtype: DType.Float64),
            Tensor.Normal([N, 5], seed: 9, dtype: DType.Float64));
        RecurrentRun.Of(stateful, X(1));
        var expected = RecurrentRun.Of(plain, X(2), initial: given);
        foreach (var (a, b) in plain.Parameters.Zip(stateful.Parameters))
            Assert.Equal(a.Value.ToArray<double>(), b.Value.ToArray<double>());
        Near.Same(expected.Y, RecurrentRun.Of(stateful, X(2), initial: given).Y, "y", 0);
        Near.Same(RecurrentRun.Of(plain, X(3), initial: expected.Final).Y, RecurrentRun.Of(stateful, X(3)).Y,
            "the state after it", 0);
    }

    /// <summary>
    /// A kept state is no 0: where a batch begins with masked steps, its outputs are 0
    /// there, and the state goes on behind them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_kept_state_waits_behind_masked_steps(string name)
    {
        Layer masked = Recurrent.New(name, 5, sequences: true, stateful: true),
            shorter = Recurrent.New(name, 5, sequences: true, stateful: true);
        foreach (var layer in new[] { masked, shorter })
            RecurrentRun.Of(layer, X(1));
        var mask = Tensor.Ones([T, N], DType.Float64);
        mask[..2].Fill(0);
        RecurrentRun run = RecurrentRun.Of(masked, X(2), mask.Transpose()),
            real = RecurrentRun.Of(shorter, X(2)[.., 2..]);
        Assert.All(run.Y[.., ..2].ToArray<double>(), value => Assert.Equal(0, value));
        Near.Same(real.Y, run.Y[.., 2..], "y");
        Near.Same(real.Dx, run.Dx[.., 2..], "dx");
        Near.Same(real.DInitial.H, run.DInitial.H, "dInitial");
    }

    /// <summary>
    /// Two uses of a layer begin in the same state. The one that goes back first renews what is kept; the other still
    /// goes back to the state it began in.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_use_goes_back_to_the_state_it_began_in(string name)
    {
        double[] Gradients(bool another)
        {
            var layer = Recurrent.New(name, 5, stateful: true);
            RecurrentRun.Of(layer, X(1));
            LayerCall first = layer.NewCall(), second = layer.NewCall();
            var y = first.Forward(X(2), training: true);
            var dy = Tensor.Ones(y.Shape, y.DType);
            second.Forward(X(3), training: true);
            if (another)
                second.Backward(dy);
            foreach (var parameter in layer.Parameters)
                parameter.Gradient.Fill(0);
            return [.. first.Backward(dy).ToArray<double>(), .. layer.Parameters[1].Gradient.ToArray<double>()];
        }
        Assert.Equal(Gradients(another: false), Gradients(another: true));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restarted_a_layer_begins_at_0_again(string name)
    {
        var layer = Recurrent.New(name, 5, stateful: true);
        var first = RecurrentRun.Of(layer, X(1));
        layer.Restart(3);
        Near.Same(first.Y, RecurrentRun.Of(layer, X(1)).Y, "y", 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_alone_refuses_a_batch_of_another_size(string name)
    {
        var layer = Recurrent.New(name, 5, stateful: true);
        RecurrentRun.Of(layer, X(1));
        Refused.Says<ShapeException>(() => RecurrentRun.Of(layer, X(2)[..2]),
            "stateful and keeps the states of 3 samples", "ResetState()");
    }

    /// <summary>
    /// The states are those of the batches trained on, and so a validation needs as many samples; all
    /// is said before the training begins.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_validation_goes_on_from_the_states_of_the_training(string name)
    {
        var begun = 0;
        void Fit(Sequential model, int samples, int batchSize, int after)
        {
            Tensor x = X(1, batches: 2), y = Y(2);
            model.Fit(x[..samples], y[..samples], batchSize, verbose: 0, shuffle: false,
                validationData: (x[..after], y[..after]), callbacks: [new LambdaCallback(onTrainBegin: () => begun++)]);
        }
        Refused.Says<ShapeException>(() => Fit(Model(name), samples: 6, batchSize: 3, after: 1), "stateful",
            "a batch of 1");
        Refused.Says<ShapeException>(() => Fit(Model(name), samples: 2, batchSize: 3, after: 5), "stateful",
            "a batch of 3");
        var kept = Model(name);
        kept.Predict(X(3, batches: 2));
        Refused.Says<ShapeException>(() => Fit(kept, samples: 3, batchSize: 3, after: 3),
            "keeps the states of 6 samples");
        Assert.Equal(0, begun);
        Fit(Model(name), samples: 3, batchSize: 32, after: 3);
        Assert.Equal(1, begun);
    }

    [Fact]
    public void Without_stateful_every_batch_begins_at_0()
    {
        var model = Model("LSTM", stateful: false);
        Near.Same(model.Predict(X(1)), model.Predict(X(1)), "p", 0);
        model.ResetStates(); // does nothing
        Assert.Equal<Shape>([5, 1], model.Predict(Tensor.Zeros([5, T, D])).Shape);
    }
}
