using System.Text.RegularExpressions;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

// Weight decay: what a step takes off every weight, whatever its gradient.
public abstract partial class Optimizer
{
    readonly HashSet<Parameter> kept = [];
    Regex[] keptNames = [];
    double? weightDecay;

    /// <summary>
    /// λ in w ← w − lr·λ·w, done to every weight before a step (Loshchilov, Hutter 2017). It is no part of the gradient,
    /// so that it is neither clipped nor gathered in a momentum: PyTorch's AdamW, not its Adam. None by default.
    /// </summary>
    /// <exception cref="HyperparameterException">Not a finite number of at least 0.</exception>
    public double? WeightDecay
    {
        get => weightDecay;
        init => weightDecay = Decay(value);
    }

    double? Decay(double? value) =>
        value is { } decay ? Hyperparameter.NotNegative(decay, $"{GetType().Name}.WeightDecay") : null;

    /// <summary>
    /// Keeps weights from decaying, in place of those of an earlier call. To be called before the first step.
    /// </summary>
    /// <param name="weights">The weights themselves.</param>
    /// <param name="names">Regular expressions, in the simplest case words: a weight is left out where one of them is
    /// found in its name within the layer, such as "bias". As in Keras, one that is found nowhere says nothing.</param>
    /// <exception cref="HyperparameterException">A name is no regular expression.</exception>
    /// <exception cref="ModelException">The optimizer has its weights already.</exception>
    public void ExcludeFromWeightDecay(IReadOnlyList<Parameter>? weights = null, IReadOnlyList<string>? names = null)
    {
        if (parameters.Count > 0)
            throw new ModelException("ExcludeFromWeightDecay comes too late.", "a call before the first step",
                $"a {GetType().Name} that has its weights", "Call it before Fit, on a new optimizer.");
        keptNames = [.. (names ?? []).Select(Pattern)];
        kept.Clear();
        kept.UnionWith(weights ?? []);
    }

    static Regex Pattern(string name)
    {
        try
        {
            return new Regex(name, RegexOptions.CultureInvariant);
        }
        catch (RegexParseException error)
        {
            throw new HyperparameterException("ExcludeFromWeightDecay: a name is no regular expression.",
                "a word, such as bias, or a regular expression", $"'{name}': {error.Message}",
                "Put a backslash before characters that have a meaning there, such as ( [ * + ?.");
        }
    }

    /// <summary>The weights that decay, known once the optimizer has its weights.</summary>
    Parameter[] decaying = [];

    void FindDecaying() => decaying = WeightDecay is null ? [] : [.. parameters.Where(p =>
        !kept.Contains(p) && !keptNames.Any(name => name.IsMatch(p.Name)))];

    void DecayWeights()
    {
        if (WeightDecay is { } λ)
            foreach (var p in decaying)
                p.Value.Combine(1, p.Value, -LearningRate * λ, into: p.Value); // w ← w − lr·λ·w
    }
}
