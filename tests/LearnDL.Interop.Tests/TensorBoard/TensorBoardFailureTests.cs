using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>Folders that cannot be written, trainings that are broken off, and what cannot be watched.</summary>
public sealed class TensorBoardFailureTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("learndl-").FullName;
    static readonly Tensor x = Tensor.Normal([16, 6], seed: 1), y = Tensor.Uniform([16, 1], seed: 2);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Logs => Path.Combine(folder, "logs");

    string Train => Path.Combine(Logs, "train");

    static Sequential Model()
    {
        var model = new Sequential(seed: 3) { new Input(6), new Dense(5, "relu"), new Dropout(0.3), new Dense(1) };
        model.Compile("adam", "mse");
        return model;
    }

    static History Fit(Model model, params Callback[] callbacks) =>
        model.Fit(x, y, batchSize: 4, epochs: 4, verbose: 0, validationSplit: 0.25, callbacks: callbacks);

    [Theory]
    [InlineData("logs")]
    [InlineData("logs/train")]
    [InlineData("logs/validation")]
    public void A_folder_that_cannot_be_made_is_an_error_before_anything_changes(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), "a file where the folder should be");
        var (model, board) = (Model(), new TensorBoard(Logs));
        var before = model.WeightsHash();
        var error = Assert.Throws<SaveException>(() => Fit(model, board));
        Assert.StartsWith("TensorBoard cannot write", error.What);
        Assert.Contains(file, error.What);
        Assert.Equal(before, model.WeightsHash());
        Assert.Empty(Directory.Exists(Train) ? Directory.GetFiles(Train) : []);

        File.Delete(Path.Combine(folder, file)); // and then it works
        Fit(model, board);
        Assert.Equal(4, EventReader.Curve(Train, "epoch_loss").Count);
        model.Evaluate(x, y, callbacks: [board]);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Logs, "validation")).Length);
    }

    [Fact]
    public void A_test_that_cannot_be_written_says_so()
    {
        File.WriteAllText(Logs, "a file where the folder should be");
        Assert.Throws<SaveException>(() => Model().Evaluate(x, y, callbacks: [new TensorBoard(Logs)]));
    }

    [Fact]
    public void The_file_can_be_read_at_every_instant_of_a_training()
    {
        var seen = new List<int>();
        var spy = new LambdaCallback(onTrainBatchEnd: (_, _) =>
        {
            using var stream = new FileStream(Directory.GetFiles(Train)[0], FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite);
            using var copy = new MemoryStream(); // what is there when the program is killed now
            stream.CopyTo(copy);
            seen.Add(EventReader.Records(copy.ToArray()).Count);
        });
        Fit(Model(), new TensorBoard(Logs, updateFreq: 1), spy);
        Assert.Equal([3, 4, 5, 8, 9, 10, 13, 14, 15, 18, 19, 20], seen); // version, graph, 3 batches, 2 per epoch
    }

    [Fact]
    public void A_file_that_was_cut_anywhere_has_all_whole_records()
    {
        Fit(Model(), new TensorBoard(Logs));
        var bytes = File.ReadAllBytes(Directory.GetFiles(Train)[0]);
        var all = EventReader.Records(bytes).Count;
        var count = 0;
        for (var length = 0; length <= bytes.Length; length++)
        {
            var records = EventReader.Records(bytes.AsSpan(0, length), mayEndEarly: true).Count;
            Assert.InRange(records, count, count + 1);
            count = records;
        }
        Assert.Equal(all, count);
    }

    sealed class Crash : Exception;

    static LambdaCallback CrashAfter(int batches) => new(onTrainBatchBegin: _ =>
    {
        if (batches-- == 0)
            throw new Crash();
    });

    [Theory]
    [InlineData(1)] // after how many batches a backup is made
    [InlineData(2)]
    [InlineData(0)] // of epochs
    public void A_training_that_is_resumed_goes_on_with_the_steps(int frequency)
    {
        for (var crash = 4; crash < 12; crash++) // from the first epoch's end on
        {
            var logs = Path.Combine(folder, $"{frequency}-{crash}");
            Callback[] Callbacks(int crash) => [new TensorBoard(logs, histogramFreq: 1, updateFreq: 1),
                new BackupAndRestore(Path.Combine(logs, "backup"), frequency == 0 ? "epoch" : frequency),
                CrashAfter(crash)];
            Assert.Throws<Crash>(() => Fit(Model(), Callbacks(crash)));
            var model = Model();
            var history = Fit(model, Callbacks(-1));

            var (train, validation) = (Path.Combine(logs, "train"), Path.Combine(logs, "validation"));
            Assert.Equal((2, 2), (Directory.GetFiles(train).Length, Directory.GetFiles(validation).Length));
            Assert.Equal(Points(history["loss"]), EventReader.Curve(train, "epoch_loss"));
            Assert.Equal(Points(history["val_loss"]), EventReader.Curve(validation, "epoch_loss"));
            Assert.Equal(Enumerable.Range(1, 12).Select(step => (long)step),
                EventReader.Curve(train, "batch_loss").Select(point => point.Step));
            Assert.Equal([3, 6, 9, 12],
                EventReader.Curve(validation, "evaluation_loss_vs_iterations").Select(point => point.Step));
            Assert.Equal([0, 1, 2, 3], EventReader.Tag(train, "dense/kernel/histogram").Select(one => one.Step));
            Assert.Single(EventReader.Tag(train, "keras"));
        }
    }

    static IEnumerable<(long, float)> Points(IReadOnlyList<double> values) =>
        values.Select((value, i) => ((long)i, (float)value));

    /// <summary>Finds out, after all others were told, that a backup is not its own.</summary>
    sealed class Refuses : Callback
    {
        bool hasRefused;

        public override void KeepState(TrainingState state)
        {
            if (state.IsLoading && !hasRefused)
            {
                hasRefused = true;
                throw new ConfigException("This is no backup of mine.", "another", "this", "Delete it.");
            }
        }
    }

    [Fact]
    public void A_backup_that_does_not_fit_leaves_the_events_as_they_are()
    {
        Callback[] Callbacks(int crash) => [new TensorBoard(Logs, updateFreq: 1), new BackupAndRestore(folder, 3),
            new Refuses(), CrashAfter(crash)];
        Assert.Throws<Crash>(() => Fit(Model(), Callbacks(5)));
        var file = Directory.GetFiles(Train)[0];
        var before = File.ReadAllBytes(file);
        Assert.Throws<ConfigException>(() => Fit(Model(), Callbacks(-1)));
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void Samples_that_do_not_fit_are_an_error_before_anything_is_written()
    {
        var model = Model();
        var before = model.WeightsHash();
        Assert.ThrowsAny<LearnDLException>(() =>
            Fit(model, new TensorBoard(Logs, histogramFreq: 1, samples: Tensor.Zeros([2, 5]))));
        Assert.Equal(before, model.WeightsHash());
        Assert.False(Directory.Exists(Logs));
    }

    [Fact]
    public void Samples_cannot_be_shown_to_a_stateful_layer()
    {
        Layer[] layers = [new SimpleRNN(2, stateful: true), new GRU(2, stateful: true), new LSTM(2, stateful: true),
            new Bidirectional(new LSTM(2, stateful: true))];
        foreach (var layer in layers)
        {
            var model = new Sequential(seed: 1) { new Input(6), new Reshape([3, 2]), layer, new Dense(1) };
            model.Compile("sgd", "mse");
            var error = Assert.Throws<ModelException>(() => model.Fit(x, y, batchSize: 4, shuffle: false, verbose: 0,
                callbacks: [new TensorBoard(Logs, histogramFreq: 1, samples: x[..4])]));
            Assert.Contains("stateful", error.Got);
        }
        Assert.False(Directory.Exists(Logs));
    }

    [Fact]
    public void Settings_that_mean_nothing_are_errors()
    {
        Assert.Throws<SaveException>(() => new TensorBoard(" "));
        Assert.Throws<HyperparameterException>(() => new TensorBoard(Logs, histogramFreq: -1));
        Assert.Throws<HyperparameterException>(() => new TensorBoard(Logs, writeImages: true));
        Assert.Throws<HyperparameterException>(() => new TensorBoard(Logs, samples: x));
        Assert.Throws<HyperparameterException>(() => new TensorBoard(Logs, updateFreq: 0));
        Assert.Throws<HyperparameterException>(() => new TensorBoard(Logs, updateFreq: "epochs"));
        Assert.Equal(Path.GetFullPath("logs"), new TensorBoard().LogDir);
    }
}
