using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>What else is in Keras's files, and what is said where a file does not fit.</summary>
public sealed class KerasLoadingTests
{
    [Theory]
    [InlineData("dense.keras")]
    [InlineData("dense.h5")]
    public void A_model_is_compiled_as_the_file_says(string file)
    {
        var model = KerasFile.Load(KerasGolden.PathOf(file));
        var compiled = model.GetCompileConfig()!;
        Assert.Equal("Adam", $"{compiled["optimizer"]!["class_name"]}");
        Assert.Equal(0.002, (double)compiled["optimizer"]!["config"]!["learning_rate"]!, 1e-8);
        Assert.Equal("CategoricalCrossentropy", $"{compiled["loss"]!["class_name"]}");
        var history = model.Fit(KerasGolden.Inputs("dense")[0], KerasGolden.Outputs("dense")[0], epochs: 2, verbose: 0);
        Assert.Equal(2, history["accuracy"].Count);
        Assert.Null(KerasFile.Load(KerasGolden.PathOf(file), compile: false).GetCompileConfig());
    }

    [Fact]
    public void So_is_one_of_Keras_2()
    {
        var compiled = KerasFile.Load(KerasGolden.PathOf("old-chain.h5")).GetCompileConfig()!;
        Assert.Equal("MeanSquaredError", $"{compiled["loss"]!["class_name"]}");
        Assert.Equal("sum_over_batch_size", $"{compiled["loss"]!["config"]!["reduction"]}");
        Assert.Equal("mean_absolute_error", $"{compiled["metrics"]![0]}");
    }

    [Fact]
    public void The_layers_keep_their_names_and_what_is_frozen()
    {
        var model = KerasFile.Load(KerasGolden.PathOf("frozen.h5"));
        Assert.Equal(KerasGolden.Layers("frozen"), model.Layers.Where(layer => layer is not Input)
            .Select(layer => layer.Name));
        Assert.False(((Model)model.GetLayer("base")).GetLayer("first").Trainable);
        Assert.Equal(DType.Float64, KerasFile.Load(KerasGolden.PathOf("double.keras")).DType);
    }

    [Fact]
    public void A_file_of_weights_alone_is_no_model()
    {
        var error = Assert.Throws<DamagedFileException>(
            () => KerasFile.Load(KerasGolden.PathOf("dense.weights.h5")));
        Assert.Contains("LoadKerasWeights", error.Fix);
        Assert.Contains("model.Save", Assert.Throws<DamagedFileException>(
            () => Model().LoadKerasWeights(KerasGolden.PathOf("types.h5"))).Fix, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("dense.weights.h5")]
    [InlineData("dense.h5")]
    [InlineData("dense.keras")]
    public void Weights_of_another_model_change_nothing(string file)
    {
        var model = Model(units: 4);
        var before = model.WeightsHash();
        var error = Assert.Throws<ConfigException>(() => model.LoadKerasWeights(KerasGolden.PathOf(file)));
        Assert.Contains("first/kernel (4, 4), there (4, 5)", error.Got);
        Assert.Equal(before, model.WeightsHash());
        var report = model.LoadKerasWeights(KerasGolden.PathOf(file), skipMismatch: true);
        Assert.Equal("second/bias", Assert.Single(report.Loaded));
        Assert.Equal(3, report.Misfits.Count);
        Assert.NotEqual(before, model.WeightsHash());
    }

    [Theory]
    [InlineData("dense.weights.h5")]
    [InlineData("dense.h5")]
    [InlineData("dense.keras")]
    public void By_name_the_layers_that_are_there_get_theirs(string file)
    {
        var model = new Sequential(seed: 1) { new Input(4), new Dense(5, name: "dense"), new Dense(3, name: "other") };
        Assert.True(model.LoadKerasWeights(KerasGolden.PathOf(file)).IsComplete);
        _ = Assert.Throws<ConfigException>(() => model.LoadKerasWeights(KerasGolden.PathOf(file), byName: true));
        var report = model.LoadKerasWeights(KerasGolden.PathOf(file), skipMismatch: true, byName: true);
        Assert.Equal(["dense/kernel", "dense/bias"], report.Loaded);
        Assert.Equal(["other/kernel", "other/bias"], report.Missing);
        Assert.Equal(2, report.Unexpected.Count);
    }

    [Fact]
    public void A_number_that_is_not_finite_changes_nothing()
    {
        var writer = new Hdf5Writer();
        writer.Add("layers/dense/vars/0", Tensor.Full([4, 2], double.NaN));
        writer.Add("layers/dense/vars/1", Tensor.Zeros([2]));
        var model = new Sequential(seed: 1) { new Input(4), new Dense(2) };
        var before = model.WeightsHash();
        var path = Path.GetTempFileName();
        using (var stream = File.Create(path))
            writer.Write(stream);
        _ = Assert.Throws<DataException>(() => model.LoadKerasWeights(path));
        File.Delete(path);
        Assert.Equal(before, model.WeightsHash());
    }

    [Fact]
    public void What_is_missing_or_no_file_of_Keras_says_so()
    {
        _ = Assert.Throws<MissingFileException>(() => KerasFile.Load("no-such.keras"));
        Assert.Contains("no .keras file", Assert.Throws<DamagedFileException>(
            () => KerasFile.Read([1, 2, 3, 4], "x.keras")).Message);
        var npz = KerasMutations.Archive((KerasArchive.Config, "{}"u8.ToArray()), ("model.weights.npz", [1]));
        Assert.Contains("model.weights.npz", Assert.Throws<DamagedFileException>(
            () => KerasFile.Read(npz, "x.keras")).Got);
        _ = Assert.Throws<ModelException>(
            () => new Sequential { new Dense(3) }.LoadKerasWeights(KerasGolden.PathOf("dense.h5")));
    }

    static Sequential Model(int units = 5) =>
        new(seed: 1) { new Input(4), new Dense(units, name: "first"), new Dense(3, name: "second") };
}
