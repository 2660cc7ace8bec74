namespace LearnDL.Models;

/// <summary>What <c>Fit</c> reported, an entry an epoch: <c>history["val_loss"][^1]</c>. The keys are Keras's.</summary>
public sealed class History
{
    readonly OrderedDictionary<string, List<double>> series = [];
    readonly List<int> epochs = [];

    /// <summary>The numbers of the epochs, from 0.</summary>
    public IReadOnlyList<int> Epoch => epochs;

    /// <summary>"loss", "accuracy", "val_loss", … as far as they were reported.</summary>
    public IReadOnlyList<string> Keys => [.. series.Keys];

    /// <summary>The values of a key, one an epoch.</summary>
    /// <exception cref="UnknownNameException">Nothing of this name was reported.</exception>
    public IReadOnlyList<double> this[string key] => series.TryGetValue(key, out var values) ? values : throw NameList.Unknown("entry of the history", key, Keys);

    /// <summary>Whether something of this name was reported.</summary>
    public bool Contains(string key) => series.ContainsKey(key);

    /// <summary>How many epochs, and the figures of the last.</summary>
    public override string ToString() => epochs.Count == 0 ? "no epochs"
        : $"{(epochs.Count == 1 ? "1 epoch" : $"{epochs.Count:N0} epochs")}, the last: {string.Join(", ", series.Select(figure => $"{figure.Key} {Logs.NumberText(figure.Value[^1])}"))}";

    internal void Add(int epoch, Logs logs)
    {
        epochs.Add(epoch);
        foreach (var (key, value) in logs)
        {
            if (!series.TryGetValue(key, out var values))
                series.Add(key, values = []);
            values.Add(value);
        }
    }
}
