using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>Gives a model the weights of a file.</summary>
static class WeightLoading
{
    /// <summary>Everything is compared first, and read: only then is a weight overwritten.</summary>
    /// <exception cref="ConfigException">The weights are others than the model's, and that was not allowed.</exception>
    public static WeightsReport Load(Model model, WeightStore store, string path, bool skipMismatch, bool byName)
    {
        var (own, stored) = (store.Own(model, byName), store.Stored(byName));
        var report = Compare(own, stored, out var loaded);
        if (!report.IsComplete && !skipMismatch)
            throw new ConfigException($"The weights in '{path}' are not those of {model}.",
                $"{own.Count} weights: {Some(own.Values.Select(weight => weight.Name))}",
                report.ToString().Replace("\n", "; "), "Load them into a model with the same layers, or with "
                    + "skipMismatch: true, which says what was left out; with byName: true layers go by their names.");
        var values = loaded.ToDictionary(key => own[key].Parameter, key => stored[key].Data.Read());
        model.SetWeights([.. model.Parameters.Select(weight =>
            values.TryGetValue(weight, out var value) ? value : weight.Value)]);
        return report;
    }

    static WeightsReport Compare(Dictionary<string, OwnWeight> own, Dictionary<string, StoredWeight> stored,
        out string[] loaded)
    {
        string[] both = [.. own.Keys.Where(stored.ContainsKey)];
        loaded = [.. both.Where(key => Fits(own[key], stored[key]))];
        return new WeightsReport([.. loaded.Select(key => own[key].Name)],
            [.. own.Where(weight => !stored.ContainsKey(weight.Key)).Select(weight => weight.Value.Name)],
            [.. stored.Where(weight => !own.ContainsKey(weight.Key)).Select(weight => weight.Value.Name)],
            [.. both.Except(loaded).Select(key => $"{own[key].Name} {own[key].Parameter.Shape}, there "
                + $"({string.Join(", ", stored[key].Data.Sizes.Select(size => $"{size}"))})")]);
    }

    static bool Fits(OwnWeight own, StoredWeight stored) =>
        own.Parameter.Shape.SequenceEqual(stored.Data.Sizes);

    static string Some(IEnumerable<string> names)
    {
        var first = names.Take(6).ToList();
        return string.Join(", ", first.Take(5)) + (first.Count > 5 ? ", …" : "");
    }
}
