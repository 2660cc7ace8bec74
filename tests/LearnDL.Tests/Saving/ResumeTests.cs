using System.Text;
using System.Text.Json.Nodes;
using LearnDL.Callbacks;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Tests.Saving;

/// <summary>
/// A training that is broken off, and goes on in another model, ends as one that ran through: weights to the bit, the
/// history to the last digit.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    const int N = 22, T = 3, Epochs = 4;

    readonly string folder = Directory.CreateTempSubdirectory("learndl-").FullName;
    static readonly Tensor x = Tensor.Normal([N, T, 2], seed: 1), y = Tensor.Uniform([N, 1], seed: 2);
    static readonly Tensor labels = Tensor.From(Enumerable.Range(0, N).Select(i => i * 7 % 11 % 2).ToArray());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Everything that a training can gather: dropout, moving averages, a schedule, averages of the weights.
    /// </summary>
    static Sequential Model(Optimizer optimizer, int? seed = 3)
    {
        var model = new Sequential(seed: seed)
        {
            new GRU(3, dropout: 0.2, recurrentDropout: 0.3), new Dense(4, "relu"), new BatchNormalization(),
            new Dropout(0.4), new Dense(1, "sigmoid")
        };
        model.Compile(optimizer, "binary_crossentropy", ["accuracy", new AUC(20), new Precision(), new F1Score(threshold: 0.5),
            new R2Score(), "mae"]);
        return model;
    }

    sealed class Crash : Exception;

    /// <summary>Kills the training after so many batches, by an error that nobody can answer.</summary>
    static LambdaCallback CrashAfter(int batches) =>
        new(onTrainBatchBegin: _ =>
        {
            if (batches-- == 0)
                throw new Crash();
        });

    static readonly Dictionary<string, Func<Optimizer>> optimizers = new()
    {
        ["adam"] = () => new Adam(new ExponentialDecay(0.05, 3, 0.8)),
        ["amsgrad"] = () => new Adam(amsgrad: true) { UseEma = true, EmaOverwriteFrequency = 5 },
        ["sgd"] = () => new SGD(0.1, momentum: 0.9) { GradientAccumulationSteps = 3 },
        ["rmsprop"] = () => new RMSprop(0.01, momentum: 0.5, centered: true),
        ["nadam"] = () => new Nadam(),
        ["adamax"] = () => new Adamax(),
        ["adagrad"] = () => new Adagrad(0.1),
        ["adadelta"] = () => new Adadelta(1),
        ["ftrl"] = () => new Ftrl(0.1),
        ["lion"] = () => new Lion(0.01),
        ["adamw"] = () => new AdamW(0.01),
    };

    public static TheoryData<string> Optimizers => [.. optimizers.Keys];

    Callback[] Callbacks(BackupAndRestore backup, int crash) =>
    [
        new EarlyStopping("loss", patience: 2, restoreBestWeights: true),
        new ReduceLROnPlateau("val_loss", patience: 1, factor: 0.5, minDelta: 0.5, cooldown: 2),
        new CSVLogger(Path.Combine(folder, "log.csv")), backup, CrashAfter(crash),
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_training_goes_on_from_every_batch(string name)
    {
        var make = optimizers[name];
        var hasSchedule = name == "adam";
        var whole = Model(make());
        var expected = Fit(whole, new BackupAndRestore(Path.Combine(folder, "whole"), 1), -1, hasSchedule);
        var log = File.ReadAllText(Path.Combine(folder, "log.csv"));

        for (var batch = 1; batch < 5 * expected.Epoch.Count; batch += name == "adam" ? 1 : 4)
        {
            var place = Path.Combine(folder, $"{batch}");
            Assert.Throws<Crash>(() => Fit(Model(make()), new BackupAndRestore(place, 1), batch, hasSchedule));
            var model = Model(make(), seed: null); // the seed, too, is kept
            var history = Fit(model, new BackupAndRestore(place, 1), -1, hasSchedule);

            Assert.Equal(whole.WeightsHash(), model.WeightsHash());
            Assert.Equal(expected.Keys, history.Keys);
            foreach (var key in expected.Keys)
                Assert.Equal(expected[key], history[key]);
            Assert.Equal(log, File.ReadAllText(Path.Combine(folder, "log.csv")));
            Assert.Empty(Directory.GetFiles(place)); // there is nothing left to go on with
        }
    }

    History Fit(Sequential model, BackupAndRestore backup, int crash, bool hasSchedule) => model.Fit(x, labels, batchSize: 5,
        epochs: Epochs, validationData: (x[..6], labels[..6]), verbose: 0,
        callbacks: [.. Callbacks(backup, crash).Where(one => !hasSchedule || one is not ReduceLROnPlateau)]);

    [Fact]
    public void Epochs_of_so_many_steps_and_batches_of_ones_own_go_on_too()
    {
        static IEnumerable<Batch> Made()
        {
            for (var i = 0; i + 4 <= N; i += 4)
                yield return (x[i..(i + 4)], labels[i..(i + 4)]);
        }
        foreach (var given in new[] { false, true })
        {
            History Run(Sequential model, string place, int crash)
            {
                Callback[] callbacks = [new BackupAndRestore(Path.Combine(folder, place), 1), CrashAfter(crash)];
                return given ? model.Fit(Made(), epochs: 4, stepsPerEpoch: 3, verbose: 0, callbacks: callbacks)
                    : model.Fit(x, labels, batchSize: 4, epochs: 4, stepsPerEpoch: 4, verbose: 0, callbacks: callbacks);
            }
            var whole = Model(new Adam());
            Run(whole, "whole", -1);
            for (var batch = 1; batch < 12; batch++)
            {
                var place = $"{given}-{batch}";
                Assert.Throws<Crash>(() => Run(Model(new Adam()), place, batch));
                var model = Model(new Adam(), seed: 8);
                Assert.Equal(4, Run(model, place, -1).Epoch.Count);
                Assert.Equal(whole.WeightsHash(), model.WeightsHash());
            }
        }
    }

    [Fact]
    public void A_stateful_layer_goes_on_in_its_state()
    {
        Sequential Stateful()
        {
            var model = new Sequential(seed: 4) { new LSTM(3, stateful: true), new Dense(1) };
            model.Compile("adam", "mse");
            return model;
        }
        History Run(Sequential model, string place, int crash) => model.Fit(x[..20], y[..20], batchSize: 5, epochs: 3,
            shuffle: false, verbose: 0, callbacks: [new BackupAndRestore(Path.Combine(folder, place), 1), CrashAfter(crash)]);
        var whole = Stateful();
        Run(whole, "whole", -1);
        var next = whole.Predict(x[..5]).ToArray<float>(); // from the state in which it ended
        for (var batch = 1; batch < 12; batch++)
        {
            Assert.Throws<Crash>(() => Run(Stateful(), $"{batch}", batch));
            var model = Stateful();
            Run(model, $"{batch}", -1);
            Assert.Equal(whole.WeightsHash(), model.WeightsHash());
            Assert.Equal(next, model.Predict(x[..5]).ToArray<float>());
        }
    }

    [Fact]
    public void A_model_that_was_loaded_learns_on_as_the_one_that_was_saved()
    {
        foreach (var (name, make) in optimizers)
        {
            var file = Path.Combine(folder, $"{name}.safetensors");
            var model = Model(make());
            model.Fit(x, labels, batchSize: 5, epochs: 2, verbose: 0);
            model.Save(file);
            var copy = LearnDL.Models.Model.Load(file);
            model.Save(Path.Combine(folder, "again.safetensors"));
            copy.Save(Path.Combine(folder, "copy.safetensors"));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "again.safetensors")),
                File.ReadAllBytes(Path.Combine(folder, "copy.safetensors")));
            var expected = model.Fit(x, labels, batchSize: 5, epochs: 2, verbose: 0);
            var history = copy.Fit(x, labels, batchSize: 5, epochs: 2, verbose: 0);
            Assert.Equal(expected["loss"], history["loss"]);
            Assert.Equal(model.WeightsHash(), copy.WeightsHash());
            Assert.Equal(model.Optimizer.Iterations, copy.Optimizer.Iterations);
        }
    }

    [Fact]
    public void A_backup_of_another_training_is_refused_and_changes_nothing()
    {
        var place = Path.Combine(folder, "backup");
        Assert.Throws<Crash>(() => Fit(Model(new Adam()), new BackupAndRestore(place, 1), 7, hasSchedule: false));
        var file = File.ReadAllBytes(new BackupAndRestore(place).FilePath);

        void Refused(Func<Sequential> make, Action<Sequential, BackupAndRestore> fit, string what)
        {
            var model = make();
            model.Build([-1, T, 2]);
            var before = model.WeightsHash();
            var error = Assert.Throws<ConfigException>(() => fit(model, new BackupAndRestore(place, 1)));
            Assert.Contains(what, error.What, StringComparison.Ordinal);
            Assert.Equal(before, model.WeightsHash());
            Assert.Equal(0, model.Optimizer.Iterations);
            Assert.Equal(file, File.ReadAllBytes(Path.Combine(place, "training.safetensors")));
        }
        Refused(() => Model(new Adam()), (model, backup) => Fit(model, backup, -1, hasSchedule: true), "list of callbacks");
        Refused(() => Model(new SGD()), (model, backup) => Fit(model, backup, -1, hasSchedule: false), "optimizer");
        Refused(() => Model(new Adam()), (model, backup) => model.Fit(x[..21], labels[..21], batchSize: 5, epochs: 4,
            callbacks: Callbacks(backup, -1), validationSplit: 0.3, verbose: 0), "number of samples");
        Refused(() => Model(new Adam()), (model, backup) => model.Fit(x, labels, batchSize: 4, epochs: 4,
            callbacks: Callbacks(backup, -1), validationData: (x, labels), verbose: 0), "batchSize");
        Refused(() =>
        {
            var other = new Sequential(seed: 1) { new GRU(3), new Dense(1, "sigmoid") };
            other.Compile("adam", "binary_crossentropy", ["accuracy"]);
            return other;
        }, (model, backup) => Fit(model, backup, -1, hasSchedule: false), "");
    }

    /// <summary>The numbers of a training, damaged: it is resumed, or refused by a typed error, and nothing has changed.
    /// </summary>
    [Fact]
    public void A_damaged_backup_is_refused_and_changes_nothing()
    {
        var place = Path.Combine(folder, "backup");
        Assert.Throws<Crash>(() => Fit(Model(new Adam()), new BackupAndRestore(place, 1), 7, hasSchedule: false));
        var path = new BackupAndRestore(place).FilePath;
        var tensors = SafetensorsFile.Load(path);
        byte[] text;
        using (var file = SafetensorsFile.Open(path))
            text = Encoding.UTF8.GetBytes(file.Metadata["learndl.training"]);
        var refused = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var damaged = Encoding.UTF8.GetString(FileMutations.Damaged(text, random));
            var left = tensors.Where(_ => random.Next(500) > 0).ToDictionary();
            SafetensorsFile.Save(path, left, new Dictionary<string, string> { ["learndl.training"] = damaged });
            var model = Model(new Adam());
            model.Build([-1, T, 2]);
            var before = model.WeightsHash();
            try
            {
                Fit(model, new BackupAndRestore(place, 50), -1, hasSchedule: false);
            }
            catch (LearnDLException)
            {
                refused++;
                Assert.Equal(before, model.WeightsHash());
                Assert.Equal(0, model.Optimizer.Iterations);
                Assert.True(File.Exists(path));
            }
        }
        Assert.InRange(refused, 150, 300);
    }

    /// <summary>The first step towards fine-tuning: what the optimizer gathered for other weights is left out.</summary>
    [Fact]
    public void A_model_is_saved_after_a_layer_was_frozen_or_added()
    {
        var model = Model(new Adam());
        model.Fit(x, labels, verbose: 0);
        model.Layers[0].Trainable = false;
        var file = Path.Combine(folder, "m.safetensors");
        model.Save(file);
        var copy = LearnDL.Models.Model.Load(file);
        Assert.False(copy.Layers[0].Trainable);
        Assert.Equal(0, copy.Optimizer.Iterations);
        copy.Fit(x, labels, verbose: 0);
        model.Layers[0].Trainable = true;
        model.Add(new Dense(1, "sigmoid"));
        model.Save(file);
        Assert.Equal(model.WeightsHash(), LearnDL.Models.Model.Load(file).WeightsHash());
        model.Add(new Dense(1)); // to which the loss does not suit any more
        model.Save(file);
        Models.Refused.Says<ModelException>(() => LearnDL.Models.Model.Load(file), "binary_crossentropy");
        Assert.Equal(model.WeightsHash(), LearnDL.Models.Model.Load(file, compile: false).WeightsHash());
    }

    [Fact]
    public void One_backup_is_enough_and_a_metric_that_cannot_be_kept_is_refused_at_once()
    {
        var model = Model(new Adam());
        Models.Refused.Says<ModelException>(() => model.Fit(x, labels, verbose: 0, callbacks:
            [new BackupAndRestore(folder), new BackupAndRestore(folder)]), "two BackupAndRestore");
        var own = new Sequential(seed: 1) { new Dense(1) };
        own.Compile("sgd", "mse", [new Own()]);
        var flat = x.Reshape(N, -1);
        own.Build([-1, 6]);
        var before = own.WeightsHash();
        Models.Refused.Says<ModelException>(() => own.Fit(flat, y, verbose: 0,
            callbacks: [new BackupAndRestore(folder, 500)]), "Metric 'own'", "KeepState");
        Assert.Equal(before, own.WeightsHash());
        own.Fit(flat, y, verbose: 0, callbacks: [new BackupAndRestore(folder)]); // after epochs it needs nothing
    }

    sealed class Own() : Metric("own")
    {
        public override bool LargerIsBetter => false;

        public override double Result => 0;

        public override void Reset()
        {
        }

        protected override void Add(Tensor y, Tensor p, Tensor weights)
        {
        }
    }

    /// <summary>States that no training can have: each would show only later, or never end.</summary>
    [Theory]
    [InlineData("generator", """{"s0":0,"s1":0,"s2":0,"s3":0}""", "random numbers")]
    [InlineData("learning_rate", "-1", "no such batch or rate")]
    [InlineData("batches", "-5", "batch")]
    [InlineData("epoch", "-1", "epoch")]
    [InlineData("best_weights_count", "2000000000", "best_weights_count")]
    [InlineData("values", "[]", "values")]
    public void A_state_that_cannot_be_is_refused(string field, string value, string said)
    {
        var place = Path.Combine(folder, "backup");
        Assert.Throws<Crash>(() => Fit(Model(new Adam()), new BackupAndRestore(place, 1), 7, hasSchedule: false));
        var path = new BackupAndRestore(place).FilePath;
        var tensors = SafetensorsFile.Load(path);
        JsonNode text;
        using (var file = SafetensorsFile.Open(path))
            text = JsonNode.Parse(file.Metadata["learndl.training"])!;
        Replace(text, field, value);
        SafetensorsFile.Save(path, tensors, new Dictionary<string, string> { ["learndl.training"] = text.ToJsonString() });
        var error = Assert.Throws<ConfigException>(() =>
            Fit(Model(new Adam()), new BackupAndRestore(place, 1), -1, hasSchedule: false));
        Assert.Contains(said, error.What, StringComparison.Ordinal);
    }

    static void Replace(JsonNode node, string field, string value)
    {
        if (node is not JsonObject fields)
            return;
        if (fields.ContainsKey(field))
            fields[field] = JsonNode.Parse(value);
        foreach (var (_, part) in fields.ToList())
            if (part is not null)
                Replace(part, field, value);
    }

    /// <summary>A kill after the last backup, before it is deleted: what has ended is not begun again.</summary>
    [Fact]
    public void A_training_that_was_stopped_stays_stopped()
    {
        History Run(Sequential model, Action? after = null) => model.Fit(x, labels, batchSize: 5, epochs: 9, verbose: 0,
            callbacks: [new LambdaCallback(onEpochEnd: (epoch, _) => model.StopTraining = epoch == 2),
                new BackupAndRestore(folder, deleteCheckpoint: false), new LambdaCallback(onTrainEnd: _ => after?.Invoke())]);
        var whole = Model(new Adam());
        Assert.Equal(3, Run(whole).Epoch.Count);
        var again = Model(new Adam());
        Assert.Equal([0, 1, 2], Run(again).Epoch);
        Assert.Equal(whole.WeightsHash(), again.WeightsHash());
    }

    [Fact]
    public void Callbacks_of_ones_own_keep_what_they_count()
    {
        Assert.Throws<Crash>(() => Model(new Adam()).Fit(x, labels, batchSize: 5, epochs: 2, verbose: 0,
            callbacks: [new Counting(), new BackupAndRestore(folder, 2), CrashAfter(7)]));
        var counting = new Counting();
        Model(new Adam()).Fit(x, labels, batchSize: 5, epochs: 2, verbose: 0,
            callbacks: [counting, new BackupAndRestore(folder, 2), CrashAfter(100)]);
        Assert.Equal((10, 4), (counting.Batches, counting.Here)); // those of the file, 6, and 4 more
        Assert.True(counting.WasResumed);
    }

    sealed class Counting : Callback
    {
        int batches;

        public int Batches => batches;

        public int Here { get; private set; }

        public bool WasResumed { get; private set; }

        public override void OnTrainBegin() => (batches, WasResumed) = (0, IsResuming);

        public override void OnTrainBatchEnd(int batch, Logs logs)
        {
            batches++;
            Here++;
        }

        public override void KeepState(TrainingState state) => state.Field("batches", ref batches);
    }
}
