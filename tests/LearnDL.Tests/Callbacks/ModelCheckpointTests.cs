using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

public sealed class ModelCheckpointTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("learndl-").FullName;
    readonly Tensor x = Tensor.Normal([20, 3], seed: 1), y = Tensor.Uniform([20, 1], seed: 2);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    static Sequential Model()
    {
        var model = new Sequential(seed: 4) { new Input([3]), new Dense(4, "tanh"), new Dense(1) };
        model.Compile("adam", "mse", ["mae"]);
        return model;
    }

    string[] Files => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_epoch_has_a_file_with_its_figures_in_the_name()
    {
        var model = Model();
        var hashes = new List<string>();
        var history = model.Fit(x, y, batchSize: 5, epochs: 3, validationSplit: 0.25, verbose: 0, callbacks:
        [
            new ModelCheckpoint(At("m-{epoch:02d}-{val_loss:.2f}-{mae:.3e}-{epoch}.safetensors")),
            new LambdaCallback(onEpochEnd: (_, _) => hashes.Add(model.WeightsHash())),
        ]);
        Assert.Equal(Enumerable.Range(0, 3).Select(i => FormattableString.Invariant(
            $"m-{i + 1:00}-{history["val_loss"][i]:F2}-{history["mae"][i]:0.000e+00}-{i + 1}.safetensors")), Files);
        for (var i = 0; i < 3; i++)
            Assert.Equal(hashes[i], LearnDL.Models.Model.Load(At(Files[i])).WeightsHash());
    }

    [Fact]
    public void Only_a_better_model_replaces_the_file()
    {
        var model = Model();
        var rates = new[] { 0.01, 0.01, 10, 0.0, 0.0 };
        var checkpoint = new ModelCheckpoint(At("best.safetensors"), saveBestOnly: true, verbose: 1);
        model.Writer = new StringWriter();
        var history = model.Fit(x, y, epochs: 5, validationSplit: 0.25, verbose: 0,
            callbacks: [new LearningRateScheduler((epoch, _) => rates[epoch]), checkpoint]);
        var best = history["val_loss"].Min();
        Assert.Equal(best, LearnDL.Models.Model.Load(At("best.safetensors")).Evaluate(x[15..], y[15..])["loss"], 1e-6);
        var lines = model.Writer.ToString()!.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("Epoch 1: val_loss improved from none to ", StringComparison.Ordinal)
            && line.TrimEnd().EndsWith($"saving model to {At("best.safetensors")}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Epoch 3: val_loss did not improve from ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_threshold_must_be_beaten_first()
    {
        Model().Fit(x, y, epochs: 2, verbose: 0, callbacks:
            [new ModelCheckpoint(At("best.safetensors"), "loss", saveBestOnly: true, initialValueThreshold: 1e-9)]);
        Assert.Empty(Files);
        Model().Fit(x, y, epochs: 1, verbose: 0, callbacks:
            [new ModelCheckpoint(At("best.safetensors"), "loss", saveBestOnly: true, initialValueThreshold: 1e9)]);
        Assert.Single(Files);
    }

    [Fact]
    public void After_so_many_batches_through_all_epochs()
    {
        var model = Model();
        model.Fit(x, y, batchSize: 5, epochs: 3, verbose: 0, callbacks: // 12 batches
            [new ModelCheckpoint(At("{epoch}-{batch:02d}.safetensors"), saveFreq: 5, saveWeightsOnly: true)]);
        Assert.Equal(["2-01.safetensors", "3-02.safetensors"], Files);
        Assert.Throws<LearnDL.Data.DamagedFileException>(() => LearnDL.Models.Model.Load(At(Files[1])));
        var other = Model();
        Assert.True(other.LoadWeights(At(Files[1])).IsComplete);
        Assert.NotEqual(model.WeightsHash(), other.WeightsHash()); // two steps before the end
    }

    /// <summary>What Python's format gives.</summary>
    [Theory]
    [InlineData("{a}", -1.5, "-1.5")]
    [InlineData("{a:06.2f}", -1.5, "-01.50")]
    [InlineData("{a:6.1f}|", 1.25, "   1.2|")]
    [InlineData("{a:.2e}", 12345, "1.23e+04")]
    [InlineData("{a:f}", 0.1, "0.100000")]
    [InlineData("{epoch:03d}-{epoch}-{epoch:d}", 0, "007-7-7")]
    public void Figures_in_names_have_the_forms_of_Python(string template, double value, string expected) =>
        Assert.Equal(expected, new FileNameTemplate("test", template).Of(6, null, new Logs { ["a"] = value }));

    [Fact]
    public void Wrong_settings_are_said_at_once()
    {
        foreach (var name in new[] { "m-{epoch:02d.safetensors", "m-{loss:q}.safetensors", "m-{loss:.2}.safetensors",
            "m-{epoch:.2d}.safetensors", "m-}.safetensors", "{}.safetensors" })
            Refused.Says<HyperparameterException>(() => _ = new ModelCheckpoint(name), "ModelCheckpoint", "{epoch:02d}");
        foreach (var name in new[] { "weights.best.hdf5", "m.keras", "m.h5", "m" })
            Refused.Says<SaveException>(() => _ = new ModelCheckpoint(name), ".safetensors");
        Refused.Says<UnknownNameException>(() => _ = new ModelCheckpoint("m.safetensors", saveFreq: "epochs"), "'epoch'");
        Refused.Says<HyperparameterException>(() => _ = new ModelCheckpoint("m.safetensors", saveFreq: 0), "saveFreq");
        Refused.Says<ModelException>(() => Model().Fit(x, y, verbose: 0,
            callbacks: [new ModelCheckpoint(At("m.safetensors"), saveBestOnly: true)]), "val_loss", "nothing is validated");
        Refused.Says<ModelException>(() => Model().Fit(x, y, verbose: 0,
            callbacks: [new ModelCheckpoint(At("m-{val_loss}.safetensors"))]), "nothing is validated");
        Refused.Says<UnknownNameException>(() => Model().Fit(x, y, verbose: 0, validationSplit: 0.2,
            callbacks: [new ModelCheckpoint(At("m-{val_los}.safetensors"))]), "val_los");
        Refused.Says<ModelException>(() => Model().Fit(x, y, verbose: 0, validationSplit: 0.2, callbacks:
            [new ModelCheckpoint(At("m.safetensors"), saveBestOnly: true, saveFreq: 2)]), "after epochs", "val_loss");
        Assert.Empty(Files);
        Model().Fit(x, y, verbose: 0, epochs: 3, validationSplit: 0.2, validationFreq: 2,
            callbacks: [new ModelCheckpoint(At("a/b/m-{epoch}-{val_loss:.0f}.safetensors"))]);
        Assert.Equal(["m-2-1.safetensors"], Directory.GetFiles(At("a/b")).Select(file => Path.GetFileName(file)));
    }
}
