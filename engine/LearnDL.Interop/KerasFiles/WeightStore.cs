using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Interop;

/// <summary>A weight in a file.</summary>
/// <param name="Name">Its path there.</param>
/// <param name="Data">Its numbers.</param>
readonly record struct StoredWeight(string Name, Hdf5Dataset Data);

/// <summary>
/// The weights of a file in one of Keras's two forms: which belongs to which of a model. A key that both sides have
/// names the same weight.
/// </summary>
abstract class WeightStore
{
    /// <summary>How many numbers they have together.</summary>
    public abstract long Numbers { get; }

    /// <summary>The weights of the file by keys.</summary>
    /// <exception cref="DamagedFileException">The file has no names.</exception>
    public abstract Dictionary<string, StoredWeight> Stored(bool byName);

    /// <summary>The weights of a model by the same keys.</summary>
    public abstract Dictionary<string, OwnWeight> Own(Model model, bool byName);

    /// <summary>The store of a file.</summary>
    /// <exception cref="DamagedFileException">It has no weights of a model.</exception>
    public static WeightStore Of(Hdf5Group root)
    {
        if (root.Group("model_weights") is { } weights)
            return new LegacyStore(weights);
        if (root.Texts(LegacyStore.LayerNames) is not null)
            return new LegacyStore(root);
        return root.Group("layers") is not null || root.Group(PathStore.OldLayers) is not null ? new PathStore(root)
            : throw new DamagedFileException($"'{root.File}' has no weights of a model.",
                "a group \"layers\" or \"model_weights\", or an attribute \"layer_names\"",
                string.Join(", ", root.Members.Keys.Take(10)) is { Length: > 0 } names ? names : "an empty file",
                "Take what model.save or model.save_weights of Keras wrote.");
    }
}
