using LearnDL.Saving;

namespace LearnDL.Models;

/// <summary>What <c>Fit</c> reported, epoch by epoch: <c>history["val_loss"][^1]</c>. The keys are Keras's.</summary>
public sealed class History
{
    OrderedDictionary<string, Series> series = [];
    List<int> epochs = [];

    /// <summary>The numbers of the epochs, from 0.</summary>
    public IReadOnlyList<int> Epoch => epochs;

    /// <summary>"loss", "accuracy", "val_loss", … as far as they were reported.</summary>
    public IReadOnlyList<string> Keys => [.. series.Keys];

    /// <summary>
    /// The values of a key, one for every epoch that reported it; <see cref="EpochsOf"/> says which those are.
    /// </summary>
    /// <exception cref="UnknownNameException">Nothing of this name was reported.</exception>
    public IReadOnlyList<double> this[string key] => Find(key).Values;

    /// <summary>
    /// The epochs that the values of a key belong to, numbered from 0 as <see cref="Epoch"/> is: not every epoch
    /// validates (validationFreq), and a callback may add a figure now and then. A curve is drawn over them.
    /// (In Keras a value does not say which epoch it comes from.)
    /// </summary>
    /// <exception cref="UnknownNameException">Nothing of this name was reported.</exception>
    public IReadOnlyList<int> EpochsOf(string key) => Find(key).Epochs;

    /// <summary>Whether something of this name was reported.</summary>
    public bool Contains(string key) => series.ContainsKey(key);

    Series Find(string key) => series.TryGetValue(key, out var found) ? found
        : throw NameList.Unknown("entry of the history", key, Keys);

    /// <summary>
    /// How many epochs, and the last value of every figure; where that is not of the last epoch, with its epoch,
    /// counted from 1.
    /// </summary>
    public override string ToString() => epochs.Count == 0 ? "no epochs"
        : $"{(epochs.Count == 1 ? "1 epoch" : $"{epochs.Count:N0} epochs")}, the last: "
            + string.Join(", ", series.Select(figure => Last(figure.Key, figure.Value)));

    string Last(string key, Series figure) => $"{key} {Logs.NumberText(figure.Values[^1])}"
        + (figure.Epochs[^1] == epochs[^1] ? "" : $" (epoch {figure.Epochs[^1] + 1})");

    internal void Add(int epoch, Logs logs)
    {
        epochs.Add(epoch);
        foreach (var (key, value) in logs)
        {
            if (!series.TryGetValue(key, out var figure))
                series.Add(key, figure = new Series([], []));
            figure.Epochs.Add(epoch);
            figure.Values.Add(value);
        }
    }

    /// <summary>All of it.</summary>
    internal void Keep(TrainingState state)
    {
        var (count, numbers) = (series.Count, epochs.ToArray());
        state.Field("epochs", ref numbers);
        state.Field("count", ref count, least: 0);
        if (!state.IsLoading)
            foreach (var (i, (key, figure)) in series.Index())
                Keep(state.Part($"figure_{i}"), key, figure);
        else
        {
            (series, epochs) = ([], [.. numbers]);
            for (var i = 0; i < count; i++)
            {
                var (key, figure) = Keep(state.Part($"figure_{i}"), "", new Series([], []));
                series[key] = figure;
            }
        }
    }

    static (string, Series) Keep(TrainingState state, string key, Series figure)
    {
        var (at, values) = (figure.Epochs.ToArray(), figure.Values.ToArray());
        state.Field("key", ref key);
        state.Field("epochs", ref at);
        state.Field("values", ref values, at.Length);
        return at.Length > 0 ? (key, new Series([.. at], [.. values])) : throw new ConfigException(
            $"The saved history has no value of '{key}'.", "one for an epoch at least", "none", TrainingState.Again);
    }

    /// <summary>The values of a figure, and the epoch of each.</summary>
    sealed record Series(List<int> Epochs, List<double> Values);
}
