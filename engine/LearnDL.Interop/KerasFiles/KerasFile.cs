using LearnDL.Data;
using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>
/// Models of Keras: <c>KerasFile.Load("model.keras")</c> reads what <c>model.save</c> wrote there, as .keras or .h5.
/// Nothing in a file can run code, and no file leads to another: it names classes of a closed list, and those of your
/// own that your program has registered.
/// </summary>
public static class KerasFile
{
    /// <summary>
    /// The model of a file, with its weights: a .keras file of Keras 3, or a whole model as .h5 of Keras 2 or 3. What
    /// the optimizer gathered is not taken.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="compile">Whether the model is compiled as the file says, where it does. With false a file can be
    /// read whose loss or optimizer LearnDL does not have, or that has a loss which does not suit its output.</param>
    /// <param name="seed">The seed of shuffles and all that is drawn from now on.</param>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It breaks a rule of its format, or holds weights alone.</exception>
    /// <exception cref="ConfigException">It has a layer or a setting that LearnDL does not know, or weights of another
    /// model.</exception>
    /// <exception cref="UnknownNameException">It has an activation, loss or metric that LearnDL does not have.
    /// </exception>
    public static Model Load(string path, bool compile = true, int? seed = null) =>
        Read(FileReader.ReadBytes(path), path, compile, seed);

    /// <summary>The same for a file's bytes.</summary>
    internal static Model Read(byte[] bytes, string path, bool compile = true, int? seed = null)
    {
        var (form, weights) = Hdf5File.IsOne(bytes) ? LegacyModel.Read(bytes, path) : ReadArchive(bytes, path);
        if (!compile)
            form.Remove("compile_config");
        ConfigSize.Check(form["config"]);
        var store = WeightStore.Of(weights);
        var model = WeightBudget.Within(store.Numbers, () => Model.Deserialize(form, seed));
        if (!model.IsBuilt)
            throw new ConfigException($"The model in '{path}' does not say what it takes.", "the shape of its input",
                "none", "Build it in Keras before it is saved: begin it with keras.Input(shape=…).");
        _ = WeightLoading.Load(model, store, path, skipMismatch: false, byName: false);
        return model;
    }

    static (Config Form, Hdf5Group Weights) ReadArchive(byte[] bytes, string path)
    {
        using var archive = new KerasArchive(bytes, path);
        return (Config.Parse(archive.ReadConfig()), archive.ReadWeights());
    }

    /// <summary>
    /// Takes the weights of a file of Keras: .weights.h5, .h5 or .keras. Either all fit and are set, or none is; with
    /// skipMismatch those that fit. As in Keras, layers go by their order and kind, whatever they are called, unless
    /// byName is true.
    /// </summary>
    /// <param name="model">The model, with the same layers.</param>
    /// <param name="path">The file.</param>
    /// <param name="skipMismatch">Whether weights that are missing, left over or of another shape are passed over; the
    /// report names them.</param>
    /// <param name="byName">Whether a layer takes the weights of the layer of its name. Layers of a model inside it go
    /// by their order in it.</param>
    /// <exception cref="MissingFileException">The file is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It breaks a rule of its format, or holds no weights.</exception>
    /// <exception cref="ConfigException">The weights are others than the model's.</exception>
    /// <exception cref="ModelException">The model has no weights yet, or another thread uses it.</exception>
    public static WeightsReport LoadKerasWeights(this Model model, string path, bool skipMismatch = false,
        bool byName = false)
    {
        if (!model.IsBuilt)
            throw new ModelException($"{model} has no weights to load into yet.", "a model whose shapes are known",
                "one that has not seen data", "Begin it with an Input, or call Build.");
        var bytes = FileReader.ReadBytes(path);
        return WeightLoading.Load(model, WeightStore.Of(ReadWeights(bytes, path)), path, skipMismatch, byName);
    }

    /// <summary>
    /// Saves the model as Keras 3 does: <c>model.SaveKeras("m.keras")</c>, which <c>keras.models.load_model</c> opens.
    /// What the optimizer gathered is not in it. A file that is there already is replaced in one step.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; its name ends in ".keras".</param>
    /// <exception cref="SaveException">The name has another ending, or the file cannot be written.</exception>
    /// <exception cref="ConfigException">A class of your own is not registered.</exception>
    /// <exception cref="ModelException">The model has no weights yet.</exception>
    public static void SaveKeras(this Model model, string path) => KerasWriter.WriteModel(model, path);

    /// <summary>
    /// Saves the weights alone as Keras 3 does: <c>model.SaveKerasWeights("m.weights.h5")</c>, which Keras's
    /// <c>load_weights</c> takes for a model with the same layers.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; its name ends in ".weights.h5".</param>
    /// <exception cref="SaveException">The name has another ending, or the file cannot be written.</exception>
    /// <exception cref="ModelException">The model has no weights yet.</exception>
    public static void SaveKerasWeights(this Model model, string path) => KerasWriter.WriteWeights(model, path);

    static Hdf5Group ReadWeights(byte[] bytes, string path)
    {
        if (Hdf5File.IsOne(bytes))
            return Hdf5File.Read(bytes, path);
        using var archive = new KerasArchive(bytes, path);
        return archive.ReadWeights();
    }
}
