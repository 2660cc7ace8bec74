using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Epochs, batches and the loss that Fit reports, as in Keras 3.</summary>
public sealed class FitTests
{
    [Fact]
    public void The_batch_size_is_32_by_default_and_the_last_batch_may_be_smaller()
    {
        var scene = Scene.Numbers;
        Sequential model = scene.Model(), twin = scene.Model();
        var losses = new List<double>();

        var history = model.Fit(scene.X, scene.Y, verbose: 0, shuffle: false,
            callbacks: [new LambdaCallback(onTrainBatchEnd: (batch, logs) => losses.Add(logs["loss"]))]);
        double first = twin.TrainOnBatch(scene.X[..32], scene.Y[..32])["loss"],
            second = twin.TrainOnBatch(scene.X[32..], scene.Y[32..])["loss"];

        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(2, model.Optimizer.Iterations);
        Assert.Equal(first, losses[0], 1e-12);
        // the mean weighted by batch size, while it learns
        Assert.Equal((32 * first + 8 * second) / 40, losses[1], 1e-12);
        Assert.Equal(losses[1], history["loss"][0]);
    }

    [Fact]
    public void Epochs_is_the_index_to_end_before()
    {
        var scene = Scene.Numbers;
        var model = scene.Model();

        Assert.Equal([0], model.Fit(scene.X, scene.Y, verbose: 0).Epoch);
        Assert.Equal([2, 3, 4], model.Fit(scene.X, scene.Y, verbose: 0, initialEpoch: 2, epochs: 5).Epoch);
        Assert.Empty(model.Fit(scene.X, scene.Y, verbose: 0, initialEpoch: 5, epochs: 5).Epoch);
        Assert.Equal(8, model.Optimizer.Iterations);
    }

    [Fact]
    public void Fit_goes_on_where_the_last_one_ended()
    {
        var scene = Scene.Numbers;
        Sequential once = scene.Model(), twice = scene.Model();

        once.Fit(scene.X, scene.Y, epochs: 4, verbose: 0, shuffle: false);
        twice.Fit(scene.X, scene.Y, epochs: 2, verbose: 0, shuffle: false);
        twice.Fit(scene.X, scene.Y, epochs: 4, initialEpoch: 2, verbose: 0, shuffle: false);

        Assert.Equal(once.WeightsHash(), twice.WeightsHash());
    }

    [Fact]
    public void Shuffling_follows_from_the_seed_and_takes_every_sample_once()
    {
        var scene = Scene.Numbers;
        string Trained(int seed, bool shuffle, out IReadOnlyList<double> losses)
        {
            var model = scene.Model(seed, new SGD(1e-30), DType.Float64); // a rate that changes nothing
            model.SetWeights(scene.Model(seed: 1, dtype: DType.Float64).GetWeights());
            var seen = new List<double>();
            var history = model.Fit(scene.X, scene.Y, batchSize: 7, epochs: 2, verbose: 0, shuffle: shuffle,
                callbacks: [new LambdaCallback(onTrainBatchEnd: (_, logs) => seen.Add(logs["loss"]))]);
            losses = seen;
            Assert.All(history["loss"], loss => Assert.Equal(model.Evaluate(scene.X, scene.Y)["loss"], loss, 1e-12));
            return string.Join(" ", seen.Select(loss => loss.ToString("R")));
        }

        Assert.Equal(Trained(1, true, out var shuffled), Trained(1, true, out _));
        Assert.NotEqual(Trained(1, true, out _), Trained(2, true, out _));
        Assert.Equal(Trained(1, false, out var straight), Trained(2, false, out _));
        Assert.Equal(straight.Take(6), straight.Skip(6));
        Assert.NotEqual(shuffled.Take(6), shuffled.Skip(6)); // another order every epoch
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        var scene = Scene.YesNo;
        string Hash(int seed)
        {
            var model = scene.Model(seed);
            model.Fit(scene.X, scene.Y, epochs: 3, verbose: 0);
            return model.WeightsHash();
        }

        Assert.Equal(Hash(1), Hash(1));
        Assert.NotEqual(Hash(1), Hash(2));
        Assert.Matches("^[0-9a-f]{64}$", Hash(1));
    }

    [Fact]
    public void Without_a_seed_every_model_begins_elsewhere() =>
        Assert.NotEqual(new Sequential { new Input([4]), new Dense(3) }.WeightsHash(),
            new Sequential { new Input([4]), new Dense(3) }.WeightsHash());

    [Fact]
    public void Two_steps_are_as_computed_by_hand()
    {
        double[] x = [1, 2, 3], y = [1, 4, 5];
        var model = new Sequential(dtype: DType.Float64) { new Input([1]), new Dense(1, kernelInitializer: "ones") };
        model.Compile(new SGD(0.05), "mse");
        model.Fit(Tensor.From(x).ExpandDims(), Tensor.From(y), epochs: 2, verbose: 0);

        var (w, b) = (1.0, 0.0);
        for (var step = 0; step < 2; step++)
        {
            double dw = 0, db = 0;
            for (var n = 0; n < 3; n++)
            {
                var error = w * x[n] + b - y[n];
                dw += 2 * error * x[n] / 3;
                db += 2 * error / 3;
            }
            (w, b) = (w - 0.05 * dw, b - 0.05 * db);
        }
        Assert.Equal(w, model.GetWeights()[0].Item(), 1e-12);
        Assert.Equal(b, model.GetWeights()[1].Item(), 1e-12);
    }

    [Fact]
    public void It_learns()
    {
        var scene = Scene.YesNo;
        var model = scene.Model(optimizer: new Adam(0.03));
        var history = model.Fit(scene.X, scene.Y, batchSize: 8, epochs: 60, verbose: 0);

        Assert.True(history["loss"][^1] < 0.1 * history["loss"][0],
            $"loss {history["loss"][0]} -> {history["loss"][^1]}");
        Assert.Equal(1, history["accuracy"][^1]);
    }

    [Fact]
    public void The_default_optimizer_is_rmsprop()
    {
        var model = new Sequential { new Dense(1) };
        model.Compile(loss: "mse");
        Assert.Equal(0.001, Assert.IsType<RMSprop>(model.Optimizer).LearningRate);
    }

    [Fact]
    public void A_model_may_be_compiled_anew_with_the_same_optimizer()
    {
        var scene = Scene.YesNo;
        var adam = new Adam();
        var model = scene.Model(optimizer: adam);
        model.Fit(scene.X, scene.Y, verbose: 0);
        model.Compile(adam, "binary_crossentropy", ["acc"]);

        Assert.Equal(["loss", "acc"], model.Fit(scene.X, scene.Y, verbose: 0).Keys);
        Assert.Equal(4, adam.Iterations);
    }

    [Fact]
    public void Frozen_layers_stay_as_they_are()
    {
        var scene = Scene.Numbers;
        var model = scene.Model();
        model.Layers[0].Trainable = false;
        var before = model.GetWeights().Select(w => w.ToArray<float>()).ToList();
        model.Fit(scene.X, scene.Y, verbose: 0);
        var after = model.GetWeights().Select(w => w.ToArray<float>()).ToList();

        Assert.Equal(before[..2], after[..2]);
        Assert.NotEqual(before[2], after[2]);
    }

    [Fact]
    public void Frozen_layers_at_the_front_cost_no_gradient()
    {
        var scene = Scene.Numbers;
        var model = scene.Model();
        model.Layers[0].Trainable = false;
        model.Fit(scene.X, scene.Y, verbose: 0);

        Assert.All(model.Layers[0].Parameters, parameter => Assert.Equal(0, parameter.Gradient.Abs().Sum().Item()));
        Assert.All(model.Layers[1].Parameters, parameter => Assert.NotEqual(0, parameter.Gradient.Abs().Sum().Item()));
        Assert.False(model.Layers[1].NeedsInputGradient);
    }

    [Fact]
    public void A_layer_shared_by_two_models_keeps_both_learning()
    {
        Layer shared = new Dense(4, "tanh"), front = new Dense(4, "tanh");
        var whole = new Sequential(seed: 1) { new Input([4]), front, shared, new Dense(1) };
        _ = new Sequential(seed: 2) { new Input([4]), shared }; // here the shared layer is the first
        whole.Compile("sgd", "mse");
        var before = front.Parameters[0].Value.ToArray<float>();
        whole.Fit(Scene.Numbers.X, Scene.Numbers.Y, verbose: 0);

        Assert.NotEqual(before, front.Parameters[0].Value.ToArray<float>());
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Bytes_as_samples_and_whole_numbers_as_labels_are_taken(DType dtype)
    {
        var scene = Scene.Images;
        var bytes = Tensor.From<byte>([.. Enumerable.Range(0, 12 * 28 * 28).Select(i => (byte)(i * 31 % 256))],
            [12, 28, 28]);
        Sequential model = scene.Model(optimizer: new SGD(1e-6), dtype: dtype),
            twin = scene.Model(optimizer: new SGD(1e-6), dtype: dtype);

        model.Fit(bytes, scene.Y, verbose: 0);
        twin.Fit(bytes.Cast(dtype), scene.Y.Cast(dtype), verbose: 0);

        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(dtype, model.Predict(bytes).DType);
        Assert.All(model.GetWeights(), w => Assert.Equal(dtype, w.DType));
    }

    [Fact]
    public void A_loss_that_is_no_number_is_told_before_the_weights_change()
    {
        var scene = Scene.Numbers;
        var model = scene.Model(optimizer: new SGD());
        model.SetWeights([.. model.GetWeights().Select(w => w.Affine(0, 1e30))]);
        var before = model.WeightsHash();

        Refused.Says<DataException>(() => model.Fit(scene.X, scene.Y, verbose: 0), "The loss became",
            "epoch 1, batch 1", "learning rate");
        Refused.Says<DataException>(() => model.TrainOnBatch(scene.X, scene.Y), "The loss became");

        Assert.Equal(before, model.WeightsHash());
        Assert.Equal(0, model.Optimizer.Iterations);
    }

    [Fact]
    public void A_training_that_diverges_is_told()
    {
        var scene = Scene.Numbers;
        var model = new Sequential(seed: 1) { new Dense(5), new Dense(1) };
        model.Compile(new SGD(1e6), "mse");

        var error = Refused.Says<DataException>(() => model.Fit(scene.X, scene.Y, epochs: 100, verbose: 0),
            "The loss became");
        Assert.Contains("ClipNorm", error.Fix);
    }
}
