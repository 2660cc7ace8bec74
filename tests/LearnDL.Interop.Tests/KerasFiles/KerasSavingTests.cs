using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Saving;

namespace LearnDL.Interop.Tests;

/// <summary>
/// What is written for Keras is read again, and has the paths that Keras's own files have. That Keras opens it was
/// tried with 3.16, for 500 random models.
/// </summary>
public sealed class KerasSavingTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    public static TheoryData<string, string> Models() => KerasGolden.Files(file => file.EndsWith(".keras"));

    [Theory, MemberData(nameof(Models))]
    public void A_model_goes_there_and_back(string name, string file)
    {
        var model = KerasFile.Load(KerasGolden.PathOf(file));
        model.SaveKeras(At("m.keras"));
        var again = KerasFile.Load(At("m.keras"));
        Assert.Equal(model.WeightsHash(), again.WeightsHash());
        Assert.Equal(model.ToJson(), again.ToJson());
        KerasFileTests.Agree(name, again);
        var bytes = File.ReadAllBytes(At("m.keras"));
        again.SaveKeras(At("m.keras"));
        Assert.Equal(bytes, File.ReadAllBytes(At("m.keras")));
        var clone = model.CloneModel(seed: 8);
        model.SaveKerasWeights(At("m.weights.h5"));
        Assert.True(clone.LoadKerasWeights(At("m.weights.h5"), byName: true).IsComplete);
        Assert.Equal(model.WeightsHash(), clone.WeightsHash());
    }

    [Theory, MemberData(nameof(Models))]
    public void Every_weight_has_the_path_that_Keras_gives_it(string name, string file)
    {
        var model = KerasFile.Load(KerasGolden.PathOf(file));
        Assert.NotEmpty(name);
        using var keras = new KerasArchive(KerasGolden.Bytes(file), file);
        model.SaveKerasWeights(At("m.weights.h5"));
        var own = Hdf5File.Read(File.ReadAllBytes(At("m.weights.h5")), "own").Datasets();
        var theirs = keras.ReadWeights().Datasets().Where(data => !data.Key.StartsWith("optimizer")).ToDictionary();
        Assert.Equal(theirs.Keys.Order(), own.Keys.Order());
        foreach (var (path, data) in theirs)
        {
            Assert.Equal(data.Sizes, own[path].Sizes);
            Assert.Equal(data.Type, own[path].Type);
        }
    }

    [Fact]
    public void Whole_numbers_that_are_real_have_a_point()
    {
        var model = new Sequential(seed: 1) { new Input(3), new LeakyReLU(1), new Dense(2) };
        model.Compile(new SGD(1, momentum: 0), "mse");
        model.SaveKeras(At("m.keras"));
        using var archive = new KerasArchive(File.ReadAllBytes(At("m.keras")), "m");
        var json = archive.ReadConfig();
        Assert.Contains("\"momentum\":0.0", json);
        Assert.Contains("\"learning_rate\":1.0", json);
        Assert.Contains("\"negative_slope\":1.0", json);
        Assert.Contains("\"units\":2", json);
        Assert.Equal(model.ToJson(), KerasFile.Load(At("m.keras")).ToJson());
    }

    [Fact]
    public void What_cannot_be_saved_says_so()
    {
        var model = new Sequential(seed: 1) { new Input(3), new Dense(2) };
        Assert.Contains(".keras", Assert.Throws<SaveException>(() => model.SaveKeras(At("m.h5"))).Expected);
        Assert.Contains(".weights.h5", Assert.Throws<SaveException>(() => model.SaveKerasWeights(At("m.h5"))).Expected);
        _ = Assert.Throws<ModelException>(() => new Sequential { new Dense(2) }.SaveKeras(At("m.keras")));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("m.keras", "SaveKeras(\"m.keras\")")]
    [InlineData("m.h5", "SaveKeras(\"m.keras\")")]
    [InlineData("m.model", "Save(\"m.safetensors\")")]
    public void The_engine_says_which_call_writes_it(string name, string call) => Assert.Contains(call,
        Assert.Throws<SaveException>(() => new Sequential { new Input(3), new Dense(2) }.Save(At(name))).Fix);

    [Fact]
    public void The_engine_says_who_writes_weights_for_Keras() => Assert.Contains("SaveKerasWeights(\"m.weights.h5\")",
        Assert.Throws<SaveException>(() => new Sequential { new Input(3), new Dense(2) }
            .SaveWeights(At("m.weights.h5"))).Fix);
}
