using System.Text.Json.Nodes;
using LearnDL.Data;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>
/// A whole model in a .h5 file of Keras 2 or 3: the layers and what it was compiled with are texts of the outermost
/// group.
/// </summary>
static class LegacyModel
{
    /// <summary>The model in the form of Keras 3, and the group with its weights.</summary>
    /// <exception cref="DamagedFileException">The file breaks a rule of HDF5, or holds weights alone.</exception>
    public static (Config Form, Hdf5Group Weights) Read(byte[] bytes, string path)
    {
        var root = Hdf5File.Read(bytes, path);
        var json = root.Text("model_config") ?? throw new DamagedFileException(
            $"'{path}' holds weights, and does not say of which model they are.",
            "a file that model.save wrote, with an attribute \"model_config\"", "none",
            "Make the model as it was, and call model.LoadKerasWeights(path).");
        var form = Config.Parse(json);
        LegacyConfig.Upgrade(form);
        if (root.Text("training_config") is { } training)
            form["compile_config"] = LegacyTraining.Upgrade(Config.Parse(training));
        return (form, root);
    }
}
