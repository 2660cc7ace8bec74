using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>One thing at a time; and an end before the end.</summary>
public sealed class ThreadTests
{
    [Fact]
    public async Task A_second_thread_is_told_that_the_model_is_in_use()
    {
        var scene = Scene.YesNo;
        Sequential model = scene.Model(), twin = scene.Model();
        using ManualResetEventSlim inside = new(), release = new();
        var pause = new LambdaCallback(onEpochBegin: _ =>
        {
            inside.Set();
            release.Wait(TimeSpan.FromSeconds(10));
        });
        var training = Task.Run(() => model.Fit(scene.X, scene.Y, epochs: 2, verbose: 0, callbacks: [pause]));
        Assert.True(inside.Wait(TimeSpan.FromSeconds(10)));

        Refused.Says<ModelException>(() => model.Fit(scene.X, scene.Y, verbose: 0),
            "Model 'net' is in use by another thread");
        Refused.Says<ModelException>(() => model.Predict(scene.X), "another thread");
        Refused.Says<ModelException>(() => model.Evaluate(scene.X, scene.Y), "another thread");
        Refused.Says<ModelException>(() => model.TrainOnBatch(scene.X, scene.Y), "another thread");
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse"), "another thread");
        Refused.Says<ModelException>(() => model.SetWeights(twin.GetWeights()), "another thread");
        Refused.Says<ModelException>(model.ResetStates, "another thread");
        release.Set();
        await training;

        twin.Fit(scene.X, scene.Y, epochs: 2, verbose: 0);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal<Shape>([40, 1], model.Predict(scene.X).Shape);
    }

    [Fact]
    public async Task Two_models_train_side_by_side()
    {
        var scene = Scene.YesNo;
        string Trained(int seed)
        {
            var model = scene.Model(seed);
            model.Fit(scene.X, scene.Y, batchSize: 3, epochs: 20, verbose: 0);
            return model.WeightsHash();
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => Trained(seed))));
        Assert.Equal(Enumerable.Range(0, 4).Select(Trained), together);
    }

    [Fact]
    public void Cancelled_the_weights_and_the_history_stay()
    {
        var scene = Scene.YesNo;
        Sequential model = scene.Model(), twin = scene.Model();
        using var source = new CancellationTokenSource();
        var ended = 0;
        var cancel = new LambdaCallback(
            onTrainBatchEnd: (batch, _) =>
            {
                if (model.History!.Epoch.Count == 1 && batch == 1)
                    source.Cancel();
            },
            onTrainEnd: () => ended++);

        Assert.Throws<OperationCanceledException>(() => model.Fit(scene.X, scene.Y, batchSize: 10, epochs: 9,
            shuffle: false, verbose: 0, callbacks: [cancel], cancellationToken: source.Token));

        twin.Fit(scene.X, scene.Y, batchSize: 10, shuffle: false, verbose: 0);
        twin.TrainOnBatch(scene.X[..10], scene.Y[..10]);
        twin.TrainOnBatch(scene.X[10..20], scene.Y[10..20]);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal([0], model.History!.Epoch);
        Assert.Equal(1, ended);
        Assert.Equal([0], model.Fit(scene.X, scene.Y, verbose: 0).Epoch); // and it can go on
    }

    [Fact]
    public void A_token_cancelled_before_lets_nothing_happen()
    {
        var scene = Scene.YesNo;
        var model = scene.Model();
        var before = model.WeightsHash();

        Assert.Throws<OperationCanceledException>(() =>
            model.Fit(scene.X, scene.Y, verbose: 0, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(before, model.WeightsHash());
    }
}
