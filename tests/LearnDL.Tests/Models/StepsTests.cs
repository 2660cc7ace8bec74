using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Epochs, validations and tests of so many batches, and batches that are made one by one.</summary>
public sealed class StepsTests
{
    static readonly Tensor x = Tensor.Normal([50, 3], seed: 1), y = Tensor.Normal([50, 1], seed: 2);

    static Sequential Model(double dropout = 0)
    {
        var model = new Sequential(seed: 7)
            { new Input([3]), new Dense(5, "tanh"), new Dropout(dropout), new Dense(1) };
        model.Compile("adam", "mse", ["mae"]);
        return model;
    }

    static IEnumerable<Batch> Batches(int size = 8)
    {
        for (var start = 0; start < 50; start += size)
            yield return (x[start..Math.Min(50, start + size)], y[start..Math.Min(50, start + size)]);
    }

    [Fact]
    public void Batches_made_one_by_one_train_as_the_same_samples_in_order()
    {
        Sequential all = Model(0.2), one = Model(0.2);
        var expected = all.Fit(x, y, batchSize: 8, epochs: 3, verbose: 0, shuffle: false, validationData: (x, y));
        var given = one.Fit(Batches(), epochs: 3, verbose: 0, validationData: (x, y), validationBatchSize: 8);
        Assert.Equal(all.WeightsHash(), one.WeightsHash());
        foreach (var key in expected.Keys)
            Assert.Equal(expected[key], given[key]);
        Assert.Equal(all.Evaluate(x, y, batchSize: 8), one.Evaluate(Batches()));
        Assert.Equal(all.Evaluate(x[..16], y[..16], batchSize: 8), one.Evaluate(Batches(), steps: 2));
        Assert.Equal(all.Evaluate(x[..16], y[..16], batchSize: 8), one.Evaluate(x, y, batchSize: 8, steps: 2));
    }

    /// <summary>7 batches: epochs of 3 are 1-2-3, 4-5-6, 7-1-2, …</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_epoch_of_steps_goes_on_where_the_one_before_ended(bool madeOneByOne)
    {
        Sequential steps = Model(), byHand = Model();
        var seen = new List<int>();
        var count = new LambdaCallback(onTrainBatchEnd: (batch, _) => seen.Add(batch));
        if (madeOneByOne)
            steps.Fit(Batches(), epochs: 4, verbose: 0, stepsPerEpoch: 3, callbacks: [count]);
        else
            steps.Fit(x, y, batchSize: 8, epochs: 4, verbose: 0, stepsPerEpoch: 3, shuffle: false, callbacks: [count]);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], seen);
        foreach (var number in new[] { 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4 })
            byHand.TrainOnBatch(x[(8 * number)..Math.Min(50, 8 * number + 8)],
                y[(8 * number)..Math.Min(50, 8 * number + 8)]);
        Assert.Equal(byHand.WeightsHash(), steps.WeightsHash());
    }

    [Fact]
    public void Every_run_through_shuffled_samples_has_each_once()
    {
        var model = Model();
        var rows = Tensor.Of([.. Enumerable.Range(0, 50).Select(i => (float)i)]).Reshape(50, 1);
        var spy = new Sequential { new Dense(1, kernelInitializer: "zeros") };
        List<int> order = [];
        var batches = new SampleBatches(new Samples(rows, rows, default), 8, model.Random);
        for (var pass = 0; pass < 2; pass++)
        {
            batches.BeginPass();
            while (batches.HasMore())
                order.AddRange(batches.Next().X[0].ToArray<float>().Select(value => (int)value));
        }
        Assert.Equal(Enumerable.Range(0, 50), order[..50].Order());
        Assert.Equal(Enumerable.Range(0, 50), order[50..].Order());
        Assert.NotEqual(order[..50], order[50..]);
        Assert.NotEqual(Enumerable.Range(0, 50), order[..50]);
    }

    static IEnumerable<Batch> WithoutEnd()
    {
        while (true)
            yield return (x, y);
    }

    [Fact]
    public void A_sequence_without_an_end_is_stepped_through()
    {
        Assert.Equal(2, Model().Fit(WithoutEnd(), epochs: 2, verbose: 0, stepsPerEpoch: 4).Epoch.Count);
        Assert.True(Model().Evaluate(WithoutEnd(), steps: 3)["loss"] > 0);
    }

    [Fact]
    public void A_validation_has_steps_and_a_batch_size_of_its_own()
    {
        var model = Model();
        var seen = new List<int>();
        var count = new LambdaCallback(onTestBatchEnd: (batch, logs) => seen.Add(batch));
        var history = model.Fit(x, y, verbose: 0, validationData: (x, y), validationBatchSize: 10, validationSteps: 3,
            callbacks: [count]);
        Assert.Equal([0, 1, 2], seen);
        Assert.Equal(model.Evaluate(x[..30], y[..30], batchSize: 10)["loss"], history["val_loss"][0]);
        Assert.Equal([20, 1], model.Predict(x, batchSize: 10, steps: 2).Shape);
        Assert.Equal([50, 1], model.Predict(x, batchSize: 10, steps: 7).Shape);
    }

    [Fact]
    public void A_batch_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var model = Model();
        var before = model.WeightsHash();
        Refused.Says<HyperparameterException>(() => model.Fit(x, y, stepsPerEpoch: 0), "StepsPerEpoch");
        Refused.Says<HyperparameterException>(() => model.Evaluate(x, y, steps: 0), "Steps");
        Refused.Says<DataException>(() => model.Fit(new List<Batch>(), verbose: 0), "sequence of batches is empty");
        Refused.Says<DataException>(() => model.Fit(new List<Batch> { (x, y[..49]) }, verbose: 0), "y has 49");
        Assert.Equal(before, model.WeightsHash());
        var (first, second) = (Model(), Model());
        first.Fit(new List<Batch> { (x, y) }, verbose: 0);
        Refused.Says<DataException>(() => second.Fit(
            new List<Batch> { (x, y), (x.Scale(double.NaN), y) }, verbose: 0), "x has NaN");
        Assert.Equal(first.WeightsHash(), second.WeightsHash()); // the good batch is learned from, the bad one not
    }

    /// <summary>Batches are checked as what they are, not as so many samples in batches of 32.</summary>
    [Fact]
    public void Batches_of_any_size_with_weights_of_classes()
    {
        var labels = Tensor.From([.. Enumerable.Range(0, 66).Select(i => i % 2)]);
        var samples = Tensor.Normal([66, 3], seed: 4);
        Sequential New()
        {
            var model = new Sequential(seed: 7)
                { new Input([3]), new Dense(4), new BatchNormalization(), new Dense(1, "sigmoid") };
            model.Compile("sgd", "binary_crossentropy");
            return model;
        }
        Sequential one = New(), all = New();
        var batches = new List<Batch> { (samples[..33], labels[..33]), (samples[33..], labels[33..]) };
        one.Fit(batches, epochs: 2, verbose: 0, classWeight: new() { [0] = 1, [1] = 3 });
        all.Fit(samples, labels, batchSize: 33, epochs: 2, verbose: 0, shuffle: false,
            classWeight: new() { [0] = 1, [1] = 3 });
        Assert.Equal(all.WeightsHash(), one.WeightsHash());

        var zeros = New(); // a batch of a class that counts nothing is passed through
        zeros.Fit(new List<Batch> { (samples[..33], Tensor.Zeros([33])), (samples[33..], labels[33..]) }, verbose: 0,
            classWeight: new() { [0] = 0, [1] = 1 });
    }

    [Fact]
    public void Only_the_first_batch_warns()
    {
        var model = new Sequential(seed: 1) { new Input([70]), new Dense(1) };
        model.Compile(new SGD(1e-9), "mse");
        var pixels = Tensor.Uniform([40, 70], 0, 255, seed: 3);
        model.Fit(new List<Batch> { (pixels[..20], y[..20]), (pixels[20..], y[20..40]) }, epochs: 3, verbose: 0);
        Assert.Single(model.Warnings, warning => warning.Contains("like images that were not scaled"));
    }

    [Fact]
    public void Fewer_steps_ask_only_for_the_samples_that_they_take()
    {
        var model = new Sequential(seed: 1) { new Input([2, 3]), new GRU(2, stateful: true), new Dense(1) };
        model.Compile("sgd", "mse");
        var sequences = Tensor.Normal([10, 2, 3], seed: 1);
        Assert.True(model.Evaluate(sequences, y[..10], batchSize: 4, steps: 2)["loss"] > 0);
        model.ResetStates();
        model.Fit(sequences[..8], y[..8], batchSize: 4, verbose: 0, shuffle: false, validationData: (sequences, y[..10]),
            validationSteps: 2);
    }

    /// <summary>What a callback computes is its own: no batch takes it away.</summary>
    [Fact]
    public void Callbacks_may_predict_between_the_batches_of_a_test()
    {
        var model = Model();
        List<float[]> seen = [];
        Tensor kept = default;
        var callback = new LambdaCallback(
            onTestBatchEnd: (_, _) => kept = model.Predict(x[..2]).Scale(2),
            onPredictBatchEnd: (batch, outputs) => seen.Add(outputs[0].ToArray<float>()));
        model.Evaluate(x, y, callbacks: [callback]);
        Assert.Equal(2, kept.ToArray<float>().Length);
        var p = model.Predict(x, batchSize: 20, callbacks: [callback]);
        Assert.Equal(p.ToArray<float>(), seen.SelectMany(batch => batch));
    }

    [Fact]
    public void The_error_of_a_training_is_not_hidden_by_a_hook_at_its_end()
    {
        var model = Model();
        var told = 0;
        LambdaCallback fails = new(onTrainEnd: logs => _ = logs["loss"]), counts = new(onTrainEnd: _ => told++);
        Refused.Says<DataException>(() => model.Fit(x, y.Scale(1e30), verbose: 0, callbacks: [fails, counts],
            batchSize: 50), "loss became");
        Assert.Equal(1, told);
    }

    /// <summary>The batches of a validation are those of its samples, in every epoch from the first on.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void A_validation_on_batches_that_are_made_one_by_one(int? steps)
    {
        Sequential all = Model(), one = Model(), both = Model();
        var (begun, tests) = (0, new List<int>());
        IEnumerable<Batch> Counted()
        {
            begun++;
            foreach (var batch in Batches())
                yield return batch;
        }
        var expected = all.Fit(x, y, epochs: 3, verbose: 0, validationData: (x, y), validationBatchSize: 8,
            validationSteps: steps);
        var given = one.Fit(x, y, epochs: 3, verbose: 0, validationData: new(Counted()), validationSteps: steps,
            callbacks: [new LambdaCallback(onTestBatchEnd: (batch, _) => tests.Add(batch))]);
        Assert.Equal(all.WeightsHash(), one.WeightsHash());
        Assert.Equal(expected.Keys, given.Keys);
        foreach (var key in expected.Keys)
            Assert.Equal(expected[key], given[key]);
        Assert.Equal(3, begun); // the pass that was checked beforehand is the first
        Assert.Equal(3 * (steps ?? 7), tests.Count);
        var trainedOnBatches = both.Fit(Batches(), epochs: 1, verbose: 0, validationData: new(WithoutEnd()),
            validationSteps: 2, validationFreq: 1);
        Assert.Equal(both.Evaluate(WithoutEnd(), steps: 2)["mae"], trainedOnBatches["val_mae"][0]);
        Assert.Contains(both.Fit(x, y, verbose: 0, validationData: new List<Batch> { (x, y, Tensor.Ones([50])) })
            .Keys, key => key == "val_loss");
    }

    [Fact]
    public void The_batches_of_a_validation_are_checked()
    {
        var model = Model();
        var before = model.Fit(x, y, verbose: 0);
        var weights = model.WeightsHash();
        Refused.Says<DataException>(() => model.Fit(x, y, verbose: 0, validationData: new(new List<Batch>())),
            "sequence of batches is empty");
        Refused.Says<DataException>(
            () => model.Fit(x, y, verbose: 0, validationData: new List<Batch> { (x, y[..9]) }),
            "y has 9");
        Refused.Says<ShapeException>(
            () => model.Fit(x, y, verbose: 0, validationData: new Batch[] { (x[.., ..2], y) }), "(None, 3)");
        Refused.Says<DataException>(
            () => model.Fit(Batches(), verbose: 0, validationData: new Batch[] { (x.Scale(double.NaN), y) }), "NaN");
        Assert.Equal(weights, model.WeightsHash()); // all of it was said before the first step
        var unbuilt = new Sequential([new Dense(1)]);
        unbuilt.Compile("sgd", "mse");
        Refused.Says<ShapeException>(
            () => unbuilt.Fit(x, y, verbose: 0, validationData: new Batch[] { (x[.., ..2], y) }), "(None, 3)");
        Assert.False(unbuilt.IsBuilt); // also before the weights are made
        var second = Assert.Throws<DataException>(() => model.Fit(x, y, verbose: 0,
            validationData: new List<Batch> { (x, y), (x.Scale(double.NaN), y) }));
        Assert.Contains("NaN", second.Message);
        static Sequential Wide()
        {
            var wide = new Sequential([new Input([64]), new Dense(1)]);
            wide.Compile("sgd", "mse");
            return wide;
        }
        static Batch Pixels(int most) =>
            (Tensor.Concatenate([Tensor.Zeros([1, 64]), Tensor.Full([1, 64], most)]), Tensor.Zeros([2, 1]));
        var (one, three) = (Wide(), Wide());
        var (calm, zero) = (Tensor.Zeros([2, 64]), Tensor.Zeros([2, 1]));
        one.Fit(calm, zero, verbose: 0, validationData: new List<Batch> { Pixels(250) });
        three.Fit(calm, zero, verbose: 0, validationData: new List<Batch> { Pixels(250), Pixels(254), Pixels(255) });
        Assert.Contains(one.Warnings, warning => warning.Contains("spans 0..250", StringComparison.Ordinal));
        Assert.Equal(one.Warnings, three.Warnings); // only the first batch warns
        using var said = new StringWriter();
        model.Writer = said;
        model.Fit(x, y, verbose: 2, validationData: new(Batches()), validationBatchSize: 5);
        Assert.Contains("validationBatchSize 5 has no effect", said.ToString());
    }
}
