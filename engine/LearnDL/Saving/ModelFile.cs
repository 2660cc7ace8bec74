using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// A model in one safetensors file: the weights as named tensors, and beside them, as a text, what the model is and how
/// it was compiled. Python's safetensors reads the tensors as they are.
/// </summary>
static class ModelFile
{
    /// <summary>The name of the text with the model.</summary>
    public const string Key = "learndl.model";

    /// <exception cref="SaveException">The name has another ending, or the file cannot be written.</exception>
    /// <exception cref="ModelException">The model has no weights yet.</exception>
    public static void Save(Model model, string path, bool weightsOnly)
    {
        CheckEnding(path, weightsOnly);
        if (!model.IsBuilt)
            throw new ModelException($"{model} has no weights to save yet.",
                "a model whose shapes are known", "one that has not seen data", "Begin it with an Input, or call Build.");
        var tensors = WeightNames.Of(model).ToDictionary(weight => weight.Key, weight => weight.Value.Value);
        var texts = weightsOnly ? null : new Dictionary<string, string> { [Key] = model.ToJson() };
        SafetensorsFile.Save(path, tensors, texts);
    }

    static void CheckEnding(string path, bool weightsOnly)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is ".safetensors")
            return;
        var name = Path.GetFileName(path).Split('.')[0];
        var ours = $"{(weightsOnly ? "SaveWeights" : "Save")}(\"{name}.safetensors\")";
        var keras = weightsOnly ? $"SaveKerasWeights(\"{name}.weights.h5\")" : $"SaveKeras(\"{name}.keras\")";
        throw new SaveException($"'{path}' names no format that LearnDL writes.", "a name that ends in .safetensors",
            ending.Length > 0 ? $"\"{ending}\"" : "no ending",
            $"{ours}: one file with the weights{(weightsOnly ? "" : ", the layers and the settings")}."
                + (ending is ".keras" or ".h5" or ".hdf5" ? $" For Keras: model.{keras}, of LearnDL.Interop." : ""));
    }

    /// <exception cref="DamagedFileException">The file breaks a rule of its format, or holds weights alone.</exception>
    /// <exception cref="ConfigException">Config and weights do not belong together, or a class is not known.</exception>
    public static Model Load(string path, int? seed)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(Key, out var json))
            throw new DamagedFileException($"'{path}' holds tensors, and does not say of which model they are.",
                $"a file that Model.Save wrote, with \"{Key}\" in its texts",
                file.Metadata.Count == 0 ? "no texts" : string.Join(", ", file.Metadata.Keys),
                "Make the model as it was, and call model.LoadWeights(path); or read the tensors with "
                    + "SafetensorsFile.Load(path).");
        var numbers = file.Tensors.Sum(tensor => (long)tensor.Shape.Size);
        var model = WeightBudget.Within(numbers, () => Model.FromJson(json, seed));
        if (!model.IsBuilt)
            throw new ConfigException($"The model in '{path}' does not say what it takes.", "an input_shape", "none",
                "Save a model that has its weights.");
        Fill(model, file, path, skipMismatch: false);
        return model;
    }

    /// <exception cref="ConfigException">The weights are others than the model's, and that was not allowed.</exception>
    public static WeightsReport LoadWeights(Model model, string path, bool skipMismatch)
    {
        using var file = SafetensorsFile.Open(path);
        return Fill(model, file, path, skipMismatch);
    }

    /// <summary>Everything is compared first, and read: only then is a weight overwritten.</summary>
    static WeightsReport Fill(Model model, SafetensorsFile file, string path, bool skipMismatch)
    {
        var weights = WeightNames.Of(model);
        var stored = file.Tensors.ToDictionary(tensor => tensor.Name);
        string[] both = [.. weights.Keys.Where(stored.ContainsKey)];
        string[] loaded = [.. both.Where(name => stored[name].Shape == weights[name].Value.Shape)];
        var report = new WeightsReport(loaded, [.. weights.Keys.Except(stored.Keys)],
            [.. stored.Keys.Except(weights.Keys)],
            [.. both.Except(loaded).Select(name => $"{name} {weights[name].Value.Shape}, there {stored[name].Shape}")]);
        if (!report.IsComplete && !skipMismatch)
            throw new ConfigException($"The weights in '{path}' are not those of {model}.",
                $"{weights.Count} weights: {Some(weights.Keys)}", report.ToString().Replace("\n", "; "),
                "Load them into a model with the same layers and names, or with skipMismatch: true, which says what "
                    + "was left out.");
        Tensor[] values = [.. loaded.Select(name => Checked(file.Read(name), weights[name], name))];
        for (var i = 0; i < loaded.Length; i++)
            weights[loaded[i]].Value.CopyFrom(values[i]);
        return report;
    }

    static Tensor Checked(Tensor value, Parameter weight, string name)
    {
        var dtype = weight.Value.DType;
        _ = FiniteNumbers.Check(value, dtype, $"weight '{name}'", $"Set finite numbers that {dtype} holds.");
        return value.Cast(dtype);
    }

    static string Some(IEnumerable<string> names)
    {
        var first = names.Take(6).ToList();
        return string.Join(", ", first.Take(5)) + (first.Count > 5 ? ", …" : "");
    }
}
