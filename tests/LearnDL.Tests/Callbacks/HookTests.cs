using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>All hooks of Keras 3, in the order of its trainer, with the logs that it gives.</summary>
public sealed class HookTests
{
    static readonly Scene scene = Scene.YesNo;

    sealed class Diary(string name, List<string> lines) : Callback
    {
        void Note(string text) => lines.Add(name + text);

        static string Keys(Logs logs) => string.Join(",", logs.Keys);

        public override void OnTrainBegin() => Note("train");
        public override void OnEpochBegin(int epoch) => Note($"epoch {epoch}");
        public override void OnTrainBatchBegin(int batch) => Note($"batch {batch}");
        public override void OnTrainBatchEnd(int batch, Logs logs) => Note($"/batch {batch}: {Keys(logs)}");
        public override void OnEpochEnd(int epoch, Logs logs) => Note($"/epoch {epoch}: {Keys(logs)}");
        public override void OnTrainEnd(Logs logs) => Note($"/train: {Keys(logs)}");
        public override void OnTestBegin() => Note("test");
        public override void OnTestBatchBegin(int batch) => Note($"test batch {batch}");
        public override void OnTestBatchEnd(int batch, Logs logs) => Note($"/test batch {batch}: {Keys(logs)}");
        public override void OnTestEnd(Logs logs) => Note($"/test: {Keys(logs)}");
        public override void OnPredictBegin() => Note("predict");
        public override void OnPredictBatchBegin(int batch) => Note($"predict batch {batch}");
        public override void OnPredictBatchEnd(int batch, IReadOnlyList<Tensor> outputs) =>
            Note($"/predict batch {batch}: {string.Join(",", outputs.Select(output => output.Shape))}");
        public override void OnPredictEnd() => Note("/predict");
    }

    /// <summary>The same diary, kept by functions.</summary>
    static LambdaCallback Lambda(List<string> lines)
    {
        static string Keys(Logs logs) => string.Join(",", logs.Keys);
        return new LambdaCallback(
            onTrainBegin: () => lines.Add("train"),
            onEpochBegin: epoch => lines.Add($"epoch {epoch}"),
            onTrainBatchBegin: batch => lines.Add($"batch {batch}"),
            onTrainBatchEnd: (batch, logs) => lines.Add($"/batch {batch}: {Keys(logs)}"),
            onEpochEnd: (epoch, logs) => lines.Add($"/epoch {epoch}: {Keys(logs)}"),
            onTrainEnd: logs => lines.Add($"/train: {Keys(logs)}"),
            onTestBegin: () => lines.Add("test"),
            onTestBatchBegin: batch => lines.Add($"test batch {batch}"),
            onTestBatchEnd: (batch, logs) => lines.Add($"/test batch {batch}: {Keys(logs)}"),
            onTestEnd: logs => lines.Add($"/test: {Keys(logs)}"),
            onPredictBegin: () => lines.Add("predict"),
            onPredictBatchBegin: batch => lines.Add($"predict batch {batch}"),
            onPredictBatchEnd: (batch, outputs) => lines.Add(
                $"/predict batch {batch}: {string.Join(",", outputs.Select(output => output.Shape))}"),
            onPredictEnd: () => lines.Add("/predict"));
    }

    /// <summary>And by functions that all take logs, as in Keras.</summary>
    static LambdaCallback WithLogs(List<string> lines)
    {
        static string Keys(Logs logs) => string.Join(",", logs.Keys);
        void Begin(string text, Logs logs) => lines.Add(logs.Count == 0 ? text : "figures at the beginning");
        return new LambdaCallback(
            onTrainBegin: logs => Begin("train", logs),
            onEpochBegin: (epoch, logs) => Begin($"epoch {epoch}", logs),
            onBatchBegin: (batch, logs) => Begin($"batch {batch}", logs),
            onTrainBatchEnd: (batch, logs) => lines.Add($"/batch {batch}: {Keys(logs)}"),
            onEpochEnd: (epoch, logs) => lines.Add($"/epoch {epoch}: {Keys(logs)}"),
            onTrainEnd: logs => lines.Add($"/train: {Keys(logs)}"),
            onTestBegin: logs => Begin("test", logs),
            onTestBatchBegin: (batch, logs) => Begin($"test batch {batch}", logs),
            onTestBatchEnd: (batch, logs) => lines.Add($"/test batch {batch}: {Keys(logs)}"),
            onTestEnd: logs => lines.Add($"/test: {Keys(logs)}"),
            onPredictBegin: logs => Begin("predict", logs),
            onPredictBatchBegin: (batch, logs) => Begin($"predict batch {batch}", logs),
            onPredictBatchEnd: (batch, outputs) => lines.Add(
                $"/predict batch {batch}: {string.Join(",", outputs.Select(output => output.Shape))}"),
            onPredictEnd: logs => Begin("/predict", logs));
    }

    const string Figures = "loss,accuracy", All = Figures + ",val_loss,val_accuracy";

    static readonly string[] test =
        ["test", "test batch 0", $"/test batch 0: {Figures}", "test batch 1", $"/test batch 1: {Figures}",
            $"/test: {Figures}"];

    static string[] Epoch(int epoch) =>
    [
        $"epoch {epoch}", "batch 0", $"/batch 0: {Figures}", "batch 1", $"/batch 1: {Figures}", .. test,
        $"/epoch {epoch}: {All}",
    ];

    static void Fit(params Callback[] callbacks) => scene.Model().Fit(scene.X[..20], scene.Y[..20], batchSize: 10,
        epochs: 2, verbose: 0, validationData: (scene.X[20..], scene.Y[20..]), callbacks: callbacks);

    /// <summary>One function with logs is enough for the compiler to know which form is meant.</summary>
    [Fact]
    public void Functions_with_logs_and_without()
    {
        var calls = new List<string>();
        Fit(new LambdaCallback(onEpochBegin: epoch => calls.Add($"{epoch}")),
            new LambdaCallback(onEpochBegin: (epoch, logs) => calls.Add($"{epoch}, {logs.Count}")),
            new LambdaCallback(onTrainBegin: () => calls.Add("train")),
            new LambdaCallback(onTrainBegin: logs => calls.Add($"train, {logs.Count}")),
            new LambdaCallback(onBatchEnd: (batch, logs) => calls.Add($"/batch {batch}, {logs.Count}"),
                onTrainBatchEnd: (batch, logs) => calls.Add($"/train batch {batch}")),
            new LambdaCallback(onTrainEnd: () => calls.Add("/train")));
        string[] epoch = ["/train batch 0", "/batch 0, 2", "/train batch 1", "/batch 1, 2"];
        Assert.Equal(["train", "train, 0", "0", "0, 0", .. epoch, "1", "1, 0", .. epoch, "/train"], calls);
        Assert.False(new LambdaCallback(onEpochBegin: (_, _) => { }).WantsBatches);
        Assert.True(new LambdaCallback(onBatchBegin: (_, _) => { }).WantsBatches);
    }

    [Fact]
    public void Fit_calls_them_in_Keras_order_with_a_test_in_each_epoch()
    {
        var (lines, byFunctions) = (new List<string>(), new List<string>());
        Fit(new Diary("", lines));
        Fit(Lambda(byFunctions));
        Assert.Equal(["train", .. Epoch(0), .. Epoch(1), $"/train: {All}"], lines);
        Assert.Equal(lines, byFunctions);
        var withLogs = new List<string>();
        Fit(WithLogs(withLogs));
        Assert.Equal(lines, withLogs);
    }

    [Fact]
    public void Of_several_each_hook_is_called_in_their_order()
    {
        var lines = new List<string>();
        Fit(new Diary("a ", lines), new Diary("b ", lines));
        Assert.Equal(lines.Where(line => line[0] == 'a').Select(line => line[2..]),
            lines.Where(line => line[0] == 'b').Select(line => line[2..]));
        for (var i = 0; i < lines.Count; i += 2)
            Assert.Equal(('a', 'b', lines[i][2..]), (lines[i][0], lines[i + 1][0], lines[i + 1][2..]));
    }

    [Fact]
    public void Evaluate_and_Predict_call_theirs()
    {
        var (lines, byFunctions) = (new List<string>(), new List<string>());
        var model = scene.Model();
        foreach (var callback in (Callback[])[new Diary("", lines), Lambda(byFunctions)])
        {
            model.Evaluate(scene.X[20..], scene.Y[20..], batchSize: 10, callbacks: [callback]);
            model.Predict(scene.X[..15], batchSize: 10, callbacks: [callback]);
        }
        Assert.Equal([.. test, "predict", "predict batch 0", "/predict batch 0: (10, 1)", "predict batch 1",
            "/predict batch 1: (5, 1)", "/predict"], lines);
        Assert.Equal(lines, byFunctions);
    }

    /// <summary>Each is given alone, so that none depends on another to be noticed.</summary>
    [Fact]
    public void A_lambda_of_one_hook_is_called_for_it()
    {
        var calls = 0;
        LambdaCallback[] each =
        [
            new(onTrainBatchBegin: _ => calls++), new(onTrainBatchEnd: (_, _) => calls++),
            new(onTestBatchBegin: _ => calls++), new(onTestBatchEnd: (_, _) => calls++),
            new(onTestBegin: () => calls++), new(onTestEnd: _ => calls++), new(onTrainEnd: _ => calls++),
            new(onTrainEnd: () => calls++), new(onTrainEnd: () => { }, onTestBatchEnd: (_, _) => calls++),
        ];
        var counts = each.Select(one =>
        {
            calls = 0;
            Fit(one);
            return calls;
        });
        Assert.Equal([4, 4, 4, 4, 2, 2, 1, 1, 4], counts);
        calls = 0;
        scene.Model().Predict(scene.X, batchSize: 20, callbacks: [new LambdaCallback(onPredictBatchBegin: _ => calls++),
            new LambdaCallback(onPredictBatchEnd: (_, _) => calls += 10)]);
        Assert.Equal(22, calls);
    }

    [Fact]
    public void The_figures_given_are_those_reported()
    {
        var model = scene.Model();
        Logs? end = null, test = null, last = null;
        var history = model.Fit(scene.X, scene.Y, epochs: 3, verbose: 0, validationSplit: 0.2, callbacks:
            [new LambdaCallback(onTestEnd: logs => test = logs, onTrainEnd: logs => end = logs)]);
        Assert.All(history.Keys, key => Assert.Equal(history[key][^1], end![key]));
        Assert.Equal(history["val_loss"][^1], test!["loss"]);

        var evaluated = model.Evaluate(scene.X, scene.Y, batchSize: 7, callbacks:
            [new LambdaCallback(onTestBatchEnd: (_, logs) => last = logs, onTestEnd: logs => test = logs)]);
        Assert.Equal(evaluated.ToString(), test.ToString());
        Assert.Equal(evaluated.ToString(), last!.ToString());

        Tensor kept = default;
        var p = model.Predict(scene.X, batchSize: 40, callbacks:
            [new LambdaCallback(onPredictBatchEnd: (_, outputs) => kept = outputs[0].Keep())]);
        Assert.Equal(p.ToArray<float>(), kept.ToArray<float>());
    }

    /// <summary>In Keras 3, evaluate and predict begin without the callbacks of fit.</summary>
    [Fact]
    public void A_test_from_within_a_callback_calls_only_those_it_was_given()
    {
        var (lines, inner) = (new List<string>(), new List<string>());
        var model = scene.Model();
        model.Fit(scene.X, scene.Y, batchSize: 40, verbose: 0, callbacks:
            [new Diary("", lines), new LambdaCallback(onEpochEnd: (_, _) =>
            {
                model.Evaluate(scene.X, scene.Y, callbacks: [new Diary("", inner)]);
                model.Predict(scene.X);
            })]);
        Assert.Equal(["train", "epoch 0", "batch 0", $"/batch 0: {Figures}", $"/epoch 0: {Figures}",
            $"/train: {Figures}"], lines);
        Assert.Equal("test", inner[0]);
    }

    [Fact]
    public void What_began_is_told_its_end_when_a_callback_fails_and_nothing_is_lost()
    {
        static LambdaCallback Fails(bool inTest) => new(
            onTestBatchEnd: (_, _) => { if (inTest) throw new NotSupportedException(); },
            onPredictBatchEnd: (_, _) => throw new NotSupportedException());
        var lines = new List<string>();
        var model = scene.Model();
        model.Fit(scene.X, scene.Y, verbose: 0);
        var before = model.Predict(scene.X).ToArray<float>();

        Assert.Throws<NotSupportedException>(() =>
            model.Evaluate(scene.X, scene.Y, callbacks: [new Diary("", lines), Fails(true)]));
        Assert.Equal("/test: ", lines[^1]);
        Assert.Throws<NotSupportedException>(() =>
            model.Predict(scene.X, callbacks: [new Diary("", lines), Fails(true)]));
        Assert.Equal("/predict", lines[^1]);
        Assert.Equal(before, model.Predict(scene.X).ToArray<float>());

        var epochs = 0; // fails in the validation of the second epoch: the first is in the history
        var failing = new LambdaCallback(onTestEnd: _ => { if (++epochs == 2) throw new NotSupportedException(); });
        var diary = new Diary("", lines);
        Assert.Throws<NotSupportedException>(() => model.Fit(scene.X, scene.Y, epochs: 5, verbose: 0,
            validationSplit: 0.2, callbacks: [failing, diary]));
        Assert.Equal([0], model.History!.Epoch);
        Assert.Equal($"/train: {All}", lines[^1]);
        Refused.Says<ModelException>(() => _ = diary.Model, "while Fit runs");
        model.Fit(scene.X, scene.Y, verbose: 0, callbacks: [diary]); // it is free again
    }

    [Fact]
    public void One_that_was_told_no_beginning_is_told_no_end()
    {
        var lines = new List<string>();
        var fails = new LambdaCallback(onTestBegin: () => throw new NotSupportedException(),
            onTestEnd: _ => lines.Add("end of the failed"));
        Assert.Throws<NotSupportedException>(() => scene.Model().Evaluate(scene.X, scene.Y,
            callbacks: [new Diary("a ", lines), fails, new Diary("b ", lines)]));
        Assert.Equal(["a test", "a /test: "], lines);
    }

    [Fact]
    public void It_knows_its_model_in_Evaluate_and_Predict_and_is_given_to_each_once()
    {
        var model = scene.Model();
        var same = 0;
        LambdaCallback? look = null;
        look = new LambdaCallback(onTestBegin: () => same += look!.Model == model ? 1 : 0,
            onPredictBegin: () => same += look!.Model == model ? 1 : 0);
        model.Evaluate(scene.X, scene.Y, callbacks: [look]);
        model.Predict(scene.X, callbacks: [look]);
        Assert.Equal(2, same);
        Refused.Says<ModelException>(() => _ = look.Model, "Evaluate or Predict");
        Refused.Says<ModelException>(() => model.Evaluate(scene.X, scene.Y, callbacks: [look, look]),
            "LambdaCallback was given to Evaluate twice", "callbacks 1 and 2");
        Refused.Says<ModelException>(() => model.Predict(scene.X, callbacks: [look, look]), "given to Predict twice");
        var inUse = new LambdaCallback(onTrainBatchEnd: (_, _) => { });
        var tries = 0;
        model.Fit(scene.X, scene.Y, verbose: 0, callbacks: [inUse, new LambdaCallback(onEpochEnd: (_, _) =>
        {
            tries++;
            Refused.Says<ModelException>(() => model.Predict(scene.X, callbacks: [inUse]), "at work in another Fit");
        })]);
        Assert.Equal(1, tries);
    }

    [Fact]
    public void Hooks_of_tests_change_no_training()
    {
        Sequential model = scene.Model(), twin = scene.Model();
        var history = model.Fit(scene.X, scene.Y, epochs: 3, verbose: 0, validationSplit: 0.2, callbacks:
            [new LambdaCallback(onTestBatchBegin: _ => model.Predict(scene.X), onTestBatchEnd: (_, _) => { })]);
        var plain = twin.Fit(scene.X, scene.Y, epochs: 3, verbose: 0, validationSplit: 0.2);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(plain["val_loss"], history["val_loss"]);
    }
}
