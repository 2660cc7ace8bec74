using LearnDL.Saving;

namespace LearnDL.Models;

// A model's life in files.
public partial class Model
{
    /// <summary>
    /// What was fitted beside the model and is saved with it: <c>model.Attachments["scaler"] = scaler;</c>.
    /// </summary>
    public Attachments Attachments { get; } = new();

    /// <summary>
    /// Saves the model in one file: <c>model.Save("pima.safetensors")</c>. It holds the weights, the layers with their
    /// settings, what Compile was given, its <see cref="Attachments"/>, and what the optimizer has gathered, so that a
    /// training goes on with the model that is loaded as it would have gone on with this one. Python's safetensors
    /// reads its tensors as they are. A file that is there already is replaced in one step, when the new one is whole.
    /// </summary>
    /// <param name="path">The file; its name ends in ".safetensors".</param>
    /// <param name="includeOptimizer">Whether what the optimizer has gathered, the random numbers to come and the
    /// states of stateful layers are saved, too; true by default. A model that is only to predict needs a third of the
    /// room without it.</param>
    /// <exception cref="SaveException">The name has another ending, or the file cannot be written.</exception>
    /// <exception cref="ConfigException">A class of your own is not registered.</exception>
    /// <exception cref="ModelException">The model has no weights yet, or another thread uses it.</exception>
    public void Save(string path, bool includeOptimizer = true)
    {
        using var held = modelLock.Enter();
        ModelFile.Save(this, path, weightsOnly: false, includeOptimizer);
    }

    /// <summary>
    /// The model of a file, with its weights, compiled if it was: <c>Model.Load("pima.safetensors")</c>. Nothing in a
    /// file can run code: it names classes of a closed list, and those of your own that your program has registered.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="compile">Whether it is compiled as it was, true by default; without it, a model loads whose loss no
    /// longer suits its layers, or whose classes for training are not registered.</param>
    /// <param name="seed">The seed of shuffles and all that is drawn from now on; by default the random numbers go on
    /// as those of the model that was saved.</param>
    /// <exception cref="Data.MissingFileException">The file is not there, or may not be read.</exception>
    /// <exception cref="Data.DamagedFileException">It breaks a rule of its format, or holds weights alone.</exception>
    /// <exception cref="ConfigException">Layers and weights do not belong together, or a class is not known.</exception>
    public static Model Load(string path, bool compile = true, int? seed = null) =>
        ModelFile.Load(path, compile, seed);

    /// <summary>Saves the weights alone.</summary>
    /// <param name="path">The file; its name ends in ".safetensors".</param>
    /// <exception cref="SaveException">The name has another ending, or the file cannot be written.</exception>
    /// <exception cref="ModelException">The model has no weights yet, or another thread uses it.</exception>
    public void SaveWeights(string path)
    {
        using var held = modelLock.Enter();
        ModelFile.Save(this, path, weightsOnly: true);
    }

    /// <summary>
    /// Takes the weights of a file that <see cref="Save"/> or <see cref="SaveWeights"/> wrote. Either all fit and are
    /// set, or none is; with skipMismatch those that fit, by their names.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="skipMismatch">Whether weights that are missing, left over or of another shape are passed over; the
    /// report names them.</param>
    /// <exception cref="ConfigException">The weights are others than the model's.</exception>
    /// <exception cref="Data.DamagedFileException">The file breaks a rule of its format.</exception>
    /// <exception cref="ModelException">The model has no weights yet, or another thread uses it.</exception>
    public WeightsReport LoadWeights(string path, bool skipMismatch = false)
    {
        using var held = modelLock.Enter();
        if (!IsBuilt)
            throw new ModelException($"{this} has no weights to load into yet.", "a model whose shapes are known",
                "one that has not seen data", "Begin it with an Input, or call Build.");
        return ModelFile.LoadWeights(this, path, skipMismatch);
    }

    /// <summary>
    /// Takes the weights of a PyTorch network, whose state was saved as safetensors:
    /// <c>model.LoadPyTorchWeights("net.safetensors", new() { ["conv2d"] = "features.0", ["dense"] = "fc" })</c>. They
    /// are brought into Keras's layouts: matrices and kernels transposed, the two biases of an LSTM added, the gates of
    /// a GRU put in order, and after a Flatten the rows in the order of our images. Either all fit and are set, or none
    /// is. Settings do not come with the weights: PyTorch's normalizations have epsilon 1e-5, Keras's 1e-3. In PyTorch:
    /// <c>safetensors.torch.save_file(net.state_dict(), "net.safetensors")</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="modules">PyTorch's name of a module for the name of every layer that is to get weights; "rnn_l1" is
    /// the second layer of a module "rnn", and "encoder/dense" a layer of a model inside.</param>
    /// <returns>What was loaded, which weights of the model stay as they are, and what of the file was not
    /// used.</returns>
    /// <exception cref="ConfigException">A module is not in the file, a weight has another shape, or LearnDL knows no
    /// such layer in PyTorch.</exception>
    /// <exception cref="UnknownNameException">The model has no layer of a name.</exception>
    /// <exception cref="Data.DamagedFileException">The file breaks a rule of its format.</exception>
    /// <exception cref="ModelException">The model has no weights yet, or another thread uses it.</exception>
    public WeightsReport LoadPyTorchWeights(string path, Dictionary<string, string> modules)
    {
        using var held = modelLock.Enter();
        if (!IsBuilt)
            throw new ModelException($"{this} has no weights to load into yet.", "a model whose shapes are known",
                "one that has not seen data", "Begin it with an Input, or call Build.");
        return ModelFile.LoadPyTorch(this, path, modules);
    }

    /// <summary>A new model with the same layers and settings, and freshly drawn weights; not compiled.</summary>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn.</param>
    /// <exception cref="ConfigException">A layer of your own is not registered.</exception>
    public Model CloneModel(int? seed = null)
    {
        var form = SerializeClass();
        return Deserialize(form, seed);
    }
}
