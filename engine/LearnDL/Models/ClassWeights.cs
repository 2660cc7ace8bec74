using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LearnDL.Models;

/// <summary>
/// What a sample of each class weighs in the loss, so that rare classes count as much as frequent ones:
/// <c>classWeight: new() { [0] = 1, [1] = 5 }</c>. As in Keras 3, a class that is not named weighs 1; Fit says so in a
/// warning.
/// </summary>
public sealed class ClassWeights : IReadOnlyDictionary<int, double>
{
    readonly Dictionary<int, double> weights = [];

    /// <summary>No class is named yet.</summary>
    public ClassWeights()
    {
    }

    /// <param name="weights">Classes and their weights, a copy of which is made.</param>
    public ClassWeights(IEnumerable<KeyValuePair<int, double>> weights) => this.weights = new(weights);

    /// <summary>The weight of a class; 1 where none is named.</summary>
    public double this[int label]
    {
        get => weights.GetValueOrDefault(label, 1);
        set => weights[label] = value;
    }

    /// <summary>How many classes are named.</summary>
    public int Count => weights.Count;

    /// <summary>Names a class: <c>new() { { 0, 1 }, { 1, 5 } }</c>.</summary>
    public void Add(int label, double weight) => weights.Add(label, weight);

    /// <summary>The classes that are named, with their weights.</summary>
    public IEnumerator<KeyValuePair<int, double>> GetEnumerator() => weights.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerable<int> IReadOnlyDictionary<int, double>.Keys => weights.Keys;

    IEnumerable<double> IReadOnlyDictionary<int, double>.Values => weights.Values;

    bool IReadOnlyDictionary<int, double>.ContainsKey(int key) => weights.ContainsKey(key);

    bool IReadOnlyDictionary<int, double>.TryGetValue(int key, out double value) => weights.TryGetValue(key, out value);

    /// <summary>Class weights from a dictionary.</summary>
    [return: NotNullIfNotNull(nameof(weights))]
    public static implicit operator ClassWeights?(Dictionary<int, double>? weights) =>
        weights is null ? null : new(weights);
}
