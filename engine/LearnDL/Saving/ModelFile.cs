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
    /// <summary>
    /// The names of the texts with the model, with the numbers of its training, and with what is attached to it.
    /// </summary>
    public const string ModelKey = "learndl.model", TrainingKey = "learndl.training", AttachedKey = "learndl.attachments";

    /// <summary>What the names of a training's tensors begin with; those of weights begin with a layer's.</summary>
    const string TrainingPath = TrainingKey + "/", WeightsPath = ModelState.Weights + "/";

    /// <exception cref="SaveException">The name has another ending, or the file cannot be written.</exception>
    /// <exception cref="ModelException">The model has no weights yet.</exception>
    public static void Save(Model model, string path, bool weightsOnly, bool withTraining = false)
    {
        CheckEnding(path, weightsOnly);
        if (!model.IsBuilt)
            throw new ModelException($"{model} has no weights to save yet.",
                "a model whose shapes are known", "one that has not seen data", "Begin it with an Input, or call Build.");
        if (WeightNames.Of(model).Keys.FirstOrDefault(IsTraining) is { } taken)
            throw new SaveException($"The weight '{taken}' cannot be saved: its name is that of something else.",
                $"layers with names other than \"{TrainingKey}\"", taken, "Give the layer another name.");
        var state = new TrainingState();
        ModelState.KeepWeights(model, state);
        if (withTraining)
            ModelState.Keep(model, state);
        var texts = new Dictionary<string, string>();
        if (!weightsOnly)
            texts[ModelKey] = model.ToJson();
        if (!weightsOnly && model.Attachments.Count > 0)
            texts[AttachedKey] = model.Attachments.ToJson();
        if (withTraining)
            texts[TrainingKey] = state.ToJson();
        SafetensorsFile.Save(path, Named(state), texts);
    }

    /// <summary>A training that runs: all that the rest of it depends on.</summary>
    /// <exception cref="SaveException">The file cannot be written; the one before is whole.</exception>
    public static void SaveTraining(TrainingState state, string path) =>
        SafetensorsFile.Save(path, Named(state), new Dictionary<string, string> { [TrainingKey] = state.ToJson() });

    /// <summary>The tensors under their names in a file: weights under their own, all others behind a path.</summary>
    static Dictionary<string, Tensor> Named(TrainingState state) => state.Tensors.ToDictionary(
        one => one.Key.StartsWith(WeightsPath, StringComparison.Ordinal) ? one.Key[WeightsPath.Length..]
            : TrainingPath + one.Key,
        one => one.Value);

    /// <summary>The training that <see cref="SaveTraining"/> wrote.</summary>
    /// <exception cref="DamagedFileException">The file breaks a rule of its format, or holds no training.</exception>
    public static TrainingState Training(Model model, string path)
    {
        using var file = SafetensorsFile.Open(path);
        return Training(model, file, withWeights: true) ?? throw new DamagedFileException($"'{path}' holds no training to go on with.",
            $"\"{TrainingKey}\" in its texts",
            file.Metadata.Count == 0 ? "no texts" : string.Join(", ", file.Metadata.Keys),
            "Delete it, or move it away: the training then starts again.");
    }

    static TrainingState? Training(Model model, SafetensorsFile file, bool withWeights)
    {
        if (!file.Metadata.TryGetValue(TrainingKey, out var json))
            return null;
        var (weights, tensors) = (WeightNames.Of(model), new Dictionary<string, Tensor>());
        foreach (var stored in file.Tensors)
            if (IsTraining(stored))
                tensors[stored.Name[TrainingPath.Length..]] = Checked(file.Read(stored.Name), null, stored.Name);
        foreach (var stored in withWeights ? file.Tensors : [])
            if (!IsTraining(stored))
                tensors[WeightsPath + stored.Name] =
                    Checked(file.Read(stored.Name), weights.GetValueOrDefault(stored.Name), stored.Name);
        return TrainingState.Of(json, tensors);
    }

    static bool IsTraining(StoredTensor stored) => IsTraining(stored.Name);

    static bool IsTraining(string name) => name.StartsWith(TrainingPath, StringComparison.Ordinal);

    /// <exception cref="SaveException">The name has another ending.</exception>
    public static void CheckEnding(string path, bool weightsOnly)
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
    public static Model Load(string path, bool compile, int? seed)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(ModelKey, out var json))
            throw new DamagedFileException($"'{path}' holds tensors, and does not say of which model they are.",
                $"a file that Model.Save wrote, with \"{ModelKey}\" in its texts",
                file.Metadata.Count == 0 ? "no texts" : string.Join(", ", file.Metadata.Keys),
                "Make the model as it was, and call model.LoadWeights(path); or read the tensors with "
                    + "SafetensorsFile.Load(path).");
        var numbers = file.Tensors.Where(tensor => !IsTraining(tensor)).Sum(tensor => (long)tensor.Shape.Size);
        var form = Config.Parse(json);
        if (!compile)
            form.Remove("compile_config");
        var model = WeightBudget.Within(numbers, () => Model.Deserialize(form, seed));
        if (!model.IsBuilt)
            throw new ConfigException($"The model in '{path}' does not say what it takes.", "an input_shape", "none",
                "Save a model that has its weights.");
        Fill(model, file, path, skipMismatch: false);
        if (file.Metadata.TryGetValue(AttachedKey, out var attached))
            model.Attachments.Read(attached);
        if (Training(model, file, withWeights: false) is { } training)
            ModelState.Keep(model, training, withRandom: seed is null);
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
        var stored = file.Tensors.Where(tensor => !IsTraining(tensor)).ToDictionary(tensor => tensor.Name);
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

    /// <summary>The weights of a PyTorch network, layer by layer; all fit and are set, or none is.</summary>
    /// <exception cref="ConfigException">A name is not known on one of the sides, or a weight does not fit.</exception>
    public static WeightsReport LoadPyTorch(Model model, string path, IReadOnlyDictionary<string, string> modules)
    {
        using var file = SafetensorsFile.Open(path);
        var (torch, values) = (new PyTorchWeights(file, path), new Dictionary<Parameter, Tensor>());
        var names = WeightNames.Of(model).ToDictionary(weight => weight.Value, weight => weight.Key);
        foreach (var (name, module) in modules)
        {
            var (layer, sample) = FeatureOrder.Find(model, name);
            foreach (var (weight, value) in torch.Of(layer, module, sample))
                values[weight] = value.Shape == weight.Value.Shape ? Checked(value, weight, names[weight])
                    : throw new ConfigException($"'{module}' in '{path}' is no {layer}.",
                        $"{names[weight]} {weight.Value.Shape}", $"{value.Shape}, brought into Keras's order",
                        "Make the layer as large as PyTorch's.");
        }
        foreach (var (weight, value) in values)
            weight.Value.CopyFrom(value);
        return new WeightsReport([.. values.Keys.Select(weight => names[weight])],
            [.. names.Where(weight => !values.ContainsKey(weight.Key)).Select(weight => weight.Value)], torch.Left, []);
    }

    static Tensor Checked(Tensor value, Parameter? weight, string name)
    {
        if (!value.IsFloat)
            return value;
        var dtype = weight?.Value.DType ?? value.DType;
        _ = FiniteNumbers.Check(value, dtype, $"weight '{name}'", $"Set finite numbers that {dtype} holds.");
        return value.Cast(dtype);
    }

    static string Some(IEnumerable<string> names)
    {
        var first = names.Take(6).ToList();
        return string.Join(", ", first.Take(5)) + (first.Count > 5 ? ", …" : "");
    }
}
