using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Losses;

namespace LearnDL.Models;

/// <summary>Whether a loss and the model suit each other, and whether their gradients can be computed as one.</summary>
static class LossCheck
{
    /// <summary>
    /// Sigmoid with binary and softmax with categorical cross-entropy have the plain gradient p − y together; not where
    /// the output costs something itself, which has a gradient by p.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="end">The layer use that gives the output and nothing else; null where another reads it.</param>
    public static bool Fuses(Loss loss, GraphStep? end) =>
        end?.Layer.OutputActivation is { } f && loss.FusesWith(f) && !CostsSomething(end.Layer);

    static bool CostsSomething(Layer layer)
    {
        var costs = layer.ActivityRegularizer is not null;
        for (var i = 0; i < layer.Inner.Count; i++)
            costs |= CostsSomething(layer.Inner[i]);
        return costs;
    }

    /// <summary>Throws where the two contradict each other; warns where they probably do.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="model">The model.</param>
    /// <param name="at">The number of the output.</param>
    /// <param name="width">The number of outputs, where it is known.</param>
    /// <param name="warnings">The model's.</param>
    public static void Suits(Loss loss, Model model, int at, int? width, List<string> warnings)
    {
        var (range, source) = OutputRanges.OfOutput(model.Graph, at);
        if (range is { } output && loss.Meaning is OutputMeaning.Probabilities or OutputMeaning.Shares)
        {
            // such a loss divides by the sum, which makes shares of positive numbers
            var isDivided = loss.MakesShares && output.IsPositive;
            if (loss.FromLogits)
                Scores(loss, output, source, warnings);
            else if (!output.IsProbability && !isDivided)
                throw new ModelException($"{loss.Name} wants probabilities, but {source} gives other numbers too.",
                    "a last layer with \"sigmoid\" or \"softmax\", or fromLogits: true",
                    $"{Activation(source)}: {output}",
                    source.OutputActivation is not null ? "Add the activation, or use the loss with fromLogits: true."
                    : $"Put a Dense layer with \"{(loss.Meaning == OutputMeaning.Shares ? "softmax" : "sigmoid")}\" "
                        + "behind it.");
        }
        if (width == 1 && loss.MakesShares)
            throw CategoricalCrossentropy.SingleOutput(loss.Name, $"{source}");
        if (width == 1 && range is { IsShares: true })
            throw new ModelException($"{source} applies softmax to a single unit, which is always 1.",
                "sigmoid for one unit", "softmax", "Use Dense(1, \"sigmoid\").");
        if (loss.TakesLogarithm && range is { Min: < 0 } signed)
            warnings.AddOnce($"{loss.Name} takes the logarithm of the outputs, but {source} gives {signed}: "
                + "below 0 there is none. Let the last Dense end in \"exponential\" or \"softplus\".");
        if (loss.Meaning == OutputMeaning.Probabilities && range is { IsShares: true })
            warnings.AddOnce($"{source} ends in softmax, whose classes compete, but the loss is {loss.Name}, "
                + "which treats them apart. Use categorical_crossentropy, or sigmoid for labels that may go together.");
    }

    /// <summary>A loss that turns scores into probabilities wants scores of both signs, not probabilities.</summary>
    static void Scores(Loss loss, OutputRange output, Layer source, List<string> warnings)
    {
        if (output.IsProbability)
            throw new ModelException(source.OutputActivation is { } f
                ? $"{source} already applies {f.Name}; fromLogits would apply it twice."
                : $"{source} already gives {output}; fromLogits would squash them once more.",
                "scores without an activation, or fromLogits: false", $"{Activation(source)} and fromLogits: true",
                "Drop one of the two.");
        var isBounded = double.IsFinite(output.Min) && double.IsFinite(output.Max);
        var isOneSided = loss.Meaning == OutputMeaning.Probabilities && (output.Min >= 0 || output.Max <= 0);
        if (isBounded || isOneSided)
            warnings.AddOnce($"{source} gives {output}, but {loss.Name} with fromLogits takes scores, "
                + "which may be any number: "
                + (isOneSided ? "one of the two answers can never be given. " : "no answer can become certain. ")
                + "Let a Dense layer without an activation come last.");
    }

    static string Activation(Layer layer) => layer.OutputActivation is not { } f ? layer.GetType().Name
        : f == ActivationFunction.Linear ? "no activation" : $"\"{f.Name}\"";
}
