using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Checks that numbers are finite: data as the model reads them, weights, and what comes out. Gradients are checked by
/// the optimizer, in every step.
/// </summary>
static class FiniteCheck
{
    /// <summary>
    /// The weights of samples, where there are any, as the model reads them; that they are finite themselves was
    /// checked before.
    /// </summary>
    public static void SampleWeights(Tensor weights, DType computed, string name)
    {
        if (weights.HasValue)
            FiniteNumbers.Check(weights, computed, name, "Divide them all by one number; only their ratios matter.");
    }

    /// <summary>
    /// Checks the weights before or after a training. An optimizer's steps leave none that is not finite, so one can
    /// only come from outside.
    /// </summary>
    public static void ModelWeights(Model model, string when)
    {
        if (FirstBadWeight(model) is { } bad)
            throw new ModelException($"The weight {bad}, {when}.", "finite weights", bad,
                "It was set so by code of your own. Set it to finite numbers, or begin with a new model.");
    }

    /// <summary>The name of the first weight that is not finite, and its number; null where all are.</summary>
    public static string? FirstBadWeight(Model model)
    {
        foreach (var layer in model.Layers)
            foreach (var parameter in layer.Parameters)
                if (!double.IsFinite(Magnitude.Largest(parameter.Value)))
                {
                    var range = ValueRange.Of(parameter.Value);
                    return $"'{layer.Name}/{parameter.Name}' has {parameter.Value.ValueAt(range.FirstBad)} as number "
                        + $"{range.FirstBad} of {parameter.Value.Shape}";
                }
        return null;
    }

    /// <summary>
    /// Warns of figures of an epoch that are not finite, each once: to break off a training for a validation would be
    /// worse.
    /// </summary>
    public static void WarnOfFigures(Logs logs, List<string> warnings)
    {
        foreach (var (key, value) in logs)
            if (!double.IsFinite(value))
                warnings.AddOnce($"'{key}' became {value}, which is not a finite number. "
                    + (IsValidation(key) ? "Are the validation data scaled as x is? " : "")
                    + "EarlyStopping counts such a value as no improvement.");
    }

    static bool IsValidation(string key) => key.StartsWith("val_", StringComparison.Ordinal);

    /// <summary>The loss of a batch that is to be learned from.</summary>
    public static void Loss(Model model, in BatchResult result, BatchNumber number)
    {
        if (!double.IsFinite(result.Loss))
            throw Divergence.OfLoss(model, result, number);
    }

    /// <summary>The loss of a batch that is tested.</summary>
    public static void TestLoss(Model model, in BatchResult result, int firstRow)
    {
        if (!double.IsFinite(result.Loss))
            throw Divergence.OfTest(
                model, "loss", result.Loss, $" for the samples from row {firstRow:N0} on", result.Batch);
    }

    /// <summary>The figures of a test, of all samples together.</summary>
    public static void TestFigures(Model model, Logs logs, Samples data)
    {
        foreach (var (figure, value) in logs)
            if (!double.IsFinite(value))
                throw Divergence.OfTest(model, figure, value, "", data);
    }

    /// <summary>What the model made of the batch x.</summary>
    public static void Prediction(Model model, TensorList x, Tensor p, int firstRow)
    {
        if (!double.IsFinite(Magnitude.Largest(p)))
            throw Divergence.OfPrediction(model, x, p, firstRow);
    }
}
