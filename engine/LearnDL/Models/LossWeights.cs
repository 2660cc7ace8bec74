using System.Collections;
using System.Runtime.CompilerServices;

namespace LearnDL.Models;

/// <summary>
/// What each output's loss counts in the sum that is trained: <c>[1, 0.2]</c> in the outputs' order, or by their names.
/// A name left out counts 1.
/// </summary>
[CollectionBuilder(typeof(LossWeights), nameof(Of))]
public sealed class LossWeights : IReadOnlyList<double>
{
    readonly double[] weights;
    readonly string[]? names;

    /// <summary>No output is named yet.</summary>
    public LossWeights() : this([], [])
    {
    }

    LossWeights(double[] weights, string[]? names = null)
    {
        (this.weights, this.names) = (weights, names);
        foreach (var weight in weights)
            Hyperparameter.Finite(weight, "lossWeights");
    }

    /// <inheritdoc/>
    public int Count => weights.Length;

    /// <inheritdoc/>
    public double this[int index] => weights[index];

    /// <summary>
    /// The weight of the output of this name: <c>lossWeights: new() { ["price"] = 1, ["rooms"] = 0.2 }</c>.
    /// </summary>
    /// <exception cref="HyperparameterException">The weight is not finite.</exception>
    public double this[string output]
    {
        init => (weights, names) =
            ([.. weights, Hyperparameter.Finite(value, "lossWeights")], [.. names ?? [], output]);
    }

    /// <summary>A weight for every output.</summary>
    /// <exception cref="HyperparameterException">A weight is not finite.</exception>
    public static LossWeights Of(ReadOnlySpan<double> weights) => new(weights.ToArray());

    /// <summary>A weight for every output.</summary>
    /// <exception cref="HyperparameterException">A weight is not finite.</exception>
    public static implicit operator LossWeights(double[] weights) => Of(weights);

    /// <summary>The weight of the only output.</summary>
    /// <exception cref="HyperparameterException">The weight is not finite.</exception>
    public static implicit operator LossWeights(double weight) => Of([weight]);

    /// <summary>Weights by the names of outputs.</summary>
    /// <exception cref="HyperparameterException">A weight is not finite.</exception>
    public static implicit operator LossWeights(Dictionary<string, double> weights) =>
        new([.. weights.Values], [.. weights.Keys]);

    /// <summary>The weight of each of the outputs.</summary>
    /// <exception cref="LearnDLException">An output's name is not known, or there are not as many weights as
    /// outputs.</exception>
    internal double[] For(IReadOnlyList<string> outputs)
    {
        if (names is null)
            return PerOutput.Counted(weights, outputs, "loss weight");
        var given = weights.Select(weight => (double?)weight).ToList();
        return [.. PerOutput.Ordered(names, given, outputs, "loss weight").Select(weight => weight ?? 1)];
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)weights).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
