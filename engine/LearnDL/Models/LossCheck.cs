using LearnDL.Layers;
using LearnDL.Losses;

namespace LearnDL.Models;

/// <summary>Whether a loss and the last layer suit each other, and whether their gradients can be computed as one.</summary>
static class LossCheck
{
    /// <summary>Sigmoid with binary and softmax with categorical cross-entropy have the plain gradient p − y together.</summary>
    public static bool Fuses(Loss loss, IReadOnlyList<Layer> layers) => layers[^1].OutputActivation is { } f && loss.FusesWith(f);

    /// <summary>Whether an output can be a probability, or a share once it is divided by the sum.</summary>
    static bool IsPositive(string activation) => activation is "sigmoid" or "hard_sigmoid" or "softmax" or "softplus" or "exponential";

    /// <summary>Throws where the two contradict each other; warns where they probably do.</summary>
    public static void Suits(Loss loss, IReadOnlyList<Layer> layers, List<string> warnings)
    {
        var last = layers[^1];
        while (last is TimeDistributed { Inner: [var inner] })
            last = inner;
        var activation = last.OutputActivation?.Name ?? "linear";
        var crossentropy = loss is BinaryCrossentropy or CategoricalCrossentropy or SparseCategoricalCrossentropy;
        if (loss.FromLogits && activation is "softmax" or "sigmoid")
            throw new ModelException($"{last} already applies {activation}; fromLogits would apply it twice.", "scores without an activation, or fromLogits: false", $"{activation} and fromLogits: true", "Drop one of the two.");
        if (crossentropy && !loss.FromLogits && last is Dense or ActivationLayer && !IsPositive(activation))
            throw new ModelException($"{loss.Name} wants probabilities, but {last} gives other numbers too.", "a last layer with \"sigmoid\" or \"softmax\", or fromLogits: true", activation == "linear" ? "no activation" : $"\"{activation}\"", "Add the activation, or use the loss with fromLogits: true.");
        if (last is Dense { Units: 1 } && loss is CategoricalCrossentropy or SparseCategoricalCrossentropy)
            throw CategoricalCrossentropy.SingleOutput(loss.Name, $"{last}");
        if (last is Dense { Units: 1 } && activation == "softmax")
            throw new ModelException($"{last} applies softmax to a single unit, which is always 1.", "sigmoid for one unit", "softmax", "Use Dense(1, \"sigmoid\").");
        if (loss is BinaryCrossentropy && activation == "softmax")
            warnings.AddOnce($"{last} ends in softmax, whose classes compete, but the loss is binary_crossentropy, which treats them apart. Use categorical_crossentropy, or sigmoid for labels that may go together.");
    }
}
