using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

public sealed class CallbackTests
{
    static readonly Scene scene = Scene.YesNo;

    sealed class Diary(string name, List<string> lines) : Callback
    {
        public override void OnTrainBegin() => lines.Add($"{name} begin");

        public override void OnEpochBegin(int epoch) => lines.Add($"{name} epoch {epoch}");

        public override void OnTrainBatchEnd(int batch, Logs logs) =>
            lines.Add($"{name} batch {batch}: {string.Join(",", logs.Keys)}");

        public override void OnEpochEnd(int epoch, Logs logs) =>
            lines.Add($"{name} end of {epoch}: {string.Join(",", logs.Keys)}");

        public override void OnTrainEnd() => lines.Add($"{name} end");
    }

    [Fact]
    public void They_are_called_in_order()
    {
        var lines = new List<string>();
        scene.Model().Fit(scene.X, scene.Y, epochs: 2, verbose: 0, validationSplit: 0.1,
            callbacks: [new Diary("a", lines), new Diary("b", lines)]);

        string[] Epoch(int epoch) =>
        [
            $"a epoch {epoch}", $"b epoch {epoch}",
            "a batch 0: loss,accuracy", "b batch 0: loss,accuracy", "a batch 1: loss,accuracy",
            "b batch 1: loss,accuracy",
            $"a end of {epoch}: loss,accuracy,val_loss,val_accuracy",
            $"b end of {epoch}: loss,accuracy,val_loss,val_accuracy",
        ];
        Assert.Equal(["a begin", "b begin", .. Epoch(0), .. Epoch(1), "a end", "b end"], lines);
    }

    [Fact]
    public void The_lambda_callback_is_called_alike()
    {
        var lines = new List<string>();
        scene.Model().Fit(scene.X, scene.Y, verbose: 0, callbacks: [new LambdaCallback(
            onTrainBegin: () => lines.Add("begin"), onEpochBegin: epoch => lines.Add($"epoch {epoch}"),
            onTrainBatchEnd: (batch, _) => lines.Add($"batch {batch}"),
            onEpochEnd: (epoch, logs) => lines.Add($"end of {epoch}: {logs.Count}"),
            onTrainEnd: () => lines.Add("end"))]);

        Assert.Equal(["begin", "epoch 0", "batch 0", "batch 1", "end of 0: 2", "end"], lines);
    }

    [Fact]
    public void What_a_callback_adds_goes_into_the_history_and_to_the_next_callback()
    {
        var seen = new List<double>();
        var history = scene.Model().Fit(scene.X, scene.Y, epochs: 2, verbose: 0, callbacks:
            [new LambdaCallback(onEpochEnd: (epoch, logs) => logs["mine"] = epoch + 10),
                new LambdaCallback(onEpochEnd: (_, logs) => seen.Add(logs["mine"]))]);

        Assert.Equal([10, 11], history["mine"]);
        Assert.Equal([10, 11], seen);
    }

    [Fact]
    public void It_may_evaluate_and_predict_while_Fit_runs_without_changing_the_training()
    {
        Sequential model = scene.Model(), twin = scene.Model();
        var losses = new List<double>();
        var curious = new LambdaCallback(
            onTrainBatchEnd: (_, _) => model.Predict(scene.X, batchSize: 3),
            onEpochEnd: (_, _) => losses.Add(model.Evaluate(scene.X[30..], scene.Y[30..])["loss"]));

        var history = model.Fit(scene.X, scene.Y, epochs: 3, verbose: 0, callbacks: [curious],
            validationData: (scene.X[30..], scene.Y[30..]));
        twin.Fit(scene.X, scene.Y, epochs: 3, verbose: 0);

        Assert.Equal(history["val_loss"], losses);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(twin.History!["accuracy"], history["accuracy"]);
    }

    [Fact]
    public void It_may_even_train_while_Fit_runs_and_the_figures_of_the_epoch_stay_its_own()
    {
        var model = scene.Model(optimizer: new SGD(1e-30), dtype: DType.Float64); // a rate that changes nothing
        var expected = model.Evaluate(scene.X, scene.Y);
        var history = model.Fit(scene.X, scene.Y, batchSize: 7, verbose: 0,
            callbacks: [new LambdaCallback(onTrainBatchEnd: (_, _) => model.TrainOnBatch(scene.X[..5], scene.Y[..5]))]);

        Assert.Equal(expected["loss"], history["loss"][0], 1e-12);
        Assert.Equal(expected["accuracy"], history["accuracy"][0], 1e-12);
    }

    [Fact]
    public void It_may_not_change_what_the_running_Fit_works_with()
    {
        Sequential model = scene.Model(), twin = scene.Model();
        var meddler = new LambdaCallback(onEpochEnd: (_, _) =>
        {
            Refused.Says<ModelException>(() => model.Compile("sgd", "mse"),
                "Compile was called while Fit trains model 'net'", "StopTraining");
            Refused.Says<ModelException>(() => model.Fit(scene.X, scene.Y, verbose: 0),
                "Fit was called while Fit trains model 'net'");
        });

        model.Fit(scene.X, scene.Y, epochs: 3, verbose: 0, callbacks: [meddler]);
        twin.Fit(scene.X, scene.Y, epochs: 3, verbose: 0);

        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        model.Compile("sgd", scene.Loss); // afterwards it may
        Assert.Single(model.Fit(scene.X, scene.Y, verbose: 0).Epoch);
    }

    [Fact]
    public void StopTraining_before_an_epoch_still_lets_one_batch_happen()
    {
        Sequential model = scene.Model(), twin = scene.Model();
        var history = model.Fit(scene.X, scene.Y, batchSize: 10, epochs: 5, verbose: 0, shuffle: false,
            callbacks: [new LambdaCallback(onEpochBegin: _ => model.StopTraining = true)]);

        Assert.Equal([0], history.Epoch);
        Assert.Equal(twin.TrainOnBatch(scene.X[..10], scene.Y[..10])["loss"], history["loss"][0], 1e-12);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
    }

    [Fact]
    public void StopTraining_ends_after_the_running_batch_and_reports_the_epoch()
    {
        var model = scene.Model();
        var lines = new List<string>();
        var stop = new LambdaCallback(onTrainBatchEnd: (batch, _) => model.StopTraining = batch == 1);

        var history = model.Fit(scene.X, scene.Y, batchSize: 10, epochs: 5, verbose: 0, validationSplit: 0.1,
            callbacks: [stop, new Diary("a", lines)]);

        Assert.Equal(2, model.Optimizer.Iterations);
        Assert.Equal([0], history.Epoch);
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], history.Keys);
        Assert.Equal("a end", lines[^1]);
        Assert.Equal(5, model.Fit(scene.X, scene.Y, epochs: 5, verbose: 0).Epoch.Count); // the next Fit begins afresh
    }

    [Fact]
    public void The_end_is_told_even_when_a_callback_fails()
    {
        var lines = new List<string>();
        var fails = new LambdaCallback(onEpochEnd: (_, _) => throw new NotSupportedException());

        Assert.Throws<NotSupportedException>(() =>
            scene.Model().Fit(scene.X, scene.Y, verbose: 0, callbacks: [fails, new Diary("a", lines)]));
        Assert.Equal("a end", lines[^1]);
    }

    [Fact]
    public void The_end_is_told_to_those_that_were_told_the_beginning()
    {
        var lines = new List<string>();
        var fails = new LambdaCallback(onTrainBegin: () => throw new NotSupportedException(),
            onTrainEnd: () => lines.Add("end of the failed"));

        Assert.Throws<NotSupportedException>(() => scene.Model()
            .Fit(scene.X, scene.Y, verbose: 0, callbacks: [new Diary("a", lines), fails, new Diary("b", lines)]));
        Assert.Equal(["a begin", "a end"], lines);
        Refused.Says<ModelException>(() => _ = fails.Model, "while Fit runs");
    }

    [Fact]
    public void The_schedule_sets_the_rate_before_every_epoch()
    {
        var model = scene.Model(optimizer: new SGD(0.5));
        var rates = new List<double>();
        var asked = new List<(int, double)>();
        var scheduler = new LearningRateScheduler((epoch, rate) =>
        {
            asked.Add((epoch, rate));
            return rate / 2;
        });
        var history = model.Fit(scene.X, scene.Y, epochs: 5, initialEpoch: 2, verbose: 0, callbacks: [scheduler,
            new LambdaCallback(onTrainBatchEnd: (_, _) => rates.Add(model.Optimizer.LearningRate))]);

        Assert.Equal([(2, 0.5), (3, 0.25), (4, 0.125)], asked);
        Assert.Equal([0.25, 0.25, 0.125, 0.125, 0.0625, 0.0625], rates);
        Assert.Equal([0.25, 0.125, 0.0625], history["learning_rate"]);
    }

    [Fact]
    public void A_schedule_may_end_at_0()
    {
        var model = scene.Model(optimizer: new SGD(0.1));
        string before = "", after = "";
        var schedule = new LearningRateScheduler((epoch, _) => 0.1 * (1 - epoch / 4.0));
        var look = new LambdaCallback(onEpochEnd: (_, _) => (before, after) = (after, model.WeightsHash()));
        var history = model.Fit(scene.X, scene.Y, epochs: 5, verbose: 0, callbacks: [schedule, look]);

        Assert.Equal(0, history["learning_rate"][^1]);
        Assert.Equal(before, after);
        Assert.Equal(5, history["loss"].Count);
    }

    /// <summary>A straight line down to 0 ends a little below it where its steps are no binary fractions.</summary>
    [Fact]
    public void A_rate_that_rounding_took_below_0_is_0()
    {
        var (x, y, below) = (scene.X[..2], scene.Y[..2], 0);
        for (var steps = 1; steps <= 9; steps++)
            for (var step = 0.1; step > 0.0005; step /= 3)
            {
                var first = (double)((decimal)step * steps);
                below += first - step * steps < 0 ? 1 : 0;
                var schedule = new LearningRateScheduler((epoch, _) => first - step * epoch);
                var history = scene.Model().Fit(x, y, epochs: steps + 1, verbose: 0, callbacks: [schedule]);
                Assert.InRange(history["learning_rate"][^1], 0, 1e-14);
            }
        Assert.True(below > 0);
    }

    [Fact]
    public void A_schedule_that_gives_no_rate_is_told_with_its_epoch()
    {
        var schedule = new LearningRateScheduler((epoch, _) => 0.2 - 0.1 * epoch);
        Refused.Says<HyperparameterException>(() =>
            scene.Model().Fit(scene.X, scene.Y, epochs: 9, verbose: 0, callbacks: [schedule]),
            "epoch 4", "schedule(3, 0)", ">= 0", "Math.Max(0");
    }

    [Fact]
    public void A_schedule_that_gives_no_rate_is_told()
    {
        var model = scene.Model();
        var before = model.WeightsHash();
        Refused.Says<HyperparameterException>(() => model.Fit(scene.X, scene.Y, verbose: 0,
            callbacks: [new LearningRateScheduler((_, _) => -1)]), "Adam.LearningRate", "-1");
        Assert.Equal(before, model.WeightsHash());
    }

    [Fact]
    public void A_callback_knows_no_model_outside_of_Fit()
    {
        var callback = new LambdaCallback();
        Refused.Says<ModelException>(() => _ = callback.Model, "while Fit runs");
        scene.Model().Fit(scene.X, scene.Y, verbose: 0, callbacks: [callback]);
        Refused.Says<ModelException>(() => _ = callback.Model, "while Fit runs");
    }
}
